// What is wrong, said for the form: beside its question, as a summary with links, and as a number in the list of steps.
import { make } from "../dom.js";
import { idOf, samePlace } from "./answers.js";
import { counted } from "./text.js";

// Where a problem is shown: its own question, or the nearest one around it that the page has.
function shownAt(at, root) {
  for (let length = at.length; length > 0; length -= 1) {
    const found = [...root.querySelectorAll("[data-at]")].find((one) =>
      samePlace(JSON.parse(one.dataset.at), at.slice(0, length)),
    );
    if (found) return found;
  }
  return null;
}

export function showBeside(problems, root) {
  const byQuestion = new Map();
  for (const problem of problems) {
    const question = shownAt(problem.at, root);
    if (question) byQuestion.set(question, [...(byQuestion.get(question) ?? []), problem]);
  }
  for (const question of root.querySelectorAll("[data-at]")) {
    const own = byQuestion.get(question) ?? [];
    const place = question.querySelector(":scope > .q__error");
    const words = own.map((problem) => `${problem.message}\n${problem.hint}`).join("\n\n");
    if (place.dataset.words !== words) {
      place.dataset.words = words;
      place.replaceChildren(...own.map(problemElement));
    }
    question.classList.toggle("q--wrong", own.length > 0);
    for (const control of question.querySelectorAll(
      ":scope > :is(input, textarea), :scope > .combo input",
    )) {
      if (own.length) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }
}

const problemElement = ({ severity, message, hint }) =>
  make(
    `div.problem.problem--${severity}`,
    make(
      "p.problem__message",
      make("span.sr-only", severity === "error" ? "Error: " : "Look again: "),
      message,
    ),
    hint && make("p.problem__hint", hint),
  );

// The summary at the end: every problem leads to its question.
export function summary(problems, titleOf, go) {
  const blocking = problems.some((problem) => problem.severity === "error");
  const item = ({ at, message, stops }) => {
    const { title, step } = titleOf(at);
    const click = (event) => {
      event.preventDefault();
      go(step, at);
    };
    return make(
      "li",
      stops && make("strong.error-summary__stops", "Stops: "),
      make("a", { href: `#${idOf(at)}`, on: { click } }, message),
      title && make("span.error-summary__where", title),
    );
  };
  return make(
    blocking ? "div.error-summary" : "div.error-summary.error-summary--mild",
    { tabindex: "-1", "aria-labelledby": "summary-title", role: "group" },
    make("h3", { id: "summary-title" }, blocking ? "There is a problem" : "Look again at this"),
    make("ul", problems.map(item)),
  );
}

// Remarks of the file that are no longer in it, since what they were made for is gone or says something else.
export function lostRemarks(lost, titleOf) {
  const words =
    "The file had remarks on something that is gone from it now, or says something else. Tell the editors if they are still needed:";
  const item = ({ words: remark, at }) =>
    make("li", make("code", remark), make("span.error-summary__where", titleOf(at)));
  return make("div.banner.write__lost", make("p", words), make("ul", lost.map(item)));
}

// The list of steps, with how many problems are left in each that was left once.
// `counts` has a number for each step, or null where nobody has been yet.
export function stepList(steps, current, counts) {
  const state = (count) =>
    count
      ? make("span.write__state.write__state--wrong", ` – ${counted(count, "problem")}`)
      : count === 0 && make("span.write__state", " – in order");
  const item = ({ id, title }, place) => {
    const link = make("a", { href: `#${id}`, "aria-current": place === current && "step" }, title);
    return make("li", link, state(counts[place]));
  };
  return make("ol.write__steps", steps.map(item));
}

export function stepsTitle(counts) {
  const wrong = counts.reduce((sum, count) => sum + (count ?? 0), 0);
  return wrong ? `All steps (${counted(wrong, "problem")})` : "All steps";
}
