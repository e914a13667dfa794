// The form: one step at a time, with what is wrong beside each question and everything that is wrong at the end.
import { button, fill, make } from "../dom.js";
import { idOf, read, titleWas } from "./answers.js";
import { check, pathFor } from "./checks.js";
import { today } from "./dates.js";
import { clearDrafts, sharedDraft } from "./drafts.js";
import { CHANGE, LAST, lastStep, shownPage } from "./last_step.js";
import { personalProblems } from "./personal.js";
import { showBeside, stepList, stepsTitle } from "./problems.js";
import { fieldQuestion, sectionQuestion } from "./questions.js";
import { oneLine } from "./serializer.js";

const KEPT = "Your draft is kept in this browser, on this computer only.";
const NOT_KEPT =
  "This browser does not keep drafts (its storage is off or full). Download the file on the last page before you close this one.";
const NEEDED_IN_THE_END =
  "Everything that is not marked “optional” is needed in the end, but you can come back to it.";
const CLEAR =
  "Clear everything you wrote here, drafts of corrections too? It cannot be brought back.";
const PAUSE = 400; // milliseconds without a key before the draft is kept and the preview drawn anew

// `id` is that of the case study to correct, or empty; `saved` is when the draft was kept, or empty where there is none yet.
// `restart(words)` goes back to the start, with words about why.
export function openForm({ root, schema, site, answers, id, saved, restart }) {
  const steps = [...schema.steps, LAST];
  const changed = new Set();
  const seen = new Set(); // steps that were opened
  const touched = new Set(); // changed or filled in, and left: what is wrong there is shown
  let all = false;
  let current = -1;
  let waiting = 0;
  let unkept = false; // changed here since it was kept
  let closed = false;
  const ears = new AbortController();
  const draft = sharedDraft(id, saved, elsewhere);

  const form = {
    schema,
    answers,
    origin: () => oneLine(answers.fields.origin ?? ""),
    changed(at) {
      changed.add(idOf(at));
      unkept = true;
      clearTimeout(waiting);
      waiting = setTimeout(settle, PAUSE);
    },
    left(at) {
      const value = read(answers, at);
      if (changed.has(idOf(at)) || value?.length) touched.add(idOf(at));
      refresh();
    },
    redrawn: () => refresh(),
    question: (field, at) => fieldQuestion(field, at, form),
  };

  const heading = make("h2", { tabindex: "-1", id: "write-step" });
  const body = make("div.write__body");
  const notice = make("p.write__notice", { role: "status" });
  const news = make("div.write__news", { role: "alert" });
  const list = make("div");
  const listTitle = make("summary", "All steps");
  const bar = make("progress", { max: steps.length, "aria-hidden": "true" });
  const stepsBox = make(
    "details.write__nav",
    listTitle,
    make("nav", { "aria-label": "Steps of the form" }, list),
  );
  const end = make(
    "div.write__end",
    notice,
    button("link", "Clear everything I wrote from this browser", forget),
  );
  const named = answers.path && titleWas(answers);
  const which =
    named && make("p.write__which", "You are correcting “", make("strong", named), "”.");
  fill(root, which, bar, heading, stepsBox, news, body, end);

  function problems() {
    const found = [
      ...personalProblems(answers, schema),
      ...check(answers, { schema, today: today() }),
    ];
    // In the order of the questions; what stops the handing over comes first.
    const questions = [...steps.flatMap((step) => step.asks ?? []), CHANGE.at[0]];
    const place = ({ at, stops }) => (stops ? -1 : questions.indexOf(askOf(at)));
    return found.sort((one, other) => place(one) - place(other));
  }

  function visible(found) {
    // An item of a list of words has no question of its own.
    const asked = ({ at }) => (at.length === 2 && typeof at[1] === "number" ? at.slice(0, 1) : at);
    return all ? found : found.filter((problem) => touched.has(idOf(asked(problem))));
  }

  function refresh() {
    if (current < 0) return;
    const found = problems();
    showBeside(visible(found), body);
    const counts = steps.map((step, place) =>
      step === LAST || !(all || seen.has(place))
        ? null
        : found.filter(({ at }) => stepOf(at) === place).length,
    );
    listTitle.textContent = stepsTitle(counts);
    fill(list, stepList(steps, current, counts));
  }

  function keep() {
    if (unkept && draft.save(answers)) unkept = false;
    if (!closed) tellKept();
  }

  // Said once: the same words put there again would be read out again.
  function tellKept() {
    const words = unkept || !draft.able ? "" : KEPT;
    if (notice.textContent !== words) notice.textContent = words;
    const warning = draft.able ? "" : NOT_KEPT;
    if (news.textContent !== warning) fill(news, warning && make("p.banner", warning));
  }

  function elsewhere() {
    leave();
    restart("What was written here was changed or cleared in another tab or window.");
  }

  function settle() {
    keep();
    refresh(); // what is mended goes at once
    drawPreview();
  }

  function drawPreview() {
    const box = body.querySelector(".write__preview");
    if (box?.open) box.lastElementChild.replaceWith(shownPage(answers, schema, problems()));
  }

  function stepOf(at) {
    if (at[0] === CHANGE.at[0]) return steps.length - 1;
    const place = steps.findIndex((step) => step.asks?.includes(askOf(at)));
    return Math.max(0, place);
  }

  function titleOf(at) {
    const step = stepOf(at);
    if (steps[step] === LAST) return { step, title: CHANGE.question };
    const heading_ = schema.headings.find((known) => at[0] === "section" && known.text === at[1]);
    const field = schema.fields.find((known) => known.name === at[0]);
    const item =
      typeof at[1] === "number" && field?.fields ? `, ${field.noun ?? "item"} ${at[1] + 1}` : "";
    return { step, title: `${(heading_ ?? field)?.question ?? ""}${item}` };
  }

  function go(step, at = null) {
    if (current >= 0) seen.add(current);
    current = step;
    const { id: name, title, intro } = steps[step];
    if (location.hash !== `#${name}`) history.pushState(null, "", `#${name}`);
    fill(heading, make("span.write__count", `Step ${step + 1} of ${steps.length}`), ` ${title}`);
    bar.value = step + 1;
    stepsBox.open = false;
    fill(body, steps[step] === LAST ? sendStep() : askStep(steps[step], step, intro));
    refresh();
    document.title = `${title} · ${schema.site}`;
    const target = at ? focusable(at) : (body.querySelector(".error-summary") ?? heading);
    target.focus();
    if (!at) scrollTo(0, Math.max(0, root.getBoundingClientRect().top + scrollY - 16));
  }

  function focusable(at) {
    for (let length = at.length; length > 0; length -= 1) {
      const found = document.getElementById(idOf(at.slice(0, length)));
      if (found?.matches("fieldset")) return found.querySelector("input, textarea") ?? found;
      if (found) return found;
    }
    return heading;
  }

  function askStep(step, place, intro) {
    const isSection = (ask) => ask.startsWith("## ");
    const question = (ask) =>
      isSection(ask)
        ? sectionQuestion(
            schema.headings.find((known) => askOf(["section", known.text]) === ask),
            form,
          )
        : form.question(
            schema.fields.find((known) => known.name === ask),
            [ask],
          );
    const shown = make(
      "details.write__preview",
      { on: { toggle: drawPreview } },
      make("summary", "See what you wrote so far"),
      make("div"),
    );
    return [
      make("p.write__intro", intro),
      place === 0 && make("p", NEEDED_IN_THE_END),
      step.asks.some(isSection) && markdownHelp(),
      ...step.asks.map(question),
      make(
        "p.write__go",
        button("more", "Continue", () => go(place + 1)),
        place > 0 && button("link", "Back", () => go(place - 1)),
      ),
      shown,
    ];
  }

  function sendStep() {
    all = true;
    const goBack = button("link", "Back", () => go(steps.length - 2));
    const back = make("p.write__go", goBack);
    const look = () => ({
      found: problems(),
      path: answers.path || pathFor(answers.fields, schema, globalThis.practiceStudies?.studies),
    });
    return lastStep({ answers, schema, site, look, titleOf, go, back, changed: form.changed });
  }

  function forget() {
    if (!confirm(CLEAR)) return;
    leave();
    clearDrafts();
    restart();
  }

  function leave() {
    clearTimeout(waiting);
    closed = true;
    draft.close();
    ears.abort();
    history.scrollRestoration = "auto";
  }

  // The browser's own buttons go from step to step, and from the first one back to the start.
  function follow() {
    if (closed) return;
    if (!location.hash) {
      keep();
      leave();
      restart();
      return;
    }
    const step = steps.findIndex((one) => `#${one.id}` === location.hash);
    if (step >= 0 && step !== current) go(step);
  }

  // Where something is not kept, closing the page would lose everything.
  function hold(event) {
    keep();
    if (unkept && !closed) event.preventDefault();
  }

  const heard = { hashchange: follow, popstate: follow, beforeunload: hold, pagehide: keep };
  for (const [event, act] of Object.entries(heard))
    addEventListener(event, act, { signal: ears.signal });
  history.scrollRestoration = "manual"; // each step is shown from its top, by the browser's own buttons too
  if (saved || !draft.able) tellKept();
  const asked = steps.findIndex((one) => `#${one.id}` === location.hash);
  go(Math.max(0, asked));
}

const askOf = (at) => (at[0] === "section" ? `## ${at[1]}` : at[0]);

const code = (text) => make("code", text);
const markdownHelp = () =>
  make(
    "details.write__help",
    make("summary", "How to write lists, headings and links"),
    make(
      "ul",
      make("li", "Leave an empty line between paragraphs."),
      make("li", "A list: begin each line with a hyphen and a space, like ", code("- first")),
      make("li", "A small heading: begin the line with ", code("### ")),
      make("li", "A link: ", code("[the report](https://www.example.org/report)")),
      make(
        "li",
        "You can paste from Word: its bullets become a list. Pictures cannot be sent from here; attach them to your e-mail to the editors.",
      ),
    ),
  );
