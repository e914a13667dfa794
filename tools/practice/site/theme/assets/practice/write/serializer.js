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
export function compose(fields, sections, schema) {
  const lines = ["---"];
  for (const [name, field] of inOrder(fields, schema.fields))
    lines.push(...composeField(name, fields[name] ?? "", field, ""));
  lines.push("---");
  const headings = schema.headings.map((heading) => heading.text);
  for (const heading of [
    ...headings,
    ...Object.keys(sections).filter((text) => !headings.includes(text)),
  ]) {
    const text = composeSection(sections[heading] ?? "");
    if (text) lines.push("", `## ${oneLine(heading)}`, "", text);
  }
  return `${lines.join("\n")}\n`;
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
  return [
    ...known,
    ...Object.keys(values)
      .filter((name) => !known.has(name))
      .map((name) => [name, undefined]),
  ];
}

function composeField(name, value, field, indent) {
  if (typeof value === "string") {
    const text = oneLine(value);
    return text ? [`${indent}${name}: ${scalar(text, field)}`] : [];
  }
  if (Array.isArray(value)) {
    const items = value.filter((item) => !isEmpty(item));
    return items.length ? composeList(name, items, field, indent) : [];
  }
  const inner = composeMapping(value, field, `${indent}  `);
  return inner.length ? [`${indent}${name}:`, ...inner] : [];
}

function composeList(name, items, field, indent) {
  if (
    items.every((item) => typeof item === "string") &&
    ["term", "organisation", "study"].includes(field?.kind)
  ) {
    const words = items.map(oneLine);
    const line = `${indent}${name}: [${words.map((word) => scalar(word, field)).join(", ")}]`;
    if ([...line].length <= LONGEST_LINE && !words.some((word) => word.includes(",")))
      return [line];
  }
  const lines = [`${indent}${name}:`];
  for (const item of items) {
    if (typeof item === "string") {
      lines.push(`${indent}  - ${scalar(oneLine(item), field)}`);
    } else {
      const inner = composeMapping(item, field, `${indent}    `);
      lines.push(`${indent}  - ${inner[0].trimStart()}`, ...inner.slice(1));
    }
  }
  return lines;
}

function composeMapping(value, field, indent) {
  return inOrder(value, field?.fields ?? []).flatMap(([name, inner]) =>
    composeField(name, value[name] ?? "", inner, indent),
  );
}

function scalar(text, field) {
  const plain = ["date", "figure"].includes(field?.kind) ? PLAIN_FIGURE : PLAIN;
  return plain.test(text) && !SPECIAL.has(text.toLowerCase()) ? text : JSON.stringify(text);
}
