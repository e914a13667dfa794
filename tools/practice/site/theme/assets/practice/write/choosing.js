// Questions with a list to choose from: circles, boxes, or a word to type.
import { combobox } from "./combobox.js";
import { idOf, make } from "./dom.js";
import { remember, remembered } from "./memory.js";
import { errorOf, hintOf, isNeeded, shell, words } from "./parts.js";
import { read, write } from "./state.js";

// Circles for one of a few, boxes for several; each says what it means.
export function choices(field, at, form, entries, several) {
  const id = idOf(at);
  const given = read(form.answers, at) ?? (several ? [] : "");
  const options = entries.map(([value, words_, meaning], place) => {
    const input = make("input", {
      type: several ? "checkbox" : "radio",
      id: `${id}-${place}`,
      name: id,
      value,
      "aria-describedby": `${id}-${place}-note`,
    });
    input.checked = several ? given.includes(value) : given === value;
    input.addEventListener("change", () => {
      // In the order of ticking: the main one may come first.
      const others = several ? (read(form.answers, at) ?? []).filter((one) => one !== value) : [];
      write(form.answers, at, several ? [...others, ...(input.checked ? [value] : [])] : value);
      form.changed(at);
      form.left(at);
    });
    return make(
      "div.option",
      {},
      input,
      make("label", { for: input.id }, words_),
      make("span.option__note", { id: `${id}-${place}-note` }, meaning),
    );
  });
  return make(
    "fieldset.q.q--options",
    {
      "data-at": JSON.stringify(at),
      id,
      tabindex: "-1",
      "aria-describedby": `${id}-hint ${id}-error`,
    },
    make("legend.q__label", {}, words(field.question, isNeeded(field, form))),
    hintOf(at, field.hint),
    errorOf(at),
    options,
  );
}

export const termOptions = (terms) => {
  const labels = new Map(terms.map(([id, label]) => [id, label]));
  return terms.map(([value, label, definition, broader, ...synonyms]) => ({
    value,
    label,
    note: [
      definition,
      broader && `Part of: ${labels.get(broader)}.`,
      synonyms.length && `Also: ${synonyms.slice(0, 4).join(", ")}.`,
    ]
      .filter(Boolean)
      .join(" "),
    names: [label, value, ...synonyms],
    meaning: definition,
  }));
};

export const bodyOptions = (entries) =>
  entries.map(([id, name, code, kind, ...others]) => ({
    value: name,
    label: name,
    note: [code, kind, others.length && `also ${others.slice(0, 3).join(", ")}`]
      .filter(Boolean)
      .join(" · "),
    names: [name, code, ...others, id].filter(Boolean),
  }));

// Titles come after everything else that the page needs; what was typed until then finds nothing.
export function studies(field, at, form) {
  const own = form.answers.path;
  const options = () =>
    (globalThis.practiceStudies?.studies ?? [])
      .filter(([path]) => path !== own)
      .map(([path, title]) => [path.slice(path.lastIndexOf("/") + 1, -3), title])
      .map(([id, title]) => ({ value: id, label: title, names: [title, id] }));
  const question = () => {
    const known = globalThis.practiceStudies
      ? field.hint
      : "The titles come from the site, which has not sent them. Leave this out if they do not come.";
    return lookedUp({ ...field, hint: known }, at, form, options(), { all: false, none: NO_TITLE });
  };
  let shown = question();
  if (!globalThis.practiceStudies) {
    const again = () => {
      const now = question();
      shown.replaceWith(now);
      shown = now;
      form.redrawn();
    };
    document.querySelector("script[data-studies]")?.addEventListener("load", again, { once: true });
  }
  return shown;
}

const NO_TERM =
  "Nothing in our list is called that. Try another word, or leave it: the editors can add one.";
const NO_TITLE = "No case study here has that in its title. Try another word, or leave it.";

// `free`: words that are in no list are taken too. `all`: the whole list opens before anything is typed.
export function lookedUp(
  field,
  at,
  form,
  options,
  { free = false, all = !free, none = NO_TERM } = {},
) {
  const id = idOf(at);
  const box = combobox({
    id,
    labelId: `${id}-label`,
    hintIds: `${id}-hint ${id}-error`,
    options,
    free,
    all,
    none,
    typed: remembered(form, at) ?? "",
    keep: (words_) => remember(form, at, words_),
    chosen: read(form.answers, at) ?? [],
    changed: (values) => {
      write(form.answers, at, [...values]);
      form.changed(at);
    },
    left: () => form.left(at),
  });
  return shell(at, { ...field, needed: isNeeded(field, form) }, box);
}
