// The file of a correction: what was not changed stands in it as it stood, so that a review shows the change alone.
import { read, samePlace } from "./answers.js";
import { findPersonal, isFor, readExceptions } from "./privacy.js";
import { compose, composeLines, composeSection, oneLine } from "./serializer.js";

// The file with the exceptions of the published case study, each put back on the line of its answer.
// {text, places, lost}: `places` has the answer of every line, `lost` the exceptions whose line is gone or says something else.
export function writeFile(given, schema) {
  const composed = composeLines(given.fields, given.sections, schema);
  const lines = composed.map(([line]) => line);
  const places = composed.map(([, at]) => at);
  const remarks = given.remarks ?? [];
  const inText = readExceptions(lines.join("\n")).map(({ words }) => words);
  const lost = remarks.filter((remark) =>
    remark.at[0] === "section"
      ? !inText.includes(remark.words)
      : !putBack(remark, lines, places, given, schema),
  );
  return { text: `${lines.join("\n")}\n`, places, lost };
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

// The file of a correction: what was not changed stands in it as it stood, so that a review shows the change alone.

// {text, lost}: the whole file, and the remarks of the published one that are not in it any more: {words, at, value}.
export function correctedFile(given, schema) {
  const composed = writeFile(given, schema);
  if (!given.file) return composed;
  const { file, was } = given;
  const unchanged = (name) =>
    saysOf(name, given.fields[name], schema) === saysOf(name, was.fields[name], schema);
  const fields = file.fields
    .filter(([name]) => saysOf(name, given.fields[name], schema))
    .map(([name, text, above, remarks]) => ({
      name,
      text: unchanged(name) ? text : linesOf([...above, ...remarks, ...chunk(composed, name)]),
    }));
  const names = [...schema.fields.map(({ name }) => name), ...Object.keys(given.fields)];
  const added = names.filter(
    (name) =>
      saysOf(name, given.fields[name], schema) && !file.fields.some(([other]) => other === name),
  );
  for (const name of new Set(added))
    putIn(fields, { name, text: linesOf(chunk(composed, name)) }, names);

  const sections = sectionsOf(given, schema);
  const text = `---\n${fields.map((piece) => piece.text).join("")}${file.between}${sections}`;
  const gone = file.fields.filter(([name]) => !fields.some((one) => one.name === name));
  const lost = [
    ...composed.lost.filter(
      ({ at, words }) =>
        at[0] === "section" || (at.length ? !unchanged(at[0]) : !text.includes(words)),
    ),
    ...gone.flatMap(([name, , above, remarks]) =>
      [...above, ...remarks]
        .filter((line) => line.trim())
        .map((line) => ({ words: line.trim(), at: [name], value: "" })),
    ),
  ];
  return { text, lost };
}

// What a field says, as it would be composed; nothing where it says nothing.
const saysOf = (name, value, schema) =>
  value === undefined ? "" : compose({ [name]: value }, {}, schema).slice(4, -4);

const linesOf = (lines) => lines.map((line) => `${line}\n`).join("");

// The lines of one field in the composed file, exceptions among them.
function chunk({ text, places }, name) {
  const lines = text.split("\n");
  return lines.slice(0, lines.indexOf("---", 1)).filter((_, number) => places[number][0] === name);
}

// After the last of those that come before it in the schema.
function putIn(pieces, piece, order) {
  const before = order.slice(0, order.indexOf(piece.name));
  pieces.splice(pieces.findLastIndex(({ name }) => before.includes(name)) + 1, 0, piece);
}

function sectionsOf({ sections, file, was }, schema) {
  const text = (heading) => composeSection(sections[heading] ?? "");
  const isSame = (heading) => text(heading) === composeSection(was.sections[heading] ?? "");
  const pieces = file.sections
    .filter(([heading]) => text(heading))
    .map(([heading, head, lines]) => ({
      name: heading,
      text: isSame(heading)
        ? lines
        : `${head}\n\n${text(heading)}${lines.match(/\n*$/)?.[0] ?? ""}`,
    }));
  const order = [
    ...new Set([...schema.headings.map((heading) => heading.text), ...Object.keys(sections)]),
  ];
  const added = order.filter(
    (heading) => text(heading) && !file.sections.some(([other]) => other === heading),
  );
  for (const heading of added) {
    putIn(pieces, { name: heading, text: `## ${heading}\n\n${text(heading)}\n` }, order);
  }
  // What was added has an empty line before and after it, and the file has none at its end if that is new.
  const moved = added.length > 0 || file.sections.at(-1)?.[0] !== pieces.at(-1)?.name;
  return pieces
    .map(({ name, text: lines }, number) => {
      const following = pieces[number + 1]?.name;
      const isNew = [name, following].some((one) => added.includes(one));
      return !following && moved
        ? ending(lines, "\n")
        : following && isNew
          ? ending(lines, "\n\n")
          : lines;
    })
    .join("");
}

const ending = (lines, end) => lines.replace(/\n*$/, end);
