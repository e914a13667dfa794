// One question of the form, by the kind of field. `form` has schema, answers, origin, question, changed(at) and left(at).
import { mailboxOf } from "./addresses.js";
import { bodyOptions, choices, lookedUp, studies, termOptions } from "./choosing.js";
import { counter, counterId } from "./counter.js";
import { dateQuestion } from "./date_question.js";
import { idOf, make } from "./dom.js";
import { entriesOfText } from "./from_text.js";
import { group, repeated } from "./groups.js";
import { described, isNeeded, listen, shell } from "./parts.js";
import { readPastes } from "./pasting.js";
import { asShown, asWritten, read } from "./state.js";

const LONG_TEXT = 180; // a text that may be longer gets a box of several lines

export function fieldQuestion(field, at, form) {
  if (field.kind === "mapping")
    return field.many ? repeated(field, at, form) : group(field, at, form);
  if (field.choices) return choices(field, at, form, field.choices, false);
  if (field.many && field.kind === "term") {
    const { terms } = form.schema.vocabularies[field.vocabulary];
    return terms.length <= form.schema.few
      ? choices(field, at, form, terms, true)
      : lookedUp(field, at, form, termOptions(terms));
  }
  if (field.many && field.kind === "organisation")
    return lookedUp(field, at, form, bodyOptions(form.schema.organisations.entries), {
      free: true,
    });
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

const INPUTS = {
  email: { inputmode: "email", autocapitalize: "none", spellcheck: "false" },
  address: { inputmode: "url", autocapitalize: "none", spellcheck: "false" },
};

function line(field, at, form) {
  if (field.kind === "date") return dateQuestion(field, at, form);
  const long = field.max_length > LONG_TEXT;
  const counts = field.max_length > 60;
  const control = make(long ? "textarea" : "input", {
    id: idOf(at),
    ...(long ? { rows: 3 } : { type: "text", ...INPUTS[field.kind] }),
    autocomplete: "off",
    ...described(at, ...(counts ? [counterId(at)] : [])),
  });
  control.value = asShown(read(form.answers, at), field, form.schema);
  const said = () => (field.kind === "email" ? mailboxOf(control.value) : control.value);
  listen(control, at, form, () => asWritten(said(), field, form.schema), said);
  readPastes(control, "line");
  return shell(
    at,
    { ...field, needed: isNeeded(field, form) },
    control,
    ...(counts ? counter(at, control, field.max_length) : []),
  );
}

// A list of short texts: one on each line. The page makes the bullets, so those that are typed are taken away.
function lines(field, at, form) {
  const box = make("textarea", { id: idOf(at), rows: 3, ...described(at) });
  const given = () => (read(form.answers, at) ?? []).join("\n");
  listen(box, at, form, () => entriesOfText(box.value).split("\n"), given);
  box.value = given();
  readPastes(box, "entries");
  return shell(at, { ...field, needed: isNeeded(field, form) }, box);
}
