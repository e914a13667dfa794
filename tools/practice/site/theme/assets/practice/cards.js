// The results: a card for each, ticked to be set side by side.
import { button, byId, make } from "./dom.js";

const SIGNED = "pagefind_dcd".length; // what stands before the record

// `folder`: the address of the index. Returns a function from one of its names to {content, meta, url}.
export function records(folder) {
  const known = new Map();
  return (name) => {
    if (!known.has(name)) known.set(name, read(new URL(`fragment/${name}.pf_fragment`, folder)));
    return known.get(name);
  };
}

async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`no ${address}`);
  let bytes = await answer.arrayBuffer();
  // Some hosts unpack what they send.
  if (new Uint8Array(bytes, 0, 1)[0] === 0x1f)
    bytes = await new Response(
      new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")),
    ).arrayBuffer();
  return JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, SIGNED)));
}

// Ticking results to set side by side, and the bar that leads there. What is ticked stays while this tab is open.

const [LEAST, MOST] = [2, 4];
const KEY = "practice-compare";

export class CompareBar {
  constructor(bar, root) {
    this.bar = bar;
    this.root = root;
    this.ticked = new Map();
    try {
      this.ticked = new Map(JSON.parse(sessionStorage.getItem(KEY) ?? "[]"));
    } catch {
      // Storage may be switched off, or hold something else: then nothing is ticked.
    }
    this.show();
  }

  // A tick box for one study.
  box(id, title) {
    const change = () => {
      const full = tick.checked && this.ticked.size >= MOST;
      if (full) tick.checked = false;
      else if (tick.checked) this.ticked.set(id, title);
      else this.ticked.delete(id);
      this.show(full);
    };
    const tick = make("input", {
      type: "checkbox",
      value: id,
      checked: this.ticked.has(id),
      on: { change },
    });
    return make("label.card__compare", tick, " Compare", make("span.sr-only", ` “${title}”`));
  }

  show(full = false) {
    try {
      sessionStorage.setItem(KEY, JSON.stringify([...this.ticked]));
    } catch {
      // Without storage the ticks last as long as the page.
    }
    const count = this.ticked.size;
    this.bar.hidden = !count;
    this.bar.replaceChildren();
    if (!count) return;
    const address = new URL("compare/", this.root);
    for (const id of this.ticked.keys()) address.searchParams.append("id", id);
    this.bar.append(
      count >= LEAST
        ? make("a.more", { href: address.href }, `Compare ${count}`)
        : make("span", "1 ticked. Tick another to compare."),
      full ? make("span", `At most ${MOST} at a time.`) : "",
      button("link", "Untick all", () => this.clear()),
    );
  }

  clear() {
    this.ticked.clear();
    /** @type {NodeListOf<HTMLInputElement>} */
    const ticks = document.querySelectorAll(".card__compare input");
    for (const tick of ticks) tick.checked = false;
    this.show();
    byId("page-q").focus();
  }
}

// One result: is it for us?

const [EXCERPT, BEFORE] = [32, 10];

// Some words around the first hit below the title (the title stands above it anyway), or the summary.
// The index holds its words as HTML; only their text is taken over.
function excerpt(found, places) {
  const words = found.content.split(/\s+/);
  const title = found.meta.title.split(/\s+/).length;
  const last = words.length - Number(found.meta.names ?? 0); // then come names of terms and trusts, which are no sentence
  const hits = new Set([...places].filter((place) => place >= title && place < last));
  if (!hits.size) return [found.meta.summary];
  const start = Math.max(title, Math.min(...hits) - BEFORE);
  const end = Math.min(start + EXCERPT, last);
  const part = new DOMParser().parseFromString(words.slice(start, end).join(" "), "text/html")
    .documentElement.textContent;
  const marked = part
    .split(" ")
    .flatMap((text, offset) => [hits.has(start + offset) ? make("mark", text) : text, " "]);
  return [start > title && "… ", ...marked, end < last && "…"];
}

// `found`: what the index holds of the study. `places`: numbers of the words that were hit. `compare`: the bar to tick it into.
export function resultCard(found, places, root, compare) {
  const { meta } = found;
  const path = found.url.replace(/^\//, "");
  const link = make("a", { href: new URL(path, root).href }, meta.title);
  return make(
    "li.card",
    make("h2.card__title", link),
    make("p.card__where", `${meta.where || "Place not reported"} · ${meta.when}`),
    make("p.card__summary", excerpt(found, places)),
    meta.theme && make("p.card__why", meta.theme),
    make(
      "p.card__chips",
      make(`span.chip.outcome.outcome--${meta["outcome-id"]}`, meta.outcome),
      " ",
      make("span.chip", meta.evidence),
    ),
    compare.box(path.replace(/\/$/, "").split("/").pop(), meta.title),
  );
}

export const studies = (count) =>
  `${count.toLocaleString("en-GB")} case ${count === 1 ? "study" : "studies"}`;
