// The file of a correction: what was not changed stands in it as it stood, so that a review shows the change alone.
import { compose, composeLines, composeSection } from "./serializer.js";

// {text, lost}: the whole file, and the remarks of the published one that are not in it any more: {words, at}. A comment
// of a field that was changed stands above it; an exception for the checks of privacy is not given to other words.
export function correctedFile(given, schema) {
  if (!given.file) return { text: compose(given.fields, given.sections, schema), lost: [] };
  const { file, was } = given;
  const composed = composeLines(given.fields, {}, schema);
  const chunk = (name) => composed.flatMap(([line, at]) => (at[0] === name ? [line] : []));
  const unchanged = (name) =>
    saysOf(name, given.fields[name], schema) === saysOf(name, was.fields[name], schema);
  const fields = file.fields
    .filter(([name]) => saysOf(name, given.fields[name], schema))
    .map(([name, text, above, remarks]) => ({
      name,
      text: unchanged(name) ? text : linesOf([...above, ...remarks, ...chunk(name)]),
    }));
  const names = [...schema.fields.map(({ name }) => name), ...Object.keys(given.fields)];
  const added = names.filter(
    (name) =>
      saysOf(name, given.fields[name], schema) && !file.fields.some(([other]) => other === name),
  );
  for (const name of new Set(added)) putIn(fields, { name, text: linesOf(chunk(name)) }, names);
  const lost = file.fields.flatMap(([name, , above, remarks, exceptions]) => {
    const isGone = !fields.some((one) => one.name === name);
    const lines = [...(isGone ? [...above, ...remarks] : []), ...exceptions];
    return (isGone || !unchanged(name) ? lines : [])
      .filter((line) => line.trim())
      .map((line) => ({ words: line.trim(), at: [name] }));
  });
  const text = `---\n${fields.map((piece) => piece.text).join("")}${file.between}${sectionsOf(given, schema)}`;
  return { text, lost };
}

// What a field says, as it would be composed; nothing where it says nothing.
const saysOf = (name, value, schema) =>
  value === undefined ? "" : compose({ [name]: value }, {}, schema).slice(4, -4);

const linesOf = (lines) => lines.map((line) => `${line}\n`).join("");

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
