// Counts of people so small that somebody may be recognised, as in tools/practice/privacy/small_counts.py.
import { isEmpty, oneLine } from "../compose.js";
import { cellsOf } from "./tables.js";

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

export function* smallMeasures(fields, schema) {
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
export function* smallCells(text, schema) {
  const table = schema.privacy.small_counts;
  for (const { text: cell, line, heading, row } of cellsOf(text.split("\n"))) {
    if (!isSmall(cell, table) || noCountIn(table).test(`${heading} ${row}`)) continue;
    if (/^[nN]$/.test(heading) || countsPeople(heading, table) || countsPeople(row, table))
      yield { line, ...problem(cell, table) };
  }
}
