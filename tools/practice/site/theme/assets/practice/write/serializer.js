// The answers as a file: fields and sections in, Markdown with front matter out. The command writes the same
// (content/serializer.py); tests/content/cases.json holds both to it.

const LONGEST_LINE = 100; // a list of short words stays on one line up to so many characters

// A word first, or a figure followed by a word, which no YAML reader takes for a number or a date.
const PLAIN = /^(?:[a-z]|[0-9][A-Za-z0-9_.,-]* [a-z])[A-Za-z0-9_ .,'’()/+&%–-]*$/i;
const PLAIN_FIGURE = /^[0-9a-z][0-9a-z .,%-]*$/i;
// Words that YAML takes for something else than words.
const SPECIAL = new Set(["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan"]);
const SPACES = /[\t\n\x0b\x0c\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
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
  for (const [name, field] of inOrder(fields, schema.fields))
    lines.push(...composeField(name, fields[name] ?? "", field, "", [name]));
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
  return text.replace(REFUSED, "").replace(SPACES, " ").replace(/^ | $/g, "");
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

function composeField(name, value, field, indent, at) {
  if (typeof value === "string") {
    const text = oneLine(value);
    return text ? [[`${indent}${name}: ${scalar(text, field)}`, at]] : [];
  }
  if (Array.isArray(value)) {
    const items = value
      .map((item, place) => [item, [...at, place]])
      .filter(([item]) => !isEmpty(item));
    return items.length ? composeList(name, items, field, indent, at) : [];
  }
  const inner = composeMapping(value, field, `${indent}  `, at);
  return inner.length ? [[`${indent}${name}:`, at], ...inner] : [];
}

function composeList(name, items, field, indent, at) {
  const areNames = ["term", "organisation", "study"].includes(field?.kind);
  if (areNames && items.every(([item]) => typeof item === "string")) {
    const words = items.map(([item]) => oneLine(item));
    const line = `${indent}${name}: [${words.map((word) => scalar(word, field)).join(", ")}]`;
    if ([...line].length <= LONGEST_LINE && !words.some((word) => word.includes(",")))
      return [[line, at]];
  }
  const lines = [[`${indent}${name}:`, at]];
  for (const [item, here] of items) {
    if (typeof item === "string") {
      lines.push([`${indent}  - ${scalar(oneLine(item), field)}`, here]);
    } else {
      const [[first, place], ...others] = composeMapping(item, field, `${indent}    `, here);
      lines.push([`${indent}  - ${first.trimStart()}`, place], ...others);
    }
  }
  return lines;
}

const composeMapping = (value, field, indent, at) =>
  inOrder(value, field?.fields ?? []).flatMap(([name, inner]) =>
    composeField(name, value[name] ?? "", inner, indent, [...at, name]),
  );

function scalar(text, field) {
  const plain = ["date", "figure"].includes(field?.kind) ? PLAIN_FIGURE : PLAIN;
  return plain.test(text) && !SPECIAL.has(text.toLowerCase()) ? text : JSON.stringify(text);
}
