// Advice on short forms such as "ED", as in tools/practice/short_forms.py. Which are known, which the vocabularies hold and
// which have a better word is in the form's data (`schema.short_forms`).
import { fold, quote } from "./words.js";

const SHORT_FORM = /(?<![\p{L}\p{N}_&.-])(?:[A-Z]&[A-Z]|[A-Z][A-Z0-9]{1,5})(?=s?(?![\p{L}\p{N}_&-]))/gu;
// Another word with a capital beside it; the first of a sentence has one anyway.
const NAME_BEFORE = /\s[A-Z][a-z]+ $/;
const NAME_AFTER = /^ [A-Z][a-z]/;
const EDGE_BEFORE = "(?<![\\p{L}\\p{N}_])";
const EDGE_AFTER = "(?![\\p{L}\\p{N}_])";
const QUOTATION = /["“‘][^"”’\n]*["”’]/g;

export const withoutQuotations = (text) => text.replace(QUOTATION, "");

const shortForms = (text) =>
  [...text.matchAll(SHORT_FORM)]
    .filter(({ 0: found, index }) => !NAME_BEFORE.test(text.slice(0, index)) && !NAME_AFTER.test(text.slice(index + found.length)))
    .map(([found]) => found);

const isExplained = (short, text) => new RegExp(`\\(${short}s?${EDGE_AFTER}|${EDGE_BEFORE}${short}(?:s? \\(|,? (?:which )?(?:stands for|short for))`, "u").test(text);

// Each short form of the sentences where it first stands, unless everybody knows it or the text explains it.
function* toldForms(told, known, reading) {
  const whole = told.map(({ text }) => text).join(" ");
  const seen = new Set(known);
  for (const { text, at, row } of told) {
    for (const found of shortForms(reading(text))) {
      if (!seen.has(found) && !isExplained(found, whole)) yield { found, at, row };
      seen.add(found);
    }
  }
}

// Those that neither the text spells out nor the vocabularies hold.
export function* unexplainedShortForms(told, { short_forms: { known, held } }) {
  for (const { found, at, row } of toldForms(told, known, (text) => text)) {
    if (held.includes(fold(found))) continue;
    yield { code: "CS603", name: "unexplained-short-form", at, row, message: `'${found}' is explained nowhere in the text.`, hint: `Spell it out where it first stands: the long form (${found}).` };
  }
}

// Those that the vocabularies have a word in full for; in quotation marks it is another's.
export function* otherWords(told, { short_forms: { known, better } }) {
  for (const { found, at, row } of toldForms(told, known, withoutQuotations)) {
    if (!Object.hasOwn(better, found)) continue;
    yield { code: "CS604", name: "other-word", at, row, message: `'${found}' is a short form; our word is ${quote(better[found])}.`, hint: "Names keep theirs." };
  }
}
