// What all questions of the form are made of: a label, a hint, a place for what is wrong, and a control that is heard.
import { make } from "../dom.js";
import { idOf, write } from "./answers.js";
import { counted, lengthOf } from "./text.js";

// While a button of the mouse is down nothing may move: a click needs press and release on the same place. What changes
// the page when a question is left waits for the release, or the press that left the question would be lost.
const waiting = [];
let pressed = false;

// Do it now, or after the click that is on its way.
export function afterPress(act) {
  if (pressed) waiting.push(act);
  else act();
}

const press = () => {
  pressed = true;
};

// The click comes in the same go as the release, before anything that has waited.
const release = () =>
  setTimeout(() => {
    pressed = false;
    for (const act of waiting.splice(0)) act();
  });

// A finger's press becomes one of a mouse only when it is over, so both are heard.
for (const name of ["pointerdown", "mousedown"]) addEventListener(name, press, true);
for (const name of ["pointerup", "pointercancel", "mouseup", "dragend"])
  addEventListener(name, release, true);

export const isNeeded = (field, form) =>
  field.needed_here || ["yes", form.origin()].includes(field.needed);

export const described = (at, ...more) => ({
  "aria-describedby": [`${idOf(at)}-hint`, ...more, `${idOf(at)}-error`].join(" "),
});

const words = (question, needed) =>
  make("span.q__words", question, !needed && make("span.q__optional", " (optional)"));
const hintOf = (at, text) => make("p.q__hint", { id: `${idOf(at)}-hint`, hidden: !text }, text);
const errorOf = (at) => make("div.q__error", { id: `${idOf(at)}-error`, "aria-live": "polite" });

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

// Several controls under one legend.
export const fieldset = (looks, at, { question, hint, needed }, attributes, ...inner) =>
  make(
    `fieldset.${looks}`,
    {
      "data-at": JSON.stringify(at),
      id: idOf(at),
      tabindex: "-1",
      ...described(at),
      ...attributes,
    },
    make("legend.q__label", words(question, needed)),
    hint !== null && hintOf(at, hint),
    errorOf(at),
    ...inner,
  );

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

// How many characters are left: always to be seen, and said to those who listen once the typing stops.

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
