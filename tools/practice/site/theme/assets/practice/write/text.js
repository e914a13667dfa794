// How messages put an author's words, and how names are compared.
import { oneLine } from "./serializer.js";

const LONGEST_QUOTE = 80;
const LONGEST_TEXT = 600;
const LONG_FORMS = [
  ["primary care trust", "pct"],
  ["clinical commissioning group", "ccg"],
  ["integrated care board", "icb"],
  ["nhs foundation trust", "nhs ft"],
  ["primary care network", "pcn"],
];

export const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

export const counted = (number, noun) => `${grouped(number)} ${noun}${number === 1 ? "" : "s"}`;

// Letters as people count them: one for a sign that the browser stores as two.
export const lengthOf = (text) => [...text].length;

export const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

export const listing = (words, last) =>
  words.length > 1 ? `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}` : words[0];

// Between quotes, on one line, and shortened in the middle when it is long.
export function quote(text) {
  const letters = [...oneLine(text)];
  const shown =
    letters.length > LONGEST_QUOTE
      ? `${letters.slice(0, LONGEST_QUOTE - 25).join("")} ... ${letters.slice(-20).join("")}`
      : letters.join("");
  return `'${shown}'`;
}

// Signs that could turn a line around are shown as "?", and what goes on and on has an end.
export function clean(text) {
  const letters = [...text];
  const shown = letters
    .slice(0, LONGEST_TEXT)
    .join("")
    .replace(/(?![ \n])[\p{C}\p{Z}]/gu, "?");
  return letters.length > LONGEST_TEXT ? `${shown} ...` : shown;
}

const ascii = (text) => text.normalize("NFKD").replace(/[^\x00-\x7f]/g, "");
const plainLetters = (text) =>
  ascii(text.replace(/[ßẞ]/g, "ss").toLowerCase())
    .replaceAll("&", " and ")
    .replaceAll("'", "")
    .match(/[a-z0-9]+/g) ?? [];

// As it is compared: no case, no accents, no punctuation, single spaces, and the short forms of kinds of organisation.
export const fold = (text) =>
  LONG_FORMS.reduce(
    (plain, [long, short]) => plain.replaceAll(long, short),
    plainLetters(text).join(" "),
  );

// As a part of an address: "Tower Hamlets PCT" gives "tower-hamlets-pct".
export const slug = (text) => plainLetters(text).join("-");
