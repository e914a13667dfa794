// Which studies match some words, in order: Pagefind finds words, and everything else that a reader expects is added here.

import { nearest } from "./facets.js";

const FEW = 10; // with fewer studies that have every word, those with some of the words follow
// How much of what was asked, weighed by rarity, such a study must have: a few words are all meant, but of a whole
// question many words matter little.
const SHARE = { words: 0.45, question: 0.2 };
const QUESTION = 5;
const SYNONYM = 0.6; // what a word of the thesaurus counts beside the word that was typed
const MOST_ALTERNATIVES = 24;
const MOST_WORDS = 24;
const STOP = new Set(
  ("a about an and any are as at be been but by can could did do does doing don for from get gets getting had has have having how i if in " +
    "into is it its just made make me much my need no not of on or our s should so some t than that the their them then there these they " +
    "this those to us was we were what when where which who whose why will with would you your").split(" "),
);

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’']/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const stem = (word) => (word.length > 3 ? word.replace(/(?<!s)s$/, "") : word);

export class Matcher {
  // `pagefind`: its module. `table`: the facet table.
  constructor(pagefind, table) {
    this.pagefind = pagefind;
    this.table = table;
    this.groups = table.synonyms.map((group) => group.map((entry) => ({ text: entry, words: fold(entry).split(" ").map(stem) })));
    this.known = new Map();
  }

  // Ask for every study once, in the order of their numbers: that tells which number each of the index's names has.
  async start() {
    const { results } = await this.pagefind.search(null, { sort: { number: "asc" } });
    this.all = results;
    this.number = new Map(results.map((result, number) => [result.id, number]));
    if (results.length !== this.table.size) throw new Error("the index and the facet table are not of one build");
    return this;
  }

  async ask(text) {
    if (!this.known.has(text)) {
      const { results } = (await this.pagefind.search(text)) ?? { results: [] };
      this.known.set(text, results.filter((result) => this.number.has(result.id)));
    }
    return this.known.get(text);
  }

  // Returns {order, results, corrected}: numbers of studies, the best first; for each number the index's results with
  // their hits; and words that were read as others, or null where there are no words to look for.
  async find(query) {
    const text = query.slice(0, 300).replace(/[\p{C}\p{Z}]+/gu, " ").trim();
    const words = [...new Set(fold(text).split(" "))].filter(Boolean).slice(0, MOST_WORDS);
    if (!words.length) return { order: [], results: new Map(), corrected: [] };
    const results = new Map();
    const keep = (result) => {
      const number = this.number.get(result.id);
      if (!results.has(number)) results.set(number, []);
      results.get(number).push(result);
      return number;
    };
    const every = (await this.ask(text)).map(keep);
    if (/["“”]/.test(text)) return { order: every, results, corrected: [] };

    const asked = words.filter((word) => !STOP.has(word));
    const concepts = (asked.length ? asked : words).map((word) => ({ word, typed: new Map(), other: new Map() }));
    const corrected = [];
    for (const concept of concepts) {
      const found = await this.ask(concept.word);
      for (const result of found) concept.typed.set(keep(result), result.score);
    }
    await this.addSynonyms(concepts, words, keep);
    for (const concept of concepts) {
      if (concept.typed.size || concept.other.size) continue;
      const meant = nearest(concept.word, this.table.words);
      if (!meant) continue;
      for (const result of await this.ask(meant)) concept.other.set(keep(result), result.score);
      if (concept.other.size) corrected.push([concept.word, meant]);
    }
    return { order: this.rank(every, concepts), results, corrected };
  }

  async addSynonyms(concepts, words, keep) {
    const stems = words.map(stem);
    let tried = 0;
    for (const group of this.groups) {
      for (const own of group) {
        const start = stems.findIndex((_, place) => own.words.every((word, offset) => stems[place + offset] === word));
        if (start < 0) continue;
        const span = concepts.filter(({ word }) => words.slice(start, start + own.words.length).includes(word));
        if (!span.length) continue;
        for (const other of group) {
          if (other === own || ++tried > MOST_ALTERNATIVES) continue;
          for (const result of await this.ask(other.words.length > 1 ? `"${fold(other.text)}"` : fold(other.text))) {
            const number = keep(result);
            for (const { other: scores } of span) scores.set(number, Math.max(scores.get(number) ?? 0, result.score));
          }
        }
      }
    }
  }

  rank(every, concepts) {
    const literal = new Set(every);
    const points = new Map();
    const share = new Map();
    const typed = new Set(every);
    let whole = 0;
    for (const { typed: own, other } of concepts) {
      const found = new Set([...own.keys(), ...other.keys()]);
      // A word that nobody has is the rarest of all: a question of such words is about something else.
      const rarity = Math.log(1 + (this.table.size - found.size + 0.5) / (found.size + 0.5));
      const weight = 0.2 + rarity;
      whole += weight;
      if (!found.size) continue;
      const best = Math.max(...own.values(), ...other.values());
      for (const number of found) {
        const strength = Math.max(own.get(number) ?? 0, SYNONYM * (other.get(number) ?? 0)) / (best || 1);
        points.set(number, (points.get(number) ?? 0) + weight * (0.5 + 0.5 * strength) * (own.has(number) ? 1 : SYNONYM));
        share.set(number, (share.get(number) ?? 0) + weight);
        if (own.has(number)) typed.add(number);
      }
    }
    const least = concepts.length > 1 ? whole * (concepts.length < QUESTION ? SHARE.words : SHARE.question) : 0;
    // With enough studies that have every word, the rest only add those that say it in other words.
    const others = [...points.keys()].filter((number) => !literal.has(number) && share.get(number) >= least);
    const full = others.filter((number) => share.get(number) >= 0.999 * whole);
    const rest = every.length < FEW ? others : full;
    rest.sort((a, b) => typed.has(b) - typed.has(a) || points.get(b) - points.get(a) || a - b);
    return [...every, ...rest];
  }
}
