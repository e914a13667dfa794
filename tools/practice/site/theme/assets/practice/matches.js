// Which studies match some words, in order. Pagefind says where a word stands and what it counts there; which words are
// meant, and what they give together, is decided here as in the command line's search (search/ranking.py).

import { nearest, sign } from "./facets.js";

// Pagefind also finds words that only begin like the one asked for. With so steep a fall by length they get next to
// nothing, and what lies under LEAST was not found at all. The fall lowers the counts of exact words too, so that the
// saturation (BM25's K1) has to be lowered alike.
const STEEP = 80;
const EXACT = Math.exp(STEEP * (Math.exp(-1 / 8) - 1)); // what Pagefind lets an exact word keep
const LEAST = 1e-7;
const K1 = 2;
// The facts on the cards ("Described", a year) are no text of the study, and its title and summary stand in the page.
const FACTS = [
  "title",
  "where",
  "when",
  "year",
  "outcome",
  "outcome-id",
  "evidence",
  "summary",
  "names",
  "theme",
];
// Beside the page, Pagefind would have to hand over every result in a message of its own.
export const OPTIONS = {
  noWorker: true,
  ranking: {
    termSimilarity: STEEP,
    termSaturation: K1 * EXACT,
    metaWeights: Object.fromEntries(FACTS.map((name) => [name, 0])),
  },
};

const SYNONYM = 0.6; // what a word of the thesaurus counts beside the word that was typed
const PHRASE = 1.5; // what a phrase counts, beside its rarity
// So many words are enough: both of two, two of three, three of more.
const enough = (words) => Math.min(Math.floor(words / 2) + 1, 3);
// The best studies say what else is meant: what they are filed under, each with a power of its points.
const FILED = ["theme", "community", "topic", "setting"];
const [TEACHERS, POWER, FEEDBACK] = [5, 4, 0.3];
const MOST_ALTERNATIVES = 24;
const MOST_WORDS = 24;

