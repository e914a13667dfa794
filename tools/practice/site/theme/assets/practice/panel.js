// The facets beside the results; on a narrow screen a panel that opens above them.

import { studies } from "./cards.js";
import { button, byId, make } from "./dom.js";

const FIRST = 8; // values shown before "Show all"
const LONG = 20; // from so many values on there is a box to find one
const OPEN = new Set(["theme", "community", "outcome"]);
const NARROW = matchMedia("(max-width: 59.9375em)");

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export class FacetPanel {
  // `on`: choose(facet, value, ticked), years(from, to) and the element `results` to go to afterwards.
  constructor(place, opener, table, on) {
    this.place = place;
    this.opener = opener;
    this.table = table;
    this.on = on;
    this.groups = new Map();
    this.heading = make("h2.found__heading", { tabindex: "-1" }, "Narrow the list");
    this.done = button("more.found__done", "", () => this.toggle(false));
    const facets = [...table.facets.values()];
    place.append(
      this.heading,
      ...facets.map((facet) => (facet.id === "year" ? this.years(facet) : this.group(facet))),
      this.done,
    );
    opener.addEventListener("click", () =>
      this.toggle(place.classList.contains("found__facets--closed")),
    );
    place.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && NARROW.matches) this.toggle(false);
    });
    NARROW.addEventListener("change", () => this.fit());
    this.fit();
    place.hidden = false;
  }

  // Beside the results on a wide screen, after them in the order of the keyboard; before them on a narrow one.
  fit() {
    const results = this.place.parentElement.querySelector(".found__results");
    if (NARROW.matches) byId("found-chosen").before(this.place);
    else results.after(this.place);
    this.place.classList.toggle("found__facets--closed", NARROW.matches);
    this.opener.setAttribute("aria-expanded", "false");
  }

  toggle(open) {
    this.place.classList.toggle("found__facets--closed", !open);
    this.opener.setAttribute("aria-expanded", String(open));
    if (open) this.heading.focus();
    else this.opener.focus();
  }

  frame(facet) {
    const chosen = make("span.facet__chosen");
    const set = make("fieldset", make("legend.sr-only", facet.title));
    const details = make("details.facet", make("summary", facet.title, chosen), set);
    details.open = OPEN.has(facet.id) && !NARROW.matches;
    return { details, set, chosen };
  }

  group(facet) {
    const { details, set, chosen } = this.frame(facet);
    const values = [...facet.values];
    if (facet.id === "trust") values.sort((a, b) => b[1].studies.length - a[1].studies.length);
    const rows = values.map(([value, { label, depth, names }]) => {
      const change = () => this.on.choose(facet.id, value, tick.checked);
      const tick = make("input", { type: "checkbox", name: facet.id, value, on: { change } });
      const count = make("span.n");
      const item = make(
        facet.tree ? `li.depth-${Math.min(depth, 3)}` : "li",
        make("label", tick, make("span.facet__label", label), count),
      );
      const known = [label, ...names, ...this.synonyms(label)];
      return { value, item, tick, count, names: plain(known.join(" ")) };
    });
    const all = button("link", "", () => {
      made.whole = !made.whole;
      this.fold(made);
    });
    /** @type {any} */
    const made = { facet, details, chosen, rows, all, whole: false, wanted: "" };
    if (rows.length > LONG) set.append(...this.finder(made));
    const items = rows.map(({ item }) => item);
    set.append(make("ul.plain", items), all);
    this.groups.set(facet.id, made);
    return details;
  }

  // A box to find one value of a long list, and the words for none.
  finder(group) {
    const look = (letters) => {
      group.wanted = plain(letters.trim());
      this.fold(group);
    };
    const keydown = (event) => {
      if (event.key !== "Escape" || !box.value) return;
      event.stopPropagation();
      box.value = "";
      look("");
    };
    const box = make("input", {
      type: "text",
      autocomplete: "off",
      on: { input: () => look(box.value), keydown },
    });
    group.none = make("p.quiet", { "aria-live": "polite" }, "None with these letters.");
    const words = make("span", `Find a ${group.facet.title.toLowerCase()}`);
    return [make("label.facet__find", words, box), group.none];
  }

  synonyms(label) {
    return this.table.synonyms.find((group) => group[0] === label) ?? [];
  }

  years(facet) {
    const { details, set, chosen } = this.frame(facet);
    const known = [...facet.values.keys()];
    const change = () =>
      this.on.years(...boxes.map(({ value }) => (/^[12]\d{3}$/.test(value) ? value : "")));
    const boxes = [known[0], known.at(-1)].map((placeholder = "") =>
      make("input", {
        type: "number",
        inputmode: "numeric",
        min: 1000,
        max: 2999,
        placeholder,
        on: { change },
      }),
    );
    set.append(
      ...["From", "To"].map((name, end) =>
        make("label.facet__year", make("span", name), boxes[end]),
      ),
    );
    this.yearBoxes = { boxes, chosen, details };
    return details;
  }

  // Show the counts, what is chosen, and how many there are.
  show(counts, asked, found) {
    let chosenInAll = 0;
    for (const group of this.groups.values()) {
      const chosen = new Set(asked.selection[group.facet.id]);
      chosenInAll += chosen.size;
      group.chosen.textContent = chosen.size ? ` ${chosen.size} chosen` : "";
      if (chosen.size && !NARROW.matches) group.details.open = true;
      for (const row of group.rows) {
        const count = counts[group.facet.id][row.value];
        row.known = count !== undefined;
        row.tick.checked = chosen.has(row.value);
        row.count.textContent = (count ?? 0).toLocaleString("en-GB");
      }
      this.fold(group);
    }
    const { boxes, chosen, details } = /** @type {any} */ (this.yearBoxes);
    [boxes[0].value, boxes[1].value] = [asked.from, asked.to];
    chosen.textContent = asked.from || asked.to ? " chosen" : "";
    if ((asked.from || asked.to) && !NARROW.matches) details.open = true;
    chosenInAll += asked.from || asked.to ? 1 : 0;
    this.opener.textContent = chosenInAll
      ? `Narrow the list (${chosenInAll} chosen)`
      : "Narrow the list";
    this.done.textContent = `Show ${studies(found)}`;
  }

  // Hide what would give nothing, what lacks the letters looked for, and what comes after the first few.
  fold({ rows, all, whole, wanted, none, details, facet }) {
    const fitting = rows.filter((row) => row.known && (!wanted || row.names.includes(wanted)));
    // One more is shown rather than hidden behind a button.
    const short = !whole && !wanted && fitting.length > FIRST + 1;
    const shown = new Set(
      short ? fitting.filter((row, place) => place < FIRST || row.tick.checked) : fitting,
    );
    for (const row of rows) row.item.hidden = !shown.has(row);
    all.hidden = Boolean(wanted) || fitting.length <= FIRST + 1;
    all.textContent = whole ? "Show fewer" : `Show all ${fitting.length}`;
    all.setAttribute("aria-expanded", String(whole));
    if (none) none.hidden = !wanted || fitting.length > 0;
    details.hidden = !rows.some((row) => row.known) && facet.id !== "year";
  }
}
