// Parts of a page. Nothing that anybody wrote is ever read as HTML.

// A part of the page that its template has, by its id.
/** @type {(id: string) => any} */
export const byId = (id) => document.getElementById(id);

const isAttributes = (part) => part?.constructor === Object;
const isLeftOut = (part) => part === false || part === null || part === undefined;
const childrenOf = (parts) => parts.flat().filter((part) => !isLeftOut(part) && part !== "");

// make("p.hint", {id: "x"}, "words", otherElement): attributes first, if there are any. `on` has what hears events;
// attributes and children that are false, null, undefined or "" are left out.
/** @type {(name: string, ...parts: any[]) => any} */
export function make(name, ...parts) {
  const [tag, ...classes] = name.split(".");
  /** @type {any} */
  const made = document.createElement(tag);
  if (classes.length) made.className = classes.join(" ");
  const { on = {}, ...attributes } = isAttributes(parts[0]) ? parts.shift() : {};
  for (const [event, act] of Object.entries(on)) made.addEventListener(event, act);
  for (const [key, value] of Object.entries(attributes)) {
    if (isLeftOut(value)) continue;
    // What a control says now is no attribute.
    if (key === "value" || key === "checked") made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...childrenOf(parts));
  return made;
}

// These children, filtered as by make, instead of those that an element has.
/** @type {(place: Element, ...parts: any[]) => void} */
export const fill = (place, ...parts) => place.replaceChildren(...childrenOf(parts));

/** @type {(looks: string, words: any, act: (event: MouseEvent) => void, attributes?: object) => any} */
export const button = (looks, words, act, attributes = {}) =>
  make(`button.${looks}`, { type: "button", on: { click: act }, ...attributes }, words);

// Words from outside as a page may show them: on one line, without signs that turn what stands beside them around, and
// no longer than `most` letters.
export function shown(text, most) {
  const line = text
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .trim();
  const letters = [...line];
  return letters.length > most ? letters.slice(0, most).join("").trim() : line;
}
