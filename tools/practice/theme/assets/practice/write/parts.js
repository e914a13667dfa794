// What all questions of the form are made of: a label, a hint, a place for what is wrong, and a control that is heard.
import { idOf, make } from "./dom.js";
import { write } from "./state.js";

export const isNeeded = (field, form) => ["yes", form.origin()].includes(field.needed);

export const described = (at) => ({ "aria-describedby": `${idOf(at)}-hint ${idOf(at)}-error` });

export function words(question, needed) {
  return make("span.q__words", {}, question, needed ? null : make("span.q__optional", {}, " (optional)"));
}

export const hintOf = (at, text) => make("p.q__hint", { id: `${idOf(at)}-hint`, hidden: !text }, text);
export const errorOf = (at) => make("div.q__error", { id: `${idOf(at)}-error`, "aria-live": "polite" });

// A label, a hint, a place for what is wrong, and the control.
export function shell(at, { question, hint, needed }, control, ...more) {
  const id = idOf(at);
  return make(
    "div.q",
    { "data-at": JSON.stringify(at) },
    make("label.q__label", { for: id, id: `${id}-label` }, words(question, needed)),
    hintOf(at, hint),
    errorOf(at),
    control,
    ...more,
  );
}

// Writes what is typed into the answers, and tidies it when the control is left.
export function listen(control, at, form, value, tidy = (text) => text) {
  control.addEventListener("input", () => {
    write(form.answers, at, value());
    form.changed(at);
  });
  control.addEventListener("blur", () => {
    const text = tidy(control.value);
    if (text !== control.value) {
      control.value = text;
      write(form.answers, at, value());
      form.changed(at);
    }
    form.left(at);
  });
}
