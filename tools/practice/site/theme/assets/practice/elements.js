// Small words that the scripts of the search share.

// A part of the page that its template has, by its id.
/** @type {(id: string) => any} */
export const byId = (id) => document.getElementById(id);

/** @type {(name: string, className?: string, text?: string) => any} */
export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

export const studies = (count) =>
  `${count.toLocaleString("en-GB")} case ${count === 1 ? "study" : "studies"}`;

// Words from outside as a page may show them: on one line, without signs that turn what stands beside them around, and
// no longer than `most` letters.
export function shown(text, most) {
  const line = text
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .trim();
  const letters = [...line];
  return letters.length > most ? letters.slice(0, most).join("").trim() : line;
}
