// The facet table: what each choice would give, counted exactly from sets of study numbers. No page, no index here.

const FIRST = "]".charCodeAt(0);

// What stands for the value at this place in the rows of a facet.
export const sign = (place) => String.fromCharCode(FIRST + place);

export class FacetTable {
  // `json`: the first part of what site/search_data.py writes. `add` takes the rest.
  constructor(json) {
    this.size = json.studies;
    this.synonyms = json.synonyms;
    this.stop = json.stop;
    this.forms = json.forms;
    this.readings = json.readings;
    this.order = json.order;
    this.words = [];
    this.facets = new Map();
    this.take(json.facets);
  }

  take(facets) {
    for (const { id, title, tree, values, rows } of facets) {
      const all = values.map(([value, label, depth, names]) => [
        value,
        { label, depth, names, studies: [] },
      ]);
      const signs = rows.split(" ");
      signs.forEach((row, number) => {
        for (let place = 0; place < row.length; place++)
          all[row.charCodeAt(place) - FIRST][1].studies.push(number);
      });
      this.facets.set(id, { id, title, tree, values: new Map(all), signs });
    }
  }

  add(json) {
    this.words = json.words;
    this.take(json.facets);
    this.facets = new Map(this.order.map((id) => [id, this.facets.get(id)]));
    // The table lists the strongest evidence first.
    const steps = [...(this.facets.get("evidence")?.values.values() ?? [])];
    const strength = new Uint8Array(this.size);
    for (const [place, { studies }] of steps.entries())
      for (const number of studies) strength[number] = steps.length - place;
    this.evidence = strength;
  }

  label(facet, value) {
    return this.facets.get(facet)?.values.get(value)?.label ?? value;
  }

  // Every study, or those numbered in `order`, as a mask: one byte a study.
  mask(order) {
    const mask = new Uint8Array(this.size);
    if (!order) return mask.fill(1);
    for (const number of order) mask[number] = 1;
    return mask;
  }

  // The studies of `among` that agree with the whole selection, leaving out the facet `except`.
  // A facet without values is no choice; a value that nobody has finds nothing.
  select(among, selection, except) {
    let mask = among;
    for (const [facet, chosen] of Object.entries(selection)) {
      if (facet === except || !chosen.length) continue;
      const any = new Uint8Array(this.size);
      for (const value of chosen) {
        for (const number of this.facets.get(facet)?.values.get(value)?.studies ?? [])
          any[number] = mask[number];
      }
      mask = any;
    }
    return mask;
  }

  // For every facet, what each value would give: as though nothing were chosen in that facet itself.
  // Values without a study are left out unless they are chosen.
  counts(among, selection) {
    const agreeing = this.select(among, selection);
    const found = {};
    for (const { id, values } of this.facets.values()) {
      const chosen = selection[id] ?? [];
      const rest = chosen.length ? this.select(among, selection, id) : agreeing;
      found[id] = {};
      for (const [value, { studies }] of values) {
        let count = 0;
        for (const number of studies) count += rest[number];
        if (count || chosen.includes(value)) found[id][value] = count;
      }
    }
    return found;
  }

  // The years of the table from `from` to `to`; either may be missing.
  years(from, to) {
    if (!from && !to) return [];
    const found = [...this.facets.get("year").values.keys()].filter(
      (year) => (!from || year >= from) && (!to || year <= to),
    );
    return found.length ? found : ["none"];
  }
}

// How many letters have to change to make one word of the other, where two swapped letters are one change; at most `most`.
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[][]} */
  let [before, last] = [[], [...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}

// The entry of `known` spelled most like `word`, or undefined when none is near.
export function nearest(word, known, key = (entry) => entry) {
  const most = word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
  let [best, least] = [undefined, most + 1];
  for (const entry of known) {
    const far = distance(word, key(entry), most);
    // Most slips leave the first letter alone.
    const cost = far + (key(entry)[0] === word[0] ? 0 : 0.5);
    if (far <= most && cost < least) [best, least] = [entry, cost];
  }
  return best;
}
