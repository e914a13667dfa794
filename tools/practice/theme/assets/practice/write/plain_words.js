// Advice on plain words, as in tools/practice/advising/: long sentences and the reading age. It is never an error.
import { composeSection, oneLine } from "../compose.js";
import { withoutExemptions } from "./body.js";
import { clean, lengthOf, quote } from "./words.js";

const MOST_WORDS = 25;
const OLDEST_READER = 12;
const MOST_SENTENCES = 3;
const FEWEST_WORDS = 100;
const SHORTEST_LINE = 5;

// A full stop that ends no sentence: after a short form, an initial or inside "e.g.".
const INITIAL = "(?<!(?<![\\p{L}\\p{N}_])[A-Z])";
const SHORT = ["e\\.g", "i\\.e", "etc", "Dr", "Mr", "Ms", "St", "No", "vs", "cf"].map((short) => `(?<!(?<![\\p{L}\\p{N}_])${short})`).join("");
const END = new RegExp(`(?:${INITIAL}${SHORT}\\.|[!?…])["'”’)\\]*_]*(?=\\s+[^a-z\\s]|\\s*$)`, "gu");
const SPOKEN = /[\p{L}\p{N}]+(?:['’\-.,/&][\p{L}\p{N}]+)*/gu;
const COUNTED = /[\p{L}\p{N}]+(?:['’\-.,/][\p{L}\p{N}]+)*/gu;
const STOPS = /[.!?…]+["'”’)\]]*(?:\s+|$)/u;
const LEFT_OUT = new Set(["blockquote", "table", "heading"]);

let prose;

// Every paragraph and list item, without its marks: [{text, at}].
function paragraphs(given, schema) {
  prose ??= globalThis.markdownit("commonmark", { html: false }).enable(["table", "strikethrough"]);
  const summary = oneLine(given.fields.summary ?? "");
  const found = summary ? [{ text: summary, at: ["summary"] }] : [];
  for (const { text: heading } of schema.headings) {
    let depth = 0;
    for (const token of prose.parse(withoutExemptions(composeSection(given.sections[heading] ?? "")), {})) {
      if (LEFT_OUT.has(token.type.replace(/_(?:open|close)$/, ""))) depth += token.nesting;
      if (token.type === "inline" && !depth) found.push({ text: token.children.map(plain).join(""), at: ["section", heading] });
    }
  }
  return found;
}

const plain = ({ type, content }) => (["softbreak", "hardbreak"].includes(type) ? "\n" : type === "image" ? "" : content);

const singleSpaced = (text) => text.split(/\s+/).filter(Boolean).join(" ");

function sentencesOf({ text, at }) {
  const ends = [...[...text.matchAll(END)].map((match) => match.index + match[0].length), text.length];
  return ends
    .map((end, place) => text.slice(ends[place - 1] ?? 0, end))
    .map((piece, place) => ({ text: singleSpaced(piece), at, line: text.slice(0, ends[place] - piece.trimStart().length).split("\n").length }))
    .filter((one) => one.text);
}

function readingAge(lines) {
  const [all, stops] = [[], []];
  for (const line of lines) {
    const found = line.match(COUNTED) ?? [];
    if (found.length < SHORTEST_LINE) continue;
    all.push(...found);
    stops.push(...line.split(STOPS).filter((part) => part.match(COUNTED)));
  }
  if (all.length < FEWEST_WORDS) return null;
  const letters = lengthOf(all.join("").replace(/[^\p{L}\p{N}]/gu, ""));
  const year = (4.71 * letters) / all.length + (0.5 * all.length) / stops.length - 21.43;
  return Math.max(5, Math.round(year) + 5);
}

// {code, name, severity, at, message, hint} for each piece of advice.
export function advise(given, schema) {
  const told = paragraphs(given, schema);
  const sized = told.flatMap((paragraph, place) => sentencesOf(paragraph).map((one) => ({ ...one, place }))).map((one) => ({ ...one, size: (one.text.match(SPOKEN) ?? []).length }));
  const longest = sized.filter(({ size }) => size > MOST_WORDS).sort((one, other) => other.size - one.size).slice(0, MOST_SENTENCES);
  const found = longest
    .sort((one, other) => one.place - other.place || one.line - other.line)
    .map(({ text, at, size }) => ({ code: "CS601", name: "long-sentence", at, message: `This sentence has ${size} words: ${quote(text)}`, hint: `Cut it in two; up to ${MOST_WORDS} words are easy to follow.` }));
  const age = readingAge(told.map(({ text }) => singleSpaced(text)));
  if (age !== null && age > OLDEST_READER) {
    found.push({ code: "CS602", name: "hard-to-read", at: ["summary"], message: `Its reading age is ${age}; 9 to ${OLDEST_READER} is what we aim at.`, hint: "Shorter sentences help most, then shorter words." });
  }
  return found.map((one) => ({ ...one, severity: "advice", message: clean(one.message), hint: clean(one.hint) }));
}
