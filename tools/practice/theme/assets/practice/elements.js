// Small words that the scripts of the search share.

export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

export const studies = (count) => `${count.toLocaleString("en-GB")} case ${count === 1 ? "study" : "studies"}`;
