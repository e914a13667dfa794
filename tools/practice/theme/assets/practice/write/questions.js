// One question of the form, by the kind of field. `form` has schema, answers, origin, question, changed(at) and left(at).
import { bodyOptions, choices, lookedUp, studies, termOptions } from "./choosing.js";
import { tidyDate } from "./dates.js";
import { idOf, make } from "./dom.js";
import { group, repeated } from "./groups.js";
import { described, isNeeded, listen, shell } from "./parts.js";
import { readPastes } from "./pasting.js";
import { asShown, asWritten, read, write } from "./state.js";
import { lengthOf } from "./words.js";

const FEW = 8; // so many terms are ticked, more are looked up
const LONG_TEXT = 180; // a text that may be longer gets a box of several lines

export function fieldQuestion(field, at, form) {
  if (field.kind === "mapping") return field.many ? repeated(field, at, form) : group(field, at, form);
  if (field.choices) return choices(field, at, form, field.choices, false);
  if (field.many && field.kind === "term") {
    const { terms } = form.schema.vocabularies[field.vocabulary];
    return terms.length <= FEW ? choices(field, at, form, terms, true) : lookedUp(field, at, form, termOptions(terms), false);
  }
  if (field.many && field.kind === "organisation") return lookedUp(field, at, form, bodyOptions(form.schema.organisations.entries), true);
  if (field.many && field.kind === "study") return studies(field, at, form);
  if (field.many) return lines(field, at, form);
  return line(field, at, form);
}

export function sectionQuestion(heading, form) {
  const at = ["section", heading.text];
  const box = make("textarea", { id: idOf(at), rows: 6, spellcheck: "true", ...described(at) });
  box.value = read(form.answers, at) ?? "";
  listen(box, at, form, () => box.value);
  readPastes(box, "text");
  return shell(at, heading, box);
}

const INPUTS = { email: { inputmode: "email", autocapitalize: "none", spellcheck: "false" }, address: { inputmode: "url", autocapitalize: "none", spellcheck: "false" }, date: { spellcheck: "false" } };

function line(field, at, form) {
  const { schema } = form;
  const long = field.max_length > LONG_TEXT;
  const control = make(long ? "textarea" : "input", { id: idOf(at), ...(long ? { rows: 3 } : { type: "text", ...INPUTS[field.kind] }), autocomplete: "off", ...described(at) });
  const given = read(form.answers, at) ?? "";
  const unknown = field.unknown && given === schema.unknown;
  control.value = unknown ? "" : asShown(given, field, schema);
  listen(control, at, form, () => asWritten(control.value, field, schema), field.kind === "date" ? (text) => tidyDate(text, schema.months) : undefined);
  readPastes(control, "line");
  const more = [];
  if (field.max_length && field.max_length > 60) more.push(counter(control, field.max_length));
  if (field.unknown) more.push(notKnown(control, at, form, unknown));
  return shell(at, { ...field, needed: isNeeded(field, form) }, control, ...more);
}

// How many characters are left, once it gets close.
function counter(control, most) {
  const told = make("p.q__count", { "aria-live": "polite" });
  const count = () => {
    const left = most - lengthOf(control.value.trim());
    told.textContent = left > most / 4 ? "" : left >= 0 ? `You have ${left} characters left.` : `${-left} characters too many.`;
  };
  control.addEventListener("input", count);
  count();
  return told;
}

function notKnown(control, at, form, ticked) {
  const box = make("input", { type: "checkbox", id: `${idOf(at)}-unknown` });
  box.checked = ticked;
  control.disabled = ticked;
  box.addEventListener("change", () => {
    control.disabled = box.checked;
    write(form.answers, at, box.checked ? form.schema.unknown : control.value);
    form.changed(at);
    form.left(at);
  });
  return make("label.q__tick", {}, box, make("span", {}, "Nobody knows"));
}

// A list of short texts: one on each line.
function lines(field, at, form) {
  const box = make("textarea", { id: idOf(at), rows: 3, ...described(at) });
  box.value = (read(form.answers, at) ?? []).join("\n");
  listen(box, at, form, () => box.value.split("\n"));
  readPastes(box, "entries");
  const hint = `${field.hint ?? ""} Write each on a line of its own.`.trim();
  return shell(at, { ...field, hint, needed: isNeeded(field, form) }, box);
}
