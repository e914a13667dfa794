// The list of steps, with how many problems are left in each that was left once.
import { make } from "./dom.js";
import { counted } from "./words.js";

// `counts` has a number for each step, or null where nobody has been yet.
export function stepList(steps, current, counts) {
  const state = (count) =>
    count !== null &&
    make(
      `span.write__state${count ? ".write__state--wrong" : ""}`,
      {},
      count ? ` – ${counted(count, "problem")}` : " – in order",
    );
  return make(
    "ol.write__steps",
    {},
    steps.map((step, place) =>
      make(
        "li",
        {},
        make("a", { href: `#${step.id}`, "aria-current": place === current && "step" }, step.title),
        state(counts[place]),
      ),
    ),
  );
}

export function stepsTitle(counts) {
  const wrong = counts.reduce((sum, count) => sum + (count ?? 0), 0);
  return wrong ? `All steps (${counted(wrong, "problem")})` : "All steps";
}
