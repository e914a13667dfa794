// The search page: what is asked stands in the address, the facet table counts, the index beside the site finds words.

import { CompareBar, records, resultCard, studies } from "./cards.js";
import { byId, button, make, shown } from "./dom.js";
import { FacetTable, nearest } from "./facets.js";
import { Matcher, OPTIONS } from "./matches.js";
import { FacetPanel } from "./panel.js";

const BATCH = 10;
const MOST_PAGES = 500;
const MOST_LETTERS = 300; // of a question; more is a slip of the mouse
const MOST_TOLD = 80; // of a value that is not known
const SORTS = ["relevance", "newest", "evidence"];
const root = new URL("../../", import.meta.url);
const box = byId("page-q");
const [list, status, more, hints, notice, advice, chosenList, sortBox, order] =
  "list count more hints notice advice chosen sort order"
    .split(" ")
    .map((part) => byId(`found-${part}`));
const name = document.title;

let table;
let matcher;
let panel;
let state;
let latest = 0;
let editing = false; // somebody is typing: what they typed stays
const compare = new CompareBar(byId("compare-bar"), root);

const once = (task) => {
  let asked;
  return () => (asked ??= task());
};
const get = async (path) => {
  const answer = await fetch(new URL(path, root));
  if (!answer.ok) throw new Error(`no ${path}`);
  return answer;
};
// Words are looked up by Pagefind, which is large: it comes when there are some.
const index = once(async () => {
  const pagefind = await import(new URL("pagefind/pagefind.js", root).href);
  await pagefind.options(OPTIONS);
  await pagefind.init();
  return pagefind;
});
const record = records(new URL("pagefind/", root));
let names;
const loaded = (async () => {
  const [first, named] = await Promise.all([
    get("assets/practice-facets.json"),
    get("assets/practice-names.json"),
  ]);
  table = new FacetTable(await first.json());
  const { start, names: ends } = await named.json();
  names = ends
    .split(" ")
    .slice(0, table.size)
    .map((end) => start + end);
  matcher = new Matcher(index, table, names, () => whole());
})();
// What only choosing needs comes after the first results.
const whole = once(async () => {
  const answer = await get("assets/practice-facets-rest.json");
  await loaded;
  table.add(await answer.json());
});

// ---- the address ----

// What the address asks for, and what of it is not known here.
function read(search) {
  const params = new URLSearchParams(search);
  const unknown = [];
  const made = {
    q: shown(params.get("q") ?? "", MOST_LETTERS),
    selection: {},
    from: "",
    to: "",
    sort: "",
    any: params.get("any") === "1",
    page: 1,
  };
  for (const id of facetNames()) {
    made.selection[id] = [];
    for (const value of new Set(params.getAll(id))) {
      const { values } = table.facets.get(id);
      if (values.has(value)) made.selection[id].push(value);
      else if (value)
        unknown.push({ facet: id, value, near: nearest(value.toLowerCase(), values.keys()) });
    }
  }
  for (const end of ["from", "to"]) {
    const value = params.get(end) ?? "";
    if (/^[12]\d{3}$/.test(value)) made[end] = value;
    else if (value) unknown.push({ facet: end, value });
  }
  if (made.from && made.to && made.from > made.to) [made.from, made.to] = [made.to, made.from];
  const sort = params.get("sort") ?? "";
  if (SORTS.includes(sort)) made.sort = sort;
  else if (sort) unknown.push({ facet: "sort", value: sort });
  const page = Number(params.get("page") ?? 1);
  made.page = Number.isInteger(page) && page > 0 ? Math.min(page, MOST_PAGES) : 1;
  return [made, unknown];
}

const facetNames = () => table.order.filter((id) => id !== "year");
const hasWords = (asked) => /[\p{L}\p{N}]/u.test(asked.q);
const sortOf = (asked) =>
  asked.sort && (asked.sort !== "relevance" || hasWords(asked))
    ? asked.sort
    : hasWords(asked)
      ? "relevance"
      : "newest";
const selectionOf = (asked) => ({ ...asked.selection, year: table.years(asked.from, asked.to) });

