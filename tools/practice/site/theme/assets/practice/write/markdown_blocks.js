// Blocks of text as Markdown: what belongs to one list stands together, and everything else has an empty line before it.

// `blocks` are {kind, text, level, numbered, start}; `kind` is paragraph, heading, table, item, or more (of an item).
export function layBlocks(blocks) {
  const lines = [];
  let above = []; // the items that the next one may belong to: {numbered, number, indent, inner}
  for (const { kind, text, level = 0, numbered = false, start = 0 } of blocks) {
    const listed = kind === "item" || (kind === "more" && above.length > 0);
    if (!listed) above = [];
    if (kind === "item") {
      const depth = Math.min(level, above.length);
      const before = above[depth];
      const indent = depth ? above[depth - 1].inner : 0;
      const goesOn = before && before.numbered === numbered;
      const number = goesOn ? before.number + 1 : start || 1;
      const mark = numbered ? `${number}. ` : "- ";
      if (!above.length || (before && !goesOn)) separate(lines);
      above = [...above.slice(0, depth), { numbered, number, inner: indent + mark.length }];
      lines.push(`${" ".repeat(indent)}${mark}${text}`);
    } else {
      separate(lines);
      lines.push(
        `${listed ? " ".repeat(above.at(-1).inner) : ""}${kind === "heading" ? `### ${text.replace(/\*\*/g, "")}` : text}`,
      );
    }
  }
  return lines.join("\n");
}

function separate(lines) {
  if (lines.length && lines.at(-1)) lines.push("");
}

// Rows of cells; the first row has the headings.
export function tableOf(rows) {
  const filled = rows.filter((row) => row.some((cell) => cell.trim()));
  const width = Math.max(...filled.map((row) => row.length));
  const line = (row) =>
    `| ${Array.from({ length: width }, (_, place) => (row[place] ?? "").trim().replace(/\|/g, "\\|")).join(" | ")} |`;
  const [head, ...others] = filled;
  return [
    line(head.map((cell) => cell.replace(/\*\*/g, ""))),
    `|${"---|".repeat(width)}`,
    ...others.map(line),
  ].join("\n");
}
