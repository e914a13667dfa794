// What may identify a patient, as problems of the form. What stops publication stops handing over.
import { correctedFile } from "./correction.js";
import { findPersonal } from "./privacy.js";
import { composeLines } from "./serializer.js";
import { clean } from "./text.js";

const IN_REMARK =
  "It stands in a remark of the published file, which the form does not show. Tell the editors.";

export function personalProblems(given, schema) {
  const lines = composeLines(given.fields, given.sections, schema);
  const composed = lines.map(([line]) => `${line}\n`).join("");
  const found = (text) =>
    findPersonal(text, schema.privacy).filter((match) => !isAllowed(match, given.allowed));
  // The published file of a correction holds remarks that the form does not show; they are handed over too.
  const inRemarks = given.file
    ? found(correctedFile(given, schema).text).filter(
        ({ pattern, text }) => pattern.level === "error" && !composed.includes(text),
      )
    : [];
  return [
    ...found(composed).map((match) => problemOf(match, lines[match.line - 1]?.[1] ?? [])),
    ...inRemarks.map((match) => ({ ...problemOf(match, []), hint: IN_REMARK })),
    // What goes to the editors beside a correction may name a patient too.
    ...found(given.change ?? "").map((match) => problemOf(match, ["correction"])),
  ];
}

// What the published file says with an exception of the editors: forms/browser.py lists it.
const isAllowed = ({ pattern, text }, allowed = []) =>
  allowed.some(([code, words]) => code === pattern.code && words === text);

const problemOf = ({ pattern, message }, at) => ({
  code: pattern.code,
  name: pattern.name,
  severity: pattern.level,
  at,
  message: clean(message),
  hint: clean(pattern.hint),
  stops: pattern.level === "error",
});
