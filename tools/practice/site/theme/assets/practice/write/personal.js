// What may identify a patient, as problems of the form. What stops publication stops handing over.
import { oneLine } from "../compose.js";
import { withoutExemptions } from "./body.js";
import { samePlace } from "./dom.js";
import { exceptionProblems } from "./exception_rules.js";
import { holds, readExceptions } from "./exceptions.js";
import { findPersonal } from "./privacy.js";
import { writeFile } from "./remarks.js";
import { correctedFile } from "./splicing.js";
import { smallCells, smallMeasures } from "./small_counts.js";
import { clean } from "./words.js";

export function personalProblems(given, schema) {
  const { text, places } = writeFile(given, schema);
  const exceptions = readExceptions(text);
  const lineOf = (at) => places.findLastIndex((place) => samePlace(place, at)) + 1;
  const matches = findPersonal(text, schema.privacy).map(({ pattern, message, line }) => ({
    code: pattern.code,
    name: pattern.name,
    severity: pattern.level,
    line,
    message,
    hint: pattern.hint,
    stops: pattern.level === "error",
  }));
  const compiled = oneLine(given.fields.origin ?? "") === "compiled";
  const measures = compiled
    ? []
    : [...smallMeasures(given.fields, schema)].map(({ at, ...problem }) => ({
        ...problem,
        line: lineOf(at),
      }));
  const cells = compiled ? [] : [...smallCells(withoutExemptions(text), schema)];
  const found = [...matches, ...measures, ...cells];
  const left = found.filter(
    ({ line, code, name }) =>
      !exceptions.some((one) => one.holdsFor === line && holds(one, [[code, name]])),
  );
  const inFile = [...left, ...exceptionProblems(exceptions, found, schema.privacy)].map(
    ({ line, ...problem }) => ({
      stops: false,
      ...problem,
      at: places[line - 1] ?? [],
      message: clean(problem.message),
      hint: clean(problem.hint),
    }),
  );
  return [
    ...inFile,
    ...inRemarks(given, schema, text),
    ...besideTheFile(given.change ?? "", schema),
  ];
}

// The published file of a correction holds remarks that the form does not show; they are handed over too.
function inRemarks(given, schema, composed) {
  if (!given.file) return [];
  const { text } = correctedFile(given, schema);
  const exceptions = readExceptions(text);
  const isHeld = ({ line, pattern }) =>
    exceptions.some((one) => one.holdsFor === line && holds(one, [[pattern.code, pattern.name]]));
  return findPersonal(text, schema.privacy)
    .filter(
      (match) =>
        match.pattern.level === "error" && !isHeld(match) && !composed.includes(match.text),
    )
    .map(({ pattern, message }) => ({
      code: pattern.code,
      name: pattern.name,
      severity: pattern.level,
      stops: true,
      at: [],
      message: clean(message),
      hint: "It stands in a remark of the published file, which the form does not show. Tell the editors.",
    }));
}

// What goes to the editors beside a correction may name a patient too.
const besideTheFile = (text, schema) =>
  findPersonal(text, schema.privacy).map(({ pattern, message }) => ({
    code: pattern.code,
    name: pattern.name,
    severity: pattern.level,
    stops: pattern.level === "error",
    at: ["correction"],
    message: clean(message),
    hint: clean(pattern.hint),
  }));