function write(asked) {
  const params = new URLSearchParams();
  if (asked.q) params.set("q", asked.q);
  for (const [facet, values] of Object.entries(asked.selection))
    for (const value of values) params.append(facet, value);
  for (const end of ["from", "to"]) if (asked[end]) params.set(end, asked[end]);
  if (sortOf(asked) !== sortOf({ ...asked, sort: "" })) params.set("sort", sortOf(asked));
  if (asked.any) params.set("any", "1");
  if (asked.page > 1) params.set("page", asked.page);
  const text = params.toString();
  return location.pathname + (text ? `?${text}` : "");
}

// Go to another question, which the back button leaves again.
function go(changes) {
  state = { ...state, page: 1, any: state.any && !("q" in changes), ...changes };
  const address = write(state);
  if (address !== location.pathname + location.search) history.pushState(null, "", address);
  return show([]);
}

const without = (asked, facet, value) =>
  facet === "year"
    ? { ...asked, from: "", to: "" }
    : {
        ...asked,
        selection: {
          ...asked.selection,
          [facet]: value === undefined ? [] : asked.selection[facet].filter((one) => one !== value),
        },
      };

// ---- asking ----

// {found, some, among, hits, corrected}: numbers in order, how many more have only some of the words, and the mask that
// the words leave to choose from.
async function ask(asked) {
  const words = hasWords(asked);
  const {
    order,
    some: rest,
    hits,
    corrected,
  } = words
    ? await matcher.find(asked.q)
    : { order: null, some: [], hits: new Map(), corrected: [] };
  const matched = asked.any && order ? [...order, ...rest] : order;
  // A question of nothing but signs is no question, unless nothing else is asked: then it finds nothing.
  const among = table.mask(asked.q && !words ? [] : matched);
  const mask = table.select(among, selectionOf(asked));
  const numbers = matched ?? [...among.keys()];
  const found = numbers.filter((number) => mask[number]);
  const sort = sortOf(asked);
  if (sort === "evidence") await whole();
  if (sort !== "relevance")
    found.sort(
      (a, b) => (sort === "evidence" ? table.evidence[b] - table.evidence[a] : 0) || a - b,
    );
  const others = table.select(table.mask(asked.any ? [] : rest), selectionOf(asked));
  const some = rest.filter((number) => others[number]).length;
  return { found, some, among, hits, corrected };
}

async function cards(answer, from, to) {
  const shown = answer.found.slice(from, to);
  const found = await Promise.all(shown.map((number) => record(names[number])));
  return found.map((one, place) =>
    resultCard(one, new Set((answer.hits.get(shown[place]) ?? []).flat()), root, compare),
  );
}

// ---- showing ----

// What the line above the results says.
function statusWords(asked, count, any) {
  const words = asked.q ? ` for “${asked.q}”` : "";
  if (!count) return `Nothing found${words}${any ? " with what you chose" : ""}.`;
  if (words) return `${studies(count)} found${words}${any ? ", with what you chose" : ""}.`;
  if (count === table.size) return `${studies(count)}.`;
  return `${count.toLocaleString("en-GB")} of ${studies(table.size)}.`;
}

async function show(unknown) {
  const turn = ++latest;
  const asked = state;
  if (!editing) box.value = asked.q;
  document.title = (asked.q ? `${asked.q} - ` : "") + name;
  if (asked.q) status.textContent = "Searching…";
  let answer;
  let batch;
  try {
    await loaded;
    answer = await ask(asked);
    batch = await cards(answer, 0, BATCH * asked.page);
  } catch (error) {
    failed(error);
    return;
  }
  if (turn !== latest) return; // a newer question has been asked
  const any = Object.values(selectionOf(asked)).some((values) => values.length);
  tell(unknown);
  showChosen(asked);
  order.hidden = false;
  sortBox.options[0].hidden = sortBox.options[0].disabled = !hasWords(asked);
  sortBox.value = sortOf(asked);
  list.replaceChildren(...batch);
  hints.hidden = any || Boolean(asked.q);
  status.textContent = statusWords(asked, answer.found.length, any);
  advice.replaceChildren();
  if (!answer.found.length) await advise(asked, any, turn);
  else if (answer.corrected.length) advice.append(readAs(asked, answer.corrected));
  offerMore(answer, BATCH * asked.page);
  await whole().catch(failed);
  if (turn !== latest || !table.evidence) return;
  panel ??= new FacetPanel(byId("found-facets"), byId("found-narrow"), table, {
    choose: (facet, value, on) =>
      go(
        on
          ? { selection: { ...state.selection, [facet]: [...state.selection[facet], value] } }
          : without(state, facet, value),
      ),
    years: (from, to) => go({ from, to }),
    results: status,
  });
  panel.show(table.counts(answer.among, selectionOf(asked)), asked, answer.found.length);
}