const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[’']s(?![\p{L}\p{N}])/gu, "")
    .replace(/[’']/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
const add = (map, key, value) => map.set(key, (map.get(key) ?? 0) + value);
const raise = (map, key, value) => map.set(key, Math.max(map.get(key) ?? 0, value));

export class Matcher {
  // `index`: gives Pagefind when words are asked for. `table`: the facet table. `names`: Pagefind's, by number.
  // `whole`: completes the table, when no study has a word.
  constructor(index, table, names, whole) {
    this.index = index;
    this.table = table;
    this.whole = whole;
    this.number = new Map(names.map((name, number) => [name, number]));
    if (names.length !== table.size)
      throw new Error("the index and the facet table are not of one build");
    this.stop = new Set(table.stop);
    this.groups = table.synonyms.map((group) => group.map((entry) => this.entry(fold(entry))));
    this.known = new Map();
  }

  // How a folded word stands in the thesaurus, if it does.
  reading(word) {
    return Object.hasOwn(this.table.readings, word) ? this.table.readings[word] : word;
  }

  // An entry of the thesaurus: its words as they are compared, without those that no search looks for.
  entry(text) {
    return {
      text,
      words: text
        .split(" ")
        .filter((word) => !this.stop.has(word))
        .map((word) => this.reading(word)),
    };
  }

  // The studies that have a folded word or phrase: [number, points, the places of its words].
  ask(text) {
    if (!this.known.has(text)) this.known.set(text, this.look(text));
    return this.known.get(text);
  }

  async look(text) {
    const phrase = text.includes(" ");
    const { results } = (await (await this.index()).search(phrase ? `"${text}"` : text)) ?? {
      results: [],
    };
    const found = results.filter(({ id, score }) => score > LEAST && this.number.has(id));
    const points = PHRASE * this.rarity(found.length);
    return found.map((result) => [
      this.number.get(result.id),
      phrase ? points : result.score,
      result.words,
    ]);
  }

  rarity(studies) {
    return Math.log(1 + (this.table.size - studies + 0.5) / (studies + 0.5));
  }

  // Returns {order, some, hits, corrected}: numbers of studies that have enough of the words, and of those with only
  // some, the best first; for each number the places of what was found; and words that were read as others.
  async find(query) {
    const text = query
      .slice(0, 300)
      .replace(/[\p{C}\p{Z}]+/gu, " ")
      .replace(/[“”„‟«»]/g, '"');
    const paired = (text.split('"').length - 1) % 2 ? text.replace(/"(?=[^"]*$)/, " ") : text;
    const phrases = [];
    const rest = paired.replace(/"([^"]*)"/g, (_, phrase) => {
      phrases.push(fold(phrase));
      return " ";
    });
    const words = fold(rest).split(" ").filter(Boolean).slice(0, MOST_WORDS);
    const concepts = [...new Set(words)]
      .filter((word) => !this.stop.has(word))
      .map((word) => ({ word, typed: new Map(), other: new Map() }));
    const needed = phrases
      .filter((phrase) => phrase.split(" ").some((word) => word && !this.stop.has(word)))
      .slice(0, MOST_WORDS);
    const required = needed.map((phrase) => ({ word: phrase, typed: new Map(), other: new Map() }));

    const hits = new Map();
    const take = async (map, asked) => {
      for (const [number, points, places] of await asked) {
        if (!hits.has(number)) hits.set(number, []);
        hits.get(number).push(places);
        raise(map, number, points);
      }
    };
    const forms = (word) => [
      word,
      ...(Object.hasOwn(this.table.forms, word) ? this.table.forms[word] : []),
    ];
    const alternatives = this.alternatives(concepts, words);
    // Everything is asked for at once, so that the parts of the index arrive side by side.
    await Promise.all([
      ...[...concepts, ...required].flatMap((concept) =>
        forms(concept.word).map((form) => take(concept.typed, this.ask(form))),
      ),
      ...alternatives.map(([concept, other]) => take(concept.other, this.ask(other))),
    ]);
    const corrected = [];
    for (const concept of concepts) {
      if (concept.typed.size || concept.other.size) continue;
      await this.whole();
      const meant = nearest(concept.word, this.table.words);
      if (!meant) continue;
      await take(concept.other, this.ask(meant));
      if (concept.other.size) corrected.push([concept.word, meant]);
    }
    const asked = [...concepts, ...required];
    const ranked = this.rank(asked).filter((number) =>
      required.every(({ typed }) => typed.has(number)),
    );
    const has = (number) =>
      asked.filter(({ typed, other }) => typed.has(number) || other.has(number)).length;
    const order = ranked.filter((number) => has(number) >= enough(asked.length));
    const found = new Set(order);
    return { order, some: ranked.filter((number) => !found.has(number)), hits, corrected };
  }

  // Pairs of a concept and what the thesaurus knows to say the same.
  alternatives(concepts, words) {
    const read = words
      .filter((word) => !this.stop.has(word))
      .map((word) => [word, this.reading(word)]);
    const found = [];
    for (const group of this.groups) {
      for (const own of group) {
        const start = own.words.length
          ? read.findIndex((_, place) =>
              own.words.every((word, offset) => read[place + offset]?.[1] === word),
            )
          : -1;
        if (start < 0) continue;
        const meant = read.slice(start, start + own.words.length).map(([word]) => word);
        const span = concepts.filter(({ word }) => meant.includes(word));
        for (const other of group)
          if (other !== own) found.push(...span.map((concept) => [concept, other.text]));
      }
    }
    const allowed = new Set(
      [...new Set(found.map(([, text]) => text))].slice(0, MOST_ALTERNATIVES),
    );
    return found.filter(([, text]) => allowed.has(text));
  }

  rank(concepts) {
    const points = new Map();
    const typed = new Set();
    for (const { typed: own, other } of concepts) {
      for (const number of new Set([...own.keys(), ...other.keys()])) {
        add(points, number, Math.max(own.get(number) ?? 0, SYNONYM * (other.get(number) ?? 0)));
        if (own.has(number)) typed.add(number);
      }
    }
    if (points.size) this.teach(points);
    // What only a synonym finds stands after what the typed words find.
    return [...points.keys()].sort(
      (a, b) =>
        Number(typed.has(b)) - Number(typed.has(a)) || points.get(b) - points.get(a) || a - b,
    );
  }

  // Feedback: what the best studies are filed under, where at least two agree, counts for the others too.
  teach(points) {
    const best = [...points].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, TEACHERS);
    const voices = best.map(([number, value]) => [number, (value / best[0][1]) ** POWER]);
    const everything = voices.reduce((sum, [, voice]) => sum + voice, 0);
    for (const facet of FILED) {
      const { values, signs } = this.table.facets.get(facet);
      for (const [place, { studies }] of [...values.values()].entries()) {
        const agreed = voices.filter(([number]) => signs[number].includes(sign(place)));
        if (agreed.length < 2) continue;
        const gain =
          (FEEDBACK *
            this.rarity(studies.length) *
            agreed.reduce((sum, [, voice]) => sum + voice, 0)) /
          everything;
        for (const number of studies)
          if (points.has(number)) points.set(number, points.get(number) + gain);
      }
    }
  }
}
