// Choose several words out of a long list by typing: the combobox of the ARIA practices, with the list under it.
import { make } from "../dom.js";
import { afterPress } from "./controls.js";
import { oneLine } from "./serializer.js";
import { fold } from "./text.js";

const MOST_OPTIONS = 12;
const ROOM = 160; // pixels that a list needs to be of use

// `options` are {value, label, note, names, meaning}: a word of the meaning finds one too, after those that are called so.
// `free` lets words through that are in no list, else `none` says what to do.
// `changed` gets the values; `typed` is what was left in the box before, and `keep` gets what is left in it now.
export function combobox({
  id,
  labelId,
  hintIds,
  options,
  chosen,
  free,
  all,
  none,
  typed,
  keep,
  changed,
  left,
}) {
  let values = [...chosen];
  let shown = [];
  let active = -1;
  const searched = options.map((option) => ({
    ...option,
    folded: option.names.map(fold),
    words: ` ${fold(option.meaning ?? "")}`,
  }));
  const labelOf = (value) => options.find((option) => option.value === value)?.label ?? value;

  const list = make("ul.combo__list", {
    id: `${id}-list`,
    role: "listbox",
    "aria-labelledby": labelId,
    hidden: true,
    tabindex: "-1",
    on: { mousedown: (event) => event.preventDefault() },
  });
  const input = make("input.combo__input", {
    id,
    type: "text",
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-describedby": `${hintIds} ${id}-none`,
  });
  const nothing = make("p.combo__none", { id: `${id}-none`, role: "status" });
  const count = make("span.sr-only", { role: "status" });
  const picked = make("ul.combo__chosen", { "aria-label": "Chosen" });

  function find(text) {
    const wanted = fold(text);
    if (!wanted) return all ? searched : [];
    const rank = (option) => {
      const ranks = option.folded.map((name) =>
        name === wanted
          ? 0
          : name.startsWith(wanted)
            ? 1
            : ` ${name}`.includes(` ${wanted}`)
              ? 2
              : wanted.length > 2 && name.includes(wanted)
                ? 3
                : 9,
      );
      const told = wanted.length > 2 && option.words.includes(` ${wanted.replace(/(..)s$/, "$1")}`); // "mosques" too
      return Math.min(...ranks, told ? 4 : 9);
    };
    const ranked = searched.map((option) => [rank(option), option]).filter(([place]) => place < 9);
    return ranked.sort(([one], [other]) => one - other).map(([, option]) => option);
  }

  function open() {
    const found = find(input.value).filter((option) => !values.includes(option.value));
    shown = found.slice(0, input.value.trim() ? MOST_OPTIONS : found.length);
    const words = oneLine(input.value);
    if (
      free &&
      words.length > 2 &&
      !shown.some((option) => option.names.some((name) => fold(name) === fold(words)))
    ) {
      shown.push({
        value: words,
        label: `Use “${words}” as it is`,
        note: "It is in no list yet; the editors can add it.",
      });
    }
    active = -1;
    list.replaceChildren(...shown.map(optionElement));
    const seen = shown.length > 0;
    const opening = seen && list.hidden;
    list.hidden = !seen;
    // On a phone the list would open below what can be seen.
    if (opening && innerHeight - list.getBoundingClientRect().top < ROOM)
      input.scrollIntoView({ block: "start" });
    input.setAttribute("aria-expanded", String(seen));
    input.removeAttribute("aria-activedescendant");
    count.textContent = words && seen ? `${shown.length} to choose from` : "";
    nothing.textContent = words && !seen && !free ? none : "";
    nothing.classList.remove("combo__none--left");
  }

  function optionElement(option, place) {
    return make(
      "li.combo__option",
      {
        id: `${id}-${place}`,
        role: "option",
        "aria-selected": "false",
        on: { click: () => add(option.value) },
      },
      make("span.combo__label", option.label),
      option.note && make("span.combo__note", option.note),
    );
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  }

  function move(step) {
    if (list.hidden) open();
    if (!shown.length) return;
    list.children[active]?.setAttribute("aria-selected", "false");
    active = (active + step + shown.length) % shown.length;
    const option = list.children[active];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function add(value) {
    take(value);
    count.textContent = `${labelOf(value)} chosen`;
    show();
    input.focus();
  }

  function take(value) {
    if (!values.includes(value)) values.push(value);
    input.value = "";
    nothing.textContent = "";
    close();
    changed(values);
  }

  function remove(value) {
    values = values.filter((other) => other !== value);
    count.textContent = `${labelOf(value)} removed`;
    show();
    changed(values);
    input.focus();
  }

  function show() {
    picked.hidden = !values.length;
    picked.replaceChildren(
      ...values.map((value) =>
        make(
          "li",
          make(
            "button.chip.chip--chosen",
            {
              type: "button",
              "aria-label": `Remove ${labelOf(value)}`,
              on: { click: () => remove(value) },
            },
            labelOf(value),
            make("span.chip__x", { "aria-hidden": "true" }, "×"),
          ),
        ),
      ),
    );
  }

  // Words that nothing was chosen for stay in the box, and are in no file.
  function showLeft() {
    const words = oneLine(input.value);
    const cure = find(words).length
      ? "Type it again and choose from the list, or take it out."
      : none;
    nothing.textContent = words && `“${words}” is not chosen. ${cure}`;
    nothing.classList.toggle("combo__none--left", Boolean(words));
  }

  // Words that are the whole name of something need no choosing from the list.
  function meant() {
    const typed = fold(input.value);
    const exact = typed && searched.find((option) => option.folded.includes(typed));
    return exact ? exact.value : free ? oneLine(input.value) : "";
  }

  input.addEventListener("input", open);
  input.addEventListener("focus", () => all && open());
  input.addEventListener("click", () => list.hidden && all && open());
  input.addEventListener("blur", () => {
    close();
    const value = meant();
    if (value) take(value);
    keep(oneLine(input.value));
    afterPress(() => {
      show();
      showLeft();
      left();
    });
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const value =
        active >= 0 ? shown[active].value : meant() || (shown.length === 1 && shown[0].value);
      if (value) add(value);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (list.hidden) input.value = "";
      close();
    } else if (event.key === "Tab" && active >= 0) {
      take(shown[active].value); // what is marked is what is meant
      show();
    } else if (event.key === "Backspace" && !event.repeat && !input.value && values.length) {
      remove(values.at(-1));
    }
  });

  input.value = typed;
  show();
  showLeft();
  return make("div.combo", picked, make("div.combo__box", input, list), nothing, count);
}
