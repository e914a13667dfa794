// How alike a case study is to each of the others in its words, as in tools/practice/likeness.py, and the advice that comes of it.
import { oneLine } from "../compose.js";
import { paragraphs } from "./prose.js";
import { clean, quote } from "./words.js";

const WORD = /[\p{L}\p{N}]+/gu;
const DIGITS = new Map([..."0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"].map((digit, value) => [digit, value]));
const HALF = DIGITS.size / 2;

// As Python folds case, letter by letter: "ß" is "ss", "ſ" is "s", and a sigma is the same at the end of a word.
const small = (text) => text.replace(/[A-Z]|[^\x00-\x7fı]/gu, (letter) => [...letter.toLowerCase().toUpperCase()].map((one) => one.toLowerCase()).join(""));

export function countedWords(text) {
  const found = new Map();
  for (const [word] of small(text).matchAll(WORD)) found.set(word, (found.get(word) ?? 0) + 1);
  return found;
}

// Which studies have a word, and how often: [[0, 1], [7, 2]]. publishing/writing_words.py says how it is packed.
function unpacked(packed) {
  const numbers = unspelled(packed);
  const found = [];
  let study = -1;
  for (let place = 0; place < numbers.length; place += 1) {
    study += Math.floor(numbers[place] / 2) + 1;
    const again = numbers[place] % 2;
    if (again) place += 1;
    found.push([study, again ? numbers[place] + 2 : 1]);
  }
  return found;
}

function unspelled(packed) {
  const found = [];
  let [number, worth] = [0, 1];
  for (const letter of packed) {
    const digit = DIGITS.get(letter);
    number += (digit % HALF) * worth;
    worth *= HALF;
    if (digit >= HALF) continue;
    found.push(number);
    [number, worth] = [0, 1];
  }
  return found;
}

// The likeness of `text` to each study of `data`, from 0 to 1; a study at `path` is what the text takes the place of.
function likenesses(text, path, data) {
  const mine = countedWords(text);
  const others = data.studies.map(([other]) => other !== path);
  const number = others.filter(Boolean).length + 1;
  const [lengths, shared] = [new Float64Array(others.length), new Float64Array(others.length)];
  let length = 0;
  const weigh = (times, spread) => (1 + Math.log(times)) * Math.log((number + 1) / spread);
  const packed = data.counts.split(" ");
  data.words.split(" ").forEach((word, place) => {
    const found = unpacked(packed[place]).filter(([study]) => others[study]);
    const times = mine.get(word);
    const spread = found.length + (times ? 1 : 0);
    const own = times ? weigh(times, spread) : 0;
    length += own * own;
    mine.delete(word);
    for (const [study, count] of found) {
      const weight = weigh(count, spread);
      lengths[study] += weight * weight;
      shared[study] += weight * own;
    }
  });
  for (const times of mine.values()) length += weigh(times, 1) ** 2; // words that no other has
  return others.map((isOther, study) => (isOther ? shared[study] / (Math.sqrt(length * lengths[study]) || 1) : 0));
}

const idOfPath = (path) => path.slice(path.lastIndexOf("/") + 1, -3);
const named = ({ related = [], supersedes = [] }) => new Set([...related, ...supersedes].map(oneLine));

// {code, name, severity, at, message, hint, id} for each case study that may be the same work, the most alike first. Nothing
// is said of those that the author knows of, as one names the other.
export function nearDuplicates(given, path, schema, data) {
  const id = idOfPath(path);
  const text = [oneLine(given.fields.title ?? "") || id, ...paragraphs(given, schema).map((one) => one.text)].join("\n");
  const known = named(given.fields);
  return likenesses(text, path, data)
    .map((likeness, study) => ({ likeness: Number(likeness.toFixed(2)), study: data.studies[study] }))
    .filter(({ likeness }) => likeness >= data.alike)
    .sort((one, other) => other.likeness - one.likeness || (one.study[0] < other.study[0] ? -1 : 1))
    .slice(0, data.shown)
    .filter(({ study: [other, , ...names] }) => !known.has(idOfPath(other)) && !names.includes(id))
    .map(({ study: [other, title] }) => ({
      code: "CS605",
      name: "near-duplicate",
      severity: "advice",
      at: ["title"],
      message: clean(`It has much in common with ${quote(title)} (${other}).`),
      hint: "If it is the same work, add to that page. If not, name it in 'related'.",
      id: idOfPath(other),
    }));
}
