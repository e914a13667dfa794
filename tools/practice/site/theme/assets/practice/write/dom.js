// Small words for making parts of the page. Nothing that anybody wrote is ever read as HTML.

// make("p.hint", {id: "x"}, "words", otherElement): attributes that are false, null or undefined are left out.
export function make(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag);
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on")
      for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined)
      made.setAttribute(key, value);
  }
  made.append(
    ...children
      .flat()
      .filter((child) => child !== null && child !== undefined && child !== false && child !== ""),
  );
  return made;
}

// The id of the question at a place: ["measures", 0, "name"] gives "q-measures-0-name".
export const idOf = (at) =>
  `q-${at
    .join("-")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")}`;

export const samePlace = (one, other) =>
  one.length === other.length && one.every((part, place) => part === other[place]);
