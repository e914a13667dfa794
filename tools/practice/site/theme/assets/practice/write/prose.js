// The sentences of a case study: what its author wrote in prose, as in tools/practice/advising/prose.py and plain_text.py.
import { composeSection, oneLine } from "../compose.js";
import { withoutExemptions } from "./body.js";

// A full stop that ends no sentence: after a short form, an initial or inside "e.g.".
const INITIAL = "(?<!(?<![\\p{L}\\p{N}_])[A-Z])";
const SHORT = ["e\\.g", "i\\.e", "etc", "Dr", "Mr", "Ms", "St", "No", "vs", "cf"].map((short) => `(?<!(?<![\\p{L}\\p{N}_])${short})`).join("");
const END = new RegExp(`(?:${INITIAL}${SHORT}\\.|[!?…])["'”’)\\]*_]*(?=\\s+[^a-z\\s]|\\s*$)`, "gu");
const LEFT_OUT = new Set(["blockquote", "table", "heading"]);

let prose;

// Every paragraph and list item, without its marks: [{text, at, row}]. `row` is where it stands: which section (0 is the
// summary), and which line of it.
export function paragraphs(given, schema) {
  prose ??= globalThis.markdownit("commonmark", { html: false }).enable(["table", "strikethrough"]);
  const summary = oneLine(given.fields.summary ?? "");
  const found = summary ? [{ text: summary, at: ["summary"], row: [0, 0] }] : [];
  schema.headings.forEach(({ text: heading }, place) => {
    let depth = 0;
    for (const token of prose.parse(withoutExemptions(composeSection(given.sections[heading] ?? "")), {})) {
      if (LEFT_OUT.has(token.type.replace(/_(?:open|close)$/, ""))) depth += token.nesting;
      if (token.type === "inline" && !depth) found.push({ text: token.children.map(plain).join(""), at: ["section", heading], row: [place + 1, token.map[0]] });
    }
  });
  return found;
}

const plain = ({ type, content }) => (["softbreak", "hardbreak"].includes(type) ? "\n" : type === "image" ? "" : content);

export const singleSpaced = (text) => text.split(/\s+/).filter(Boolean).join(" ");

// The sentences of a paragraph, each with the row on which it starts.
export function sentencesOf({ text, at, row: [section, line] }) {
  const ends = [...[...text.matchAll(END)].map((match) => match.index + match[0].length), text.length];
  return ends
    .map((end, place) => text.slice(ends[place - 1] ?? 0, end))
    .map((piece, place) => ({ text: singleSpaced(piece), at, row: [section, line + breaks(text.slice(0, ends[place] - piece.trimStart().length))] }))
    .filter((one) => one.text);
}

const breaks = (text) => text.split("\n").length - 1;
