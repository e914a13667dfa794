// The facets beside the results; on a narrow screen a panel that opens above them.

import { byId, element, studies } from "./elements.js";

const FIRST = 8; // values shown before "Show all"
const LONG = 20; // from so many values on there is a box to find one
const OPEN = new Set(["theme", "community", "outcome"]);
const NARROW = matchMedia("(max-width: 59.9375em)");

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export class FacetPanel {
  // `on`: choose(facet, value, ticked), years(from, to) and the element `results` to go to afterwards.
  constructor(place, button, table, on) {
    this.place = place;
    this.button = button;
    this.table = table;
    this.on = on;
    this.groups = new Map();
    this.heading = element("h2", "found__heading", "Narrow the list");
    this.heading.tabIndex = -1;
    this.done = element("button", "more found__done");
    this.done.type = "button";
    this.done.addEventListener("click", () => this.toggle(false));
    place.append(this.heading);
    for (const facet of table.facets.values())
      place.append(facet.id === "year" ? this.years(facet) : this.group(facet));
    place.append(this.done);
    button.addEventListener("click", () =>
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
    this.button.setAttribute("aria-expanded", "false");
  }

  toggle(open) {
    this.place.classList.toggle("found__facets--closed", !open);
    this.button.setAttribute("aria-expanded", String(open));
    if (open) this.heading.focus();
    else this.button.focus();
  }

  frame(facet) {
    const details = element("details", "facet");
    details.open = OPEN.has(facet.id) && !NARROW.matches;
    const summary = element("summary", "", facet.title);
    const chosen = element("span", "facet__chosen");
    summary.append(chosen);
    const set = element("fieldset");
    set.append(element("legend", "sr-only", facet.title));
    details.append(summary, set);
    return { details, set, chosen };
  }

  group(facet) {
    const { details, set, chosen } = this.frame(facet);
    const list = element("ul", "plain");
    const values = [...facet.values];
    if (facet.id === "trust") values.sort((a, b) => b[1].studies.length - a[1].studies.length);
    const rows = values.map(([value, { label, depth, names }]) => {
      const item = element("li", facet.tree ? `depth-${Math.min(depth, 3)}` : "");
      const line = element("label");
      const tick = element("input");
      tick.type = "checkbox";
      tick.name = facet.id;
      tick.value = value;
      tick.addEventListener("change", () => this.on.choose(facet.id, value, tick.checked));
      const count = element("span", "n");
      line.append(tick, element("span", "facet__label", label), count);
      item.append(line);
      list.append(item);
      return {
        value,
        item,
        tick,
        count,
        names: plain([label, ...names, ...this.synonyms(label)].join(" ")),
      };
    });
    const all = element("button", "link");
    all.type = "button";
    /** @type {any} */
    const made = { facet, details, chosen, rows, all, whole: false, wanted: "" };
    all.addEventListener("click", () => {
      made.whole = !made.whole;
      this.fold(made);
    });
    if (rows.length > LONG) {
      const label = element("label", "facet__find");
      const box = element("input");
      box.type = "text";
      box.autocomplete = "off";
      box.addEventListener("input", () => {
        made.wanted = plain(box.value.trim());
        this.fold(made);
      });
      box.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !box.value) return;
        event.stopPropagation();
        box.value = made.wanted = "";
        this.fold(made);
      });
      label.append(element("span", "", `Find a ${facet.title.toLowerCase()}`), box);
      set.append(label);
      made.none = element("p", "quiet", "None with these letters.");
      made.none.setAttribute("aria-live", "polite");
      set.append(made.none);
    }
    set.append(list, all);
    this.groups.set(facet.id, made);
    return details;
  }

  synonyms(label) {
    return this.table.synonyms.find((group) => group[0] === label) ?? [];
  }

  years(facet) {
    const { details, set, chosen } = this.frame(facet);
    const known = [...facet.values.keys()];
    const boxes = ["From", "To"].map((name) => {
      const label = element("label", "facet__year");
      const box = element("input");
      box.type = "number";
      box.inputMode = "numeric";
      box.min = 1000;
      box.max = 2999;
      box.placeholder = (name === "From" ? known[0] : known.at(-1)) ?? "";
      box.addEventListener("change", () => {
        const [from, to] = boxes.map((one) => (/^[12]\d{3}$/.test(one.value) ? one.value : ""));
        this.on.years(from, to);
      });
      label.append(element("span", "", name), box);
      set.append(label);
      return box;
    });
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
    this.button.textContent = chosenInAll
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
