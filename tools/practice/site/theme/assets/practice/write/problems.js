// What is wrong, said for the form: beside its question, as a summary with links, and as a number in the list of steps.
import { make } from "../dom.js";
import { idOf, samePlace } from "./answers.js";
import { counted } from "./text.js";

const NEEDED = "It is needed.";
const BELOW = "Choose one of the answers below.";
const TICK = "Choose one or more of the answers below.";
const LIST = "Choose from the list.";
const WEB = "Write an address that starts with https://";

const dateHint = (field) =>
  `For example July 2005${field.unknown ? ", or tick “Nobody knows”." : "."}`;
const termHint = (field, schema) =>
  schema.vocabularies[field?.vocabulary]?.terms.length <= schema.few ? TICK : LIST;

function whatIsMissing({ field, schema }) {
  if (field?.needed_here)
    return `${WEB}. For a file that is nowhere on the web, take this one out, and tell the editors in your e-mail.`;
  if (field?.choices) return BELOW;
  if (field?.kind === "term") return termHint(field, schema);
  if (field?.kind === "date") return dateHint(field);
  return field?.kind === "organisation" ? LIST : NEEDED;
}

function notAnAnswer({ field, beside, hint }) {
  if (field?.kind !== "figure") return hint.startsWith("Leave") ? "Leave it empty." : NEEDED;
  const note = beside.find(({ name }) => name === "note");
  return `Write a number, or words with a number in them: almost 80, 11 of 24, halved. If nobody reported it, write: not reported.${note ? ` Other words go into “${note.question}”` : ""}`;
}

const withoutName = ({ field, hint }) => (field ? hint.replace(`${field.name}: `, "") : hint);

const UNTIL = {
  started: "Until it has begun, tick “Nobody knows”.",
  ended: "Leave it empty until it has ended.",
};

const HERE = {
  CS101: whatIsMissing,
  CS103: notAnAnswer,
  CS104: ({ field, hint }) => (hint.startsWith("Leave") ? "Leave it empty." : dateHint(field)),
  CS105: ({ field, hint }) => UNTIL[field?.name] ?? hint,
  CS108: ({ field, hint }) =>
    hint.startsWith("Add") ? `${NEEDED} ${WEB}.` : withoutName({ field, hint }),
  CS109: () => "When it is still right, or put right, write: today",
  CS110: () => BELOW,
  CS111: withoutName,
  ...Object.fromEntries(
    ["CS201", "CS202", "CS203", "CS204"].map((code) => [
      code,
      ({ field, schema }) => termHint(field, schema),
    ]),
  ),
  CS205: () =>
    "Choose from the list. What is not in it can stay as you wrote it; the editors can add it.",
  CS301: () => NEEDED,
  CS303: ({ hint }) => hint.replace(/^Write: ## /, "Write: ### "),
  CS304: ({ hint }) =>
    hint.includes("Not reported")
      ? "Write something, even if only: Not reported."
      : "Write something, or leave it empty.",
  CS305: ({ hint }) =>
    /^(?:There are|It has|Write, for)/.test(hint) ? hint : `${WEB}, or take the link out.`,
  CS311: () =>
    "Take it out, and attach the picture to your e-mail to the editors, if its licence allows.",
};

// The problems as the form shows them: where all sections are missing, each needed one is, beside its own question.
export const saidHere = (problems, schema) =>
  problems
    .flatMap((problem) => eachSection(problem, schema))
    .map((problem) => ({
      ...problem,
      message: messageHere(problem, schema),
      hint: hintHere(problem, schema),
    }));

const MISSING = ["CS101", "CS301"];

// "Say when it began." instead of "'started' is missing."
function messageHere({ code, at, message }, schema) {
  if (!MISSING.includes(code)) return message;
  const asked =
    at[0] === "section"
      ? schema.headings.find(({ text }) => text === at[1])
      : fieldOf(at, schema).field;
  return asked?.missing || message;
}

function hintHere({ code, at, hint }, schema) {
  const { field, beside } = fieldOf(at, schema);
  return HERE[code]?.({ field, beside, schema, hint }) ?? hint;
}

function eachSection(problem, schema) {
  if (problem.code !== "CS301" || !problem.message.startsWith("There is no text")) return [problem];
  return schema.headings
    .filter(({ needed }) => needed)
    .map(({ text }) => ({
      ...problem,
      at: ["section", text],
      message: `The section '${text}' is missing.`,
    }));
}

// The field that a place is in, and those beside it.
function fieldOf(at, schema) {
  /** @type {{ field: any, beside: any[] }} */
  let found = { field: undefined, beside: schema.fields };
  for (const part of at.filter((one) => typeof one === "string")) {
    const beside = found.field?.fields ?? found.beside;
    found = { field: beside.find(({ name }) => name === part), beside };
  }
  return at[0] === "section" ? { field: undefined, beside: [] } : found;
}

// Show what is wrong: beside its question, as a summary with links, and as a number in the list of steps.

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
  const item = ({ words: remark, at, value }) => {
    const where = [titleOf(at), value && `“${value}”`].filter(Boolean).join(" ");
    return make("li", make("code", remark), make("span.error-summary__where", where));
  };
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
