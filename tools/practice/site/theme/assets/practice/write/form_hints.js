// What to do about a problem, said for the form: the hints of the checks speak of the lines of a file, which nobody sees here.
// Messages stay those of the checks, but where an answer is missing: there the question says what to do. What is not named
// here keeps its hint too.
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
