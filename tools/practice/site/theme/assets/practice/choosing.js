// Ticking results to set side by side, and the bar that leads there. What is ticked stays while this tab is open.

import { byId, element } from "./elements.js";

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
    const label = element("label", "card__compare");
    const tick = element("input");
    tick.type = "checkbox";
    tick.value = id;
    tick.checked = this.ticked.has(id);
    tick.addEventListener("change", () => {
      if (tick.checked && this.ticked.size >= MOST) tick.checked = false;
      else if (tick.checked) this.ticked.set(id, title);
      else this.ticked.delete(id);
      this.show(
        tick.checked !== this.ticked.has(id) || (!tick.checked && this.ticked.size >= MOST),
      );
    });
    label.append(tick, " Compare", element("span", "sr-only", ` “${title}”`));
    return label;
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
    if (count >= LEAST) {
      const link = element("a", "more", `Compare ${count}`);
      const address = new URL("compare/", this.root);
      for (const id of this.ticked.keys()) address.searchParams.append("id", id);
      link.href = address.href;
      this.bar.append(link);
    } else {
      this.bar.append(element("span", "", "1 ticked. Tick another to compare."));
    }
    if (full) this.bar.append(element("span", "", `At most ${MOST} at a time.`));
    const clear = element("button", "link", "Untick all");
    clear.type = "button";
    clear.addEventListener("click", () => {
      this.ticked.clear();
      for (const tick of /** @type {NodeListOf<HTMLInputElement>} */ (
        document.querySelectorAll(".card__compare input")
      ))
        tick.checked = false;
      this.show();
      byId("page-q").focus();
    });
    this.bar.append(clear);
  }
}