function failed(error) {
  console.info(error);
  status.textContent = "The search could not be loaded. You can browse every case study instead.";
  hints.hidden = false;
}

// What was typed is in no case study, and was read as something near; the whole of that is offered.
function readAs(asked, corrected) {
  const words = corrected.map(
    ([typed, meant]) => `No case study has “${typed}”; these have “${meant}”.`,
  );
  const meant = didYouMean(asked);
  return make(
    "div.hints",
    make("p", words.join(" ")),
    meant && button("link", `Did you mean “${meant}”?`, () => goFromBox({ q: meant })),
  );
}

// The button that was pressed is gone with the old results.
async function goFromBox(changes) {
  await go(changes);
  box.focus();
}

function tell(unknown) {
  const titles = { from: "year", to: "year", sort: "order" };
  const lines = unknown.slice(0, 5).map(({ facet, value, near }) => {
    const title = titles[facet] ?? table.facets.get(facet).title.toLowerCase();
    const add = () => {
      const chosen = [...new Set([...state.selection[facet], near])];
      go({ selection: { ...state.selection, [facet]: chosen } });
    };
    return make(
      "p",
      `There is no ${title} “${shown(value, MOST_TOLD)}” here, so it was left out.`,
      near && [" Did you mean ", button("link", table.label(facet, near), add), "?"],
    );
  });
  if (unknown.length > 5)
    lines.push(make("p", `The address names ${unknown.length - 5} more that are not known.`));
  notice.replaceChildren(...(lines.length ? [make("div.banner", lines)] : []));
}

function showChosen(asked) {
  const chips = [];
  const add = (label, next) => {
    const place = chips.length;
    const remove = async () => {
      await go(next);
      const buttons = chosenList.querySelectorAll("button");
      (buttons[place] ?? buttons[0] ?? box).focus();
    };
    const cross = make("span.chip__x", { "aria-hidden": "true" }, "×");
    const words = [make("span.sr-only", "Remove "), label, cross];
    chips.push(make("li", button("chip.chip--chosen", words, remove)));
  };
  for (const [facet, values] of Object.entries(asked.selection)) {
    for (const value of values) add(inFacet(facet, [value]), without(asked, facet, value));
  }
  if (asked.from || asked.to) add(yearWords(asked), without(asked, "year"));
  if (chips.length)
    chips.push(
      make(
        "li",
        button("link", "Clear all", () => goFromBox(nothingChosen())),
      ),
    );
  chosenList.hidden = !chips.length;
  chosenList.replaceChildren(...chips);
}

const inFacet = (facet, values) =>
  `${table.facets.get(facet).title}: ${values.map((value) => table.label(facet, value)).join(" or ")}`;

const nothingChosen = () => ({
  selection: Object.fromEntries(facetNames().map((facet) => [facet, []])),
  from: "",
  to: "",
});

function yearWords({ from, to }) {
  if (from && to) return from === to ? `Year: ${from}` : `Years: ${from} to ${to}`;
  return from ? `Year: ${from} or later` : `Year: ${to} or earlier`;
}

