// Which answer a line of the composed file belongs to.
import { composeSection, isEmpty } from "../compose.js";

// The place of every line, from the first one: ["title"], ["measures", 2, "name"], ["section", "The problem"].
export function placesOfLines(text, given, schema) {
  const lines = text.split("\n");
  const end = lines.indexOf("---", 1);
  /** @type {any[][]} */
  const places = [[]];
  let name = "";
  let number = -1;
  for (const line of lines.slice(1, end)) {
    const top = /^([^\s:-][^:]*):/.exec(line);
    const item = /^ {2}- (?:(\w+): )?/.exec(line);
    const inner = /^ {2,4}(\w+):/.exec(line);
    const mapped = schema.fields.find((field) => field.name === name)?.fields;
    if (top) {
      [name, number] = [top[1], -1];
      places.push([name]);
    } else if (item) {
      number += 1;
      places.push(
        mapped && item[1]
          ? [name, writtenNumber(given.fields[name], number), item[1]]
          : [name, writtenNumber(given.fields[name], number)],
      );
    } else {
      places.push(
        number < 0
          ? [name, inner?.[1]]
          : [name, writtenNumber(given.fields[name], number), inner?.[1]],
      );
    }
  }
  places.push([]);
  for (const heading of [
    ...schema.headings.map((known) => known.text),
    ...Object.keys(given.sections),
  ]) {
    const told = composeSection(given.sections[heading] ?? "");
    if (!told || places.some((place) => place[0] === "section" && place[1] === heading)) continue;
    for (let count = told.split("\n").length + 3; count > 0; count -= 1)
      places.push(["section", heading]);
  }
  return places;
}

// Empty items are left out of the file: the number in the form of the item with this number in the file.
function writtenNumber(items, number) {
  return (
    items.map((item, place) => [item, place]).filter(([item]) => !isEmpty(item))[number]?.[1] ??
    number
  );
}
