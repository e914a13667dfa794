// The tables of Markdown, as in tools/practice/privacy/tables.py: {text, line, at, heading, row} of each cell; `at` is its place in the line.

const RULE = /^[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$/;

export function* cellsOf(lines) {
  let header = null;
  for (const [number, line] of lines.entries()) {
    if (!line.includes("|")) {
      header = null;
    } else if (!header) {
      const follows = lines[number + 1] ?? "";
      if (follows.includes("-") && RULE.test(follows)) header = inRow(line).map(({ text }) => text);
    } else if (!RULE.test(line)) {
      const row = inRow(line);
      for (const [position, cell] of row.entries()) {
        yield {
          ...cell,
          line: number + 1,
          heading: header[position] ?? "",
          row: position ? row[0].text : "",
        };
      }
    }
  }
}

function inRow(line) {
  const found = [];
  let position = line.length - line.trimStart().length;
  if (line[position] === "|") position += 1;
  while (position < line.length) {
    const [text] = line.slice(position).match(/^(?:\\\||[^|])*/) ?? [""];
    found.push({ text: text.trim(), at: position + text.length - text.trimStart().length });
    position += text.length + 1;
  }
  return found;
}
