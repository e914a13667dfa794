// What may identify a patient, as problems of the form. What stops publication stops handing over.
import { samePlace } from "./answers.js";
import { correctedFile, writeFile } from "./correction.js";
import {
  allowable,
  cellsOf,
  findPersonal,
  holds,
  isFor,
  readExceptions,
  withoutExemptions,
} from "./privacy.js";
import { isEmpty, oneLine } from "./serializer.js";
import { clean, quote } from "./text.js";

const FIGURES = ["baseline", "result", "comparison", "n"];
const PART_OF_ALL = /^([0-9]+|[A-Za-z]+) ?(?:of|out of|\/) ?[0-9,]+$/;

const peopleIn = ({ people }) => new RegExp(`(?:^|[^a-z])(?:${people})(?![a-z])`, "i");
const noCountIn = ({ not_counts: words }) =>
  new RegExp(`(?:^|[^a-z])(?:${words})(?![a-z])|[%£$€]`, "i");

const isSmall = (figure, { smallest, largest, words }) =>
  new RegExp(`^(?:${words})$`, "i").test(figure) ||
  (/^[0-9]$/.test(figure) && Number(figure) >= smallest && Number(figure) <= largest);
const countsPeople = (words, table) => peopleIn(table).test(words) && !noCountIn(table).test(words);
const isNumber = (unit, { numbers }) => new RegExp(`^(?:${numbers})$`, "i").test(unit);

// What "n" counts is known only by what was measured on it.
const measureCounts = (part, name, unit, table) =>
  (part === "n" && noCountIn(table).test(unit)) ||
  countsPeople(unit, table) ||
  (isNumber(unit, table) && countsPeople(name, table));

function problem(figure, { smallest, largest }) {
  return {
    code: "CS512",
    name: "small-count",
    severity: "warning",
    message: `'${figure}' counts from ${smallest} to ${largest} people, who may be recognised.`,
    hint: `Write 'fewer than ${largest + 1}', or put groups together. If it counts no patients, or is public already, allow this line.`,
  };
}

function* smallMeasures(fields, schema) {
  const table = schema.privacy.small_counts;
  for (const [place, measure] of (Array.isArray(fields.measures)
    ? fields.measures
    : []
  ).entries()) {
    if (isEmpty(measure)) continue;
    const [name, unit] = [oneLine(measure.name ?? ""), oneLine(measure.unit ?? "")];
    for (const part of FIGURES) {
      const figure = oneLine(measure[part] ?? "");
      if (
        isSmall(PART_OF_ALL.exec(figure)?.[1] ?? figure, table) &&
        measureCounts(part, name, unit, table)
      )
        yield { at: ["measures", place, part], ...problem(figure, table) };
    }
  }
}

// In the tables of the text: a cell counts people when the heading of its column does or is "n", or when the first cell of its row does.
function* smallCells(text, schema) {
  const table = schema.privacy.small_counts;
  for (const { text: cell, line, heading, row } of cellsOf(text.split("\n"))) {
    if (!isSmall(cell, table) || noCountIn(table).test(`${heading} ${row}`)) continue;
    if (/^[nN]$/.test(heading) || countsPeople(heading, table) || countsPeople(row, table))
      yield { line, ...problem(cell, table) };
  }
}

// Exceptions that set nothing aside, in the words of `practice check`. `found` is everything that was found, allowed or
// not: {code, name, line}.
function* exceptionProblems(exceptions, found, table) {
  const checks = [...allowable(table)];
  const codes = checks.map(([code]) => code).sort();
  for (const one of exceptions) {
    const { check, line, holdsFor } = one;
    const bad = { line, code: "CS515", name: "bad-exception", severity: "error" };
    const unused = { line, code: "CS516", name: "unused-exception", severity: "warning" };
    const here = found.filter((other) => other.line === holdsFor);
    if (!check) {
      const message = `${quote(one.words)} is no exception.`;
      yield { ...bad, message, hint: "Write: practice: allow CS505 because ..." };
    } else if (!checks.some(([code, name]) => isFor(one, code, name))) {
      const message = `${quote(check)} is no check that can be set aside.`;
      yield { ...bad, message, hint: `The checks are ${codes[0]} to ${codes.at(-1)}.` };
    } else if (!one.reason) {
      const hint = `Say why, for whoever reviews it: practice: allow ${check} because ...`;
      yield { ...bad, message: `The exception for ${check} gives no reason.`, hint };
    } else if (!here.some((other) => holds(one, other))) {
      const message = `Nothing on line ${holdsFor} needs the exception for ${check}.`;
      const hint =
        "Take it out, or put it at the end of the line it speaks of, or alone on the line above.";
      yield { ...unused, message, hint };
    }
  }
}

export function personalProblems(given, schema) {
  const { text, places } = writeFile(given, schema);
  const exceptions = readExceptions(text);
  const lineOf = (at) => places.findLastIndex((place) => samePlace(place, at)) + 1;
  /** @type {any[]} */
  const found = findPersonal(text, schema.privacy).map((match) => problemOf(match));
  if (oneLine(given.fields.origin ?? "") !== "compiled") {
    for (const { at, ...problem } of smallMeasures(given.fields, schema))
      found.push({ ...problem, line: lineOf(at) });
    found.push(...smallCells(withoutExemptions(text), schema));
  }
  const left = found.filter((problem) => !isAllowed(problem, exceptions));
  const inFile = [...left, ...exceptionProblems(exceptions, found, schema.privacy)];
  return [
    ...inFile.map((problem) => ({ ...problem, at: places[problem.line - 1] ?? [] })),
    ...inRemarks(given, schema, text),
    // What goes to the editors beside a correction may name a patient too.
    ...findPersonal(given.change ?? "", schema.privacy).map((match) => problemOf(match, CHANGED)),
  ].map(({ line, ...problem }) => ({
    stops: false,
    ...problem,
    message: clean(problem.message),
    hint: clean(problem.hint),
  }));
}

const CHANGED = { at: ["correction"] };

const problemOf = ({ pattern, message, line }, more = {}) => ({
  code: pattern.code,
  name: pattern.name,
  severity: pattern.level,
  line,
  message,
  hint: pattern.hint,
  stops: pattern.level === "error",
  ...more,
});

const isAllowed = (problem, exceptions) =>
  exceptions.some((one) => one.holdsFor === problem.line && holds(one, problem));

const IN_REMARK =
  "It stands in a remark of the published file, which the form does not show. Tell the editors.";

// The published file of a correction holds remarks that the form does not show; they are handed over too.
function inRemarks(given, schema, composed) {
  if (!given.file) return [];
  const { text } = correctedFile(given, schema);
  const exceptions = readExceptions(text);
  return findPersonal(text, schema.privacy)
    .filter((match) => !composed.includes(match.text))
    .map((match) => problemOf(match, { at: [], hint: IN_REMARK }))
    .filter((problem) => problem.stops && !isAllowed(problem, exceptions));
}
