// What all questions of the form are made of: a label, a hint, a place for what is wrong, and a control that is heard.
import { idOf, make } from "./dom.js";
import { afterPress } from "./pressing.js";
import { write } from "./state.js";

export const isNeeded = (field, form) =>
  field.needed_here || ["yes", form.origin()].includes(field.needed);

export const described = (at, ...more) => ({
  "aria-describedby": [`${idOf(at)}-hint`, ...more, `${idOf(at)}-error`].join(" "),
});

export function words(question, needed) {
  return make(
    "span.q__words",
    {},
    question,
    needed ? null : make("span.q__optional", {}, " (optional)"),
  );
}

export const hintOf = (at, text) =>
  make("p.q__hint", { id: `${idOf(at)}-hint`, hidden: !text }, text);
export const errorOf = (at) =>
  make("div.q__error", { id: `${idOf(at)}-error`, "aria-live": "polite" });

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

// Writes what is typed into the answers: `value` is what the file will have, `shown` what the box says once it is left.
export function listen(control, at, form, value, shown = () => control.value) {
  control.addEventListener("input", () => {
    write(form.answers, at, value());
    form.changed(at);
  });
  control.addEventListener("blur", () => {
    const text = shown();
    if (text !== control.value) control.value = text;
    leave(at, form);
  });
}

export const leave = (at, form) => afterPress(() => form.left(at));
