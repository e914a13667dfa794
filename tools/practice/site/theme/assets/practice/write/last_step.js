// The last step: what is wrong, how to hand it over, and the page to be.
import { isEmpty, oneLine } from "../compose.js";
import { idOf, make } from "./dom.js";
import { handOver } from "./handing.js";
import { described, shell } from "./parts.js";
import { preview } from "./preview.js";
import { lostRemarks, summary } from "./problems.js";
import { correctedFile } from "./splicing.js";

export const LAST = { id: "send", title: "Check and send", intro: "" };
export const CHANGE = {
  at: ["correction"],
  question: "What did you change, and how do you know?",
  hint: "It goes to the editors beside the file, and is not published.",
};
const UNSEEN = "The page is not shown while something in it may tell a reader who a patient is.";

// What is in the way of showing the page, if anything is.
export const shownPage = (answers, schema, stopped) =>
  stopped ? make("p.quiet", {}, UNSEEN) : preview(answers, schema);

// `look` says what is wrong now, and where the file goes: {found, path}.
export function lastStep({ answers, schema, site, look, titleOf, go, back, changed }) {
  const before = make("div");
  const after = make("div");
  const draw = () => {
    const { found, path } = look();
    const { text, lost } = correctedFile(answers, schema);
    const stopped = found.some((problem) => problem.stops);
    before.replaceChildren(
      ...[
        found.length && summary(found, titleOf, go),
        lost.length && lostRemarks(lost, (at) => titleOf(at).title),
      ].filter(Boolean),
    );
    const title =
      oneLine(answers.was?.fields.title ?? answers.fields.title ?? "") || "no title yet";
    const file = {
      schema,
      site,
      path,
      text,
      title,
      correction: Boolean(answers.path),
      change: (answers.change ?? "").trim(),
      found,
      same: isAsItWas(answers, text, schema),
    };
    const handing = stopped ? stopping() : isNothing(answers) ? nothingYet() : handOver(file);
    after.replaceChildren(
      ...[handing, make("h3", {}, "Your page"), shownPage(answers, schema, stopped)],
    );
  };
  draw();
  return [
    before,
    answers.path && changeQuestion(answers, () => changed(CHANGE.at), draw),
    after,
    back,
  ].filter(Boolean);
}

function changeQuestion(answers, changed, draw) {
  const box = make("textarea", {
    id: idOf(CHANGE.at),
    rows: 3,
    spellcheck: "true",
    ...described(CHANGE.at),
  });
  box.value = answers.change ?? "";
  box.addEventListener("input", () => {
    answers.change = box.value;
    changed();
    draw(); // the e-mail has it at once
  });
  return shell(CHANGE.at, { ...CHANGE, needed: false }, box);
}

const stopping = () =>
  make(
    "div.banner",
    {},
    make("strong", {}, "It cannot be handed over yet."),
    " Something in it may tell a reader who a patient is. Take out what is marked “Stops” above; nothing has left this page.",
  );

const nothingYet = () =>
  make("p.banner", {}, "There is nothing to send yet. Begin with the first step.");

// A correction in which nothing was changed yet.
const isAsItWas = (answers, text, schema) =>
  Boolean(answers.was) && text === correctedFile({ ...answers, ...answers.was }, schema).text;

// What the form sets by itself is no answer.
const isNothing = ({ fields, sections, path }) =>
  !path &&
  Object.entries(fields).every(
    ([name, value]) => ["origin", "reviewed"].includes(name) || isEmpty(value),
  ) &&
  Object.values(sections).every(isEmpty);
