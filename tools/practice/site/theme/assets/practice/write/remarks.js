// The file with the exceptions of the published case study, each put back on the line of its answer.
import { compose, oneLine } from "../compose.js";
import { samePlace } from "./dom.js";
import { isFor, readExceptions } from "./exceptions.js";
import { placesOfLines } from "./places.js";
import { findPersonal } from "./privacy.js";
import { read } from "./state.js";

// {text, places, lost}: `places` has the answer of every line, `lost` the exceptions whose line is gone or says something else.
export function writeFile(given, schema) {
  const text = compose(given.fields, given.sections, schema);
  const lines = text.split("\n");
  const places = placesOfLines(text, given, schema).map((at) =>
    at.filter((part) => part !== undefined),
  );
  const remarks = given.remarks ?? [];
  const inText = readExceptions(text).map(({ words }) => words);
  const lost = remarks.filter((remark) =>
    remark.at[0] === "section"
      ? !inText.includes(remark.words)
      : !putBack(remark, lines, places, given, schema),
  );
  return { text: lines.join("\n"), places, lost };
}

function putBack(remark, lines, places, given, schema) {
  const end = lines.indexOf("---", 1);
  const fitting = places
    .slice(0, end)
    .flatMap((at, line) => (speaksOf(remark, at, lines[line], given, schema) ? [line] : []));
  const line = fitting.find((one) => samePlace(places[one], remark.at)) ?? fitting[0];
  if (line === undefined) return false;
  if (isRemarked(lines[line])) {
    // A line takes one exception at its end; another stands alone above it.
    if (isRemarked(lines[line - 1]) && lines[line - 1].trimStart().startsWith("#")) return false;
    lines.splice(line, 0, `${lines[line].match(/^ */)?.[0] ?? ""}# practice: ${remark.words}`);
    places.splice(line, 0, places[line]);
  } else {
    lines[line] += ` # practice: ${remark.words}`;
  }
  return true;
}

const isRemarked = (line) => readExceptions(`---\n${line}\n---`).length > 0;

const partOf = (at) => at.slice(1).filter((part) => typeof part === "string")[0];

// Whether a line holds the answer that the exception was made for: the same words, or others with the same thing in them.
function speaksOf(remark, at, line, given, schema) {
  if (
    !at.length ||
    at[0] !== remark.at[0] ||
    partOf(at) !== partOf(remark.at) ||
    line.trimStart().startsWith("#")
  )
    return false;
  const value = read(given, at);
  const values = Array.isArray(value) && !line.endsWith(":") ? value : [value];
  if (!values.some((one) => typeof one === "string" && saysTheSame(remark, oneLine(one), schema)))
    return false;
  const identity = schema.fields.find(({ name }) => name === at[0])?.fields?.[0].name;
  return (
    at.length < 3 ||
    at[2] === identity ||
    oneLine(read(given, [at[0], at[1], identity]) ?? "") === oneLine(remark.of)
  );
}

function saysTheSame(remark, value, schema) {
  if (value === oneLine(remark.value)) return true;
  const found = (text) =>
    findPersonal(text, schema.privacy)
      .filter(({ pattern }) =>
        isFor({ check: remark.words.split(/[ \t]+/)[1] ?? "" }, pattern.code, pattern.name),
      )
      .map((one) => one.text);
  const before = found(oneLine(remark.value));
  const after = found(value);
  return after.length > 0 && after.every((one) => before.includes(one));
}
