// How many characters are left: always to be seen, and said to those who listen once the typing stops.
import { idOf, make } from "./dom.js";
import { counted, lengthOf } from "./words.js";

const QUIET = 1000; // milliseconds without a key, as in GOV.UK's character count
const CLOSE = 4; // said aloud only in the last quarter

export const counterId = (at) => `${idOf(at)}-count`;

const leftOf = (left) =>
  left >= 0
    ? `You have ${counted(left, "character")} left.`
    : `${counted(-left, "character")} too many.`;

// Elements to stand below the control.
export function counter(at, control, most) {
  const shown = make("p.q__count", { id: counterId(at) });
  const said = make("span.sr-only", { "aria-live": "polite" });
  let waiting = 0;
  const count = () => {
    const length = lengthOf(control.value.trim());
    shown.textContent = length ? leftOf(most - length) : `Up to ${counted(most, "character")}.`;
    shown.classList.toggle("q__count--over", length > most);
    return most - length;
  };
  control.addEventListener("input", () => {
    const left = count();
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      said.textContent = left > most / CLOSE ? "" : leftOf(left);
    }, QUIET);
  });
  count();
  return [shown, said];
}
