// The answers as a file: fields and sections in, Markdown with front matter out. The command writes the same
// (content/serializer.py); tests/content/cases.json holds both to it. What stands without quotes is data.

// Characters that a YAML reader refuses, or that would end a line.
const REFUSED = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]/gu;
const ENDS = /\r\n?|[\n\x0b\x0c\x85\u2028\u2029]/;
const OUR_HEADING = /^ {0,3}#{1,2}(?=[ \t]|$)/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

// The text of a file with these answers. `schema` has the fields and headings of the form's data.
export const compose = (fields, sections, schema) =>
  composeLines(fields, sections, schema)
    .map(([line]) => `${line}\n`)
    .join("");

// Its lines, each with the place of the answer that it holds: ["title"], ["measures", 2, "name"],
// ["section", "The problem"], or [] for none.
export function composeLines(fields, sections, schema) {
  /** @type {[string, any[]][]} */
  const lines = [["---", []]];
  lines.push(...composeMapping(fields, schema.fields, [], schema.plain));
  lines.push(["---", []]);
  const headings = schema.headings.map((heading) => heading.text);
  for (const heading of new Set([...headings, ...Object.keys(sections)])) {
    const text = composeSection(sections[heading] ?? "");
    const written = text ? ["", `## ${oneLine(heading)}`, "", ...text.split("\n")] : [];
    for (const line of written) lines.push([line, ["section", heading]]);
  }
  return lines;
}

// On one line, with single spaces and without characters that no file can hold.
export function oneLine(text) {
  return text
    .replace(REFUSED, "")
    .replace(/[\s\x85]+/g, " ")
    .trim();
}

export function isEmpty(value) {
  if (typeof value === "string") return !oneLine(value);
  return Object.values(value).every(isEmpty);
}

// Inside a fence everything is left as it is. A fence ends with as many of its marks, or with the section.
export function composeSection(text) {
  const lines = [];
  let fence = "";
  for (const written of text.split(ENDS)) {
    let line = written.replace(REFUSED, "").replace(/[ \t]+$/, "");
    const mark = FENCE.exec(line)?.[1];
    if (fence) {
      if (mark?.startsWith(fence) && line.replace(/^ +| +$/g, "") === mark) fence = "";
    } else if (mark) {
      fence = mark;
    } else {
      line = line.replace(OUR_HEADING, "###");
      // A row of dashes under a line of text would make a heading of it.
      if (lines.at(-1) && UNDERLINE.test(line)) lines.push("");
    }
    lines.push(line);
  }
  if (fence) lines.push(fence);
  return lines.join("\n").replace(/^\n+|\n+$/g, "");
}

function inOrder(values, fields) {
  const known = new Map(fields.map((field) => [field.name, field]));
  const added = Object.keys(values).filter((name) => !known.has(name));
  return [...known, ...added.map((name) => [name, undefined])];
}

const composeMapping = (values, fields, at, plain) =>
  inOrder(values, fields).flatMap(([name, field]) =>
    composeField(name, values[name] ?? "", field, [...at, name], plain),
  );

function composeField(name, value, field, at, plain) {
  if (isEmpty(value)) return [];
  const alone =
    typeof value === "string" ? scalar(value, field, plain) : inBrackets(value, field, plain);
  const line = `${name}: ${alone}`;
  if (alone && (typeof value === "string" || [...line].length <= plain.line)) return [[line, at]];
  const inner = Array.isArray(value)
    ? value.flatMap((item, place) => composeItem(item, field, [...at, place], plain))
    : composeMapping(value, field?.fields ?? [], at, plain);
  return [[`${name}:`, at], ...indented(inner, "  ")];
}

function composeItem(item, field, at, plain) {
  if (isEmpty(item)) return [];
  const [[first, place], ...others] =
    typeof item === "string"
      ? [[scalar(item, field, plain), at]]
      : composeMapping(item, field?.fields ?? [], at, plain);
  return [[`- ${first}`, place], ...indented(others, "  ")];
}

const indented = (lines, by) => lines.map(([line, at]) => [`${by}${line}`, at]);

// Names stand beside one another, as long as the line is short and none of them has a comma.
function inBrackets(value, field, plain) {
  const names = Array.isArray(value) && value.filter((item) => !isEmpty(item));
  const fits =
    names &&
    ["term", "organisation", "study"].includes(field?.kind) &&
    names.every((name) => typeof name === "string" && !name.includes(","));
  return fits ? `[${names.map((name) => scalar(name, field, plain)).join(", ")}]` : "";
}

function scalar(value, field, { text: words, figure }) {
  const text = oneLine(value);
  const form = ["date", "figure"].includes(field?.kind) ? figure : words;
  return new RegExp(`^(?:${form})$`, "i").test(text) ? text : JSON.stringify(text);
}
