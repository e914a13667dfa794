// Plain text that was copied elsewhere, as Markdown: its bullets, its paragraphs, and rows of cells with tabs between.
import { layBlocks, tableOf } from "./markdown_blocks.js";

export const BULLET = /^[ \t]*[•·▪◦‣●○§–\uf0b7\uf0a7][ \t\u00a0]+|^[ \t]*o\t+/;
const NUMBERED_LINE = /^[ \t]*(\d+)[.)]\t+/;
const OURS = /^(?: {0,3}(?:[-*+] |\d+[.)] |>|#{1,6} |\|)| {2})/; // what is Markdown already
const SENTENCE_END = /[.!?:;…]["'”’)\]]*$/;
const WRAPPED = [50, 100]; // letters in a line that ends only because the page did

export function markdownOfText(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  if (lines.some((line) => /^ {0,3}(?:```|~~~)/.test(line))) return lines.join("\n");
  const blocks = [];
  let empty = false;
  for (let place = 0; place < lines.length; place += 1) {
    const line = lines[place];
    const rows = rowsFrom(lines, place);
    if (rows.length > 1) {
      blocks.push({ kind: "table", text: tableOf(rows) });
      place += rows.length - 1;
    } else if (line.trim()) {
      const block = blockOf(line);
      const last = blocks.at(-1);
      if (!empty && last && goesOn(last, block)) last.text += `\n${block.text}`;
      else blocks.push(block);
    }
    empty = !line.trim();
  }
  return layBlocks(blocks);
}

function blockOf(line) {
  if (BULLET.test(line)) return { kind: "item", text: line.replace(BULLET, "").trim() };
  const number = NUMBERED_LINE.exec(line);
  if (number)
    return {
      kind: "item",
      numbered: true,
      start: Number(number[1]),
      text: line.slice(number[0].length).trim(),
    };
  if (OURS.test(line)) return { kind: "ours", text: line.trimEnd() };
  return { kind: "paragraph", text: line.trim() };
}

// Lines that are Markdown already stay together; a line that is as long as a page is wide goes on in the next.
function goesOn(before, { kind }) {
  if (before?.kind !== kind) return false;
  const last = before.text.slice(before.text.lastIndexOf("\n") + 1);
  return (
    kind === "ours" ||
    (kind === "paragraph" &&
      last.length >= WRAPPED[0] &&
      last.length <= WRAPPED[1] &&
      !SENTENCE_END.test(last))
  );
}

// Cells copied from a sheet: lines with equally many tabs.
function rowsFrom(lines, place) {
  const tabs = (line) =>
    BULLET.test(line ?? "") || NUMBERED_LINE.test(line ?? "") || !(line ?? "").trim()
      ? 0
      : line.split("\t").length - 1;
  const rows = [];
  while (tabs(lines[place]) && tabs(lines[place]) === tabs(lines[place - rows.length])) {
    rows.push(lines[place].split("\t"));
    place += 1;
  }
  return rows.some((row) => row[0].trim() && row.some((cell, number) => number && cell.trim()))
    ? rows
    : [];
}

// One entry a line, as the lists of short texts have them: no bullets, no numbers, no empty lines.
export const entriesOfText = (text) =>
  text
    .split(/\r\n?|\n/)
    .map((line) =>
      line
        .replace(
          /^[\s\u00a0]*(?:[•·▪◦‣●○§–—*\-\uf0b7\uf0a7][\s\u00a0]+|o\t+|\(?(?:\d{1,2}|[a-z])[.)][\s\u00a0]+)?/,
          "",
        )
        .replace(/[\s\u00a0]+/g, " ")
        .trim(),
    )
    .filter(Boolean)
    .join("\n");
