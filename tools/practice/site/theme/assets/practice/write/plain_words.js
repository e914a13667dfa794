// Advice on plain words, as in tools/practice/advising/advice.py: long sentences, the reading age, short forms, long words. It is never an error.
import { plainerWords } from "./plainer.js";
import { paragraphs, sentencesOf, singleSpaced } from "./prose.js";
import { otherWords, unexplainedShortForms } from "./short_forms.js";
import { clean, lengthOf, quote } from "./words.js";

const MOST_WORDS = 25;
const OLDEST_READER = 12;
const MOST_SENTENCES = 3;
const FEWEST_WORDS = 100;
const SHORTEST_LINE = 5;

const SPOKEN = /[\p{L}\p{N}]+(?:['’\-.,/&][\p{L}\p{N}]+)*/gu;
const COUNTED = /[\p{L}\p{N}]+(?:['’\-.,/][\p{L}\p{N}]+)*/gu;
const STOPS = /[.!?…]+["'”’)\]]*(?:\s+|$)/u;

function longSentences(told) {
  return told
    .map((one) => ({ ...one, size: (one.text.match(SPOKEN) ?? []).length }))
    .filter(({ size }) => size > MOST_WORDS)
    .sort((one, other) => other.size - one.size)
    .slice(0, MOST_SENTENCES)
    .map(({ text, at, row, size }) => ({ code: "CS601", name: "long-sentence", at, row, message: `This sentence has ${size} words: ${quote(text)}`, hint: `Cut it in two; up to ${MOST_WORDS} words are easy to follow.` }));
}

function hardToRead(lines) {
  const age = readingAge(lines);
  if (age === null || age <= OLDEST_READER) return [];
  return [{ code: "CS602", name: "hard-to-read", at: ["summary"], row: [0, 0], message: `Its reading age is ${age}; 9 to ${OLDEST_READER} is what we aim at.`, hint: "Shorter sentences help most, then shorter words." }];
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

// {code, name, severity, at, message, hint} for each piece of advice, in the order of the text and, on one line, of the codes.
export function advise(given, schema) {
  const written = paragraphs(given, schema);
  const told = written.flatMap(sentencesOf);
  const found = [...longSentences(told), ...hardToRead(written.map(({ text }) => singleSpaced(text))), ...unexplainedShortForms(told, schema), ...otherWords(told, schema), ...plainerWords(told, schema)];
  const sorted = found.map((one) => ({ ...one, severity: "advice", message: clean(one.message), hint: clean(one.hint) })).sort(byRow);
  return sorted.filter((one, place) => !place || byRow(sorted[place - 1], one));
}

function byRow(one, other) {
  const before = (a, b) => Number(a > b) - Number(a < b);
  return one.row[0] - other.row[0] || one.row[1] - other.row[1] || before(one.code, other.code) || before(one.message, other.message);
}