// What to drop when there is nothing, and what that gives.
async function advise(asked, any, turn) {
  const ways = [];
  const offer = async (label, next) => {
    const { found } = await ask({ ...asked, ...next });
    if (!found.length) return;
    ways.push(
      make(
        "li",
        button("link", label, () => goFromBox(next)),
        `: ${studies(found.length)}`,
      ),
    );
  };
  const meant = asked.q ? didYouMean(asked) : "";
  if (meant) await offer(`Did you mean “${meant}”?`, { q: meant });
  if (any) {
    for (const [facet, values] of Object.entries(selectionOf(asked))) {
      if (!values.length) continue;
      const named = facet === "year" ? yearWords(asked) : inFacet(facet, values);
      await offer(`Leave out ${named}`, without(asked, facet));
    }
    if (asked.q) await offer(`Leave out the words “${asked.q}”`, { q: "" });
    await offer(asked.q ? "Keep only the words" : "Leave out everything chosen", nothingChosen());
  }
  if (turn !== latest) return;
  advice.append(
    make(
      "div.hints",
      ways.length
        ? [make("p", "You could:"), make("ul", ways)]
        : make("p", "Try fewer or other words, or a wider one."),
      make("p", make("a", { href: new URL("browse/", root).href }, "Browse every case study"), "."),
    ),
  );
}

// The query with its unknown words replaced by words of this collection, or "" when none is near.
function didYouMean(asked) {
  const words = asked.q.split(/\s+/).slice(0, 12);
  const changed = words.map((word) => {
    const plain = word.toLowerCase().replace(/[^\p{L}]/gu, "");
    return !plain || table.words.includes(plain) ? word : (nearest(plain, table.words) ?? word);
  });
  const text = changed.join(" ");
  return text === words.join(" ") ? "" : text;
}

function offerMore(answer, from) {
  more.replaceChildren();
  if (from >= answer.found.length) {
    if (answer.some) more.append(button("more", someWords(answer), () => goFromBox({ any: true })));
    return;
  }
  const showMore = async () => {
    const turn = latest;
    const batch = await cards(answer, from, from + BATCH);
    if (turn !== latest) return;
    list.append(...batch);
    batch[0].querySelector("a").focus();
    state = { ...state, page: state.page + 1 };
    history.replaceState(null, "", write(state));
    offerMore(answer, from + BATCH);
  };
  const next = Math.min(BATCH, answer.found.length - from);
  more.append(button("more", `Show ${next} more`, showMore));
}

const someWords = ({ found, some }) =>
  `Show ${some.toLocaleString("en-GB")}${found.length ? " more" : ""} that ${some === 1 ? "mentions" : "mention"} only some of the words`;

// ---- starting ----

async function fromAddress(search = location.search) {
  // An address of nothing but words is answered without what choosing needs.
  if ([...new URLSearchParams(search).keys()].some((part) => part !== "q" && part !== "page"))
    await whole();
  const [made, unknown] = read(search);
  state = made;
  return show(unknown);
}

box.form.addEventListener("submit", (event) => {
  event.preventDefault();
  editing = false;
  const q = shown(box.value, MOST_LETTERS);
  // Asked before everything is here, the question waits.
  first.then(() => matcher && go({ q }));
});
box.addEventListener("input", () => (editing = true));
sortBox.addEventListener("change", () => go({ sort: sortBox.value }));
addEventListener("popstate", () => {
  editing = false;
  if (state) fromAddress();
});

const typed = shown(new URLSearchParams(location.search).get("q") ?? "", MOST_LETTERS);
if (!box.value) box.value = typed;
if (!location.search) box.focus({ preventScroll: true });
if (typed) index().catch(() => {}); // at the same time; whoever asks is told what went wrong
const first = loaded.then(() => fromAddress()).catch(failed);
first.then(() => index().catch(() => {})); // for the first words that somebody types

// What the page knows, for tests and for other scripts of a network: every count, the order of results, and what it
// shows for the end of an address.
window.practice = {
  ready: first,
  open: (search) => first.then(() => fromAddress(search)),
  async counts(query, selection) {
    await first;
    const matched = query.trim() ? (await matcher.find(query)).order : null;
    return table.counts(table.mask(matched), selection);
  },
};
window.practiceSearch = async (query, most = 100) => {
  await first;
  const { order: found, some } = await matcher.find(query);
  const pages = await Promise.all(
    [...found, ...some].slice(0, most).map((number) => record(names[number])),
  );
  return pages.map((page) => page.url.replace(/\/$/, "").split("/").pop());
};
