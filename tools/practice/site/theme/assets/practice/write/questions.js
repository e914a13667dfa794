// One question of the form, by the kind of field. `form` has schema, answers, origin, question, changed(at) and left(at).
import { button, fill, make } from "../dom.js";
import { asShown, asWritten, idOf, read, remember, remembered, write } from "./answers.js";
import { mailboxOf } from "./checks.js";
import { combobox } from "./combobox.js";
import {
  counter,
  counterId,
  described,
  fieldset,
  isNeeded,
  leave,
  listen,
  shell,
} from "./controls.js";
import { dateInWords, saysItGoesOn, saysUnknown, tidyDate } from "./dates.js";
import { entriesOfText, readPastes } from "./paste.js";
import { isEmpty } from "./serializer.js";
import { capital } from "./text.js";

// Circles for one of a few, boxes for several; each says what it means.
function choices(field, at, form, entries, several) {
  const id = idOf(at);
  const given = read(form.answers, at) ?? (several ? [] : "");
  const options = entries.map(([value, label, meaning], place) => {
    const change = () => {
      // In the order of ticking: the main one may come first.
      const others = several ? (read(form.answers, at) ?? []).filter((one) => one !== value) : [];
      write(form.answers, at, several ? [...others, ...(input.checked ? [value] : [])] : value);
      form.changed(at);
      form.left(at);
    };
    const input = make("input", {
      type: several ? "checkbox" : "radio",
      id: `${id}-${place}`,
      name: id,
      value,
      checked: several ? given.includes(value) : given === value,
      "aria-describedby": `${id}-${place}-note`,
      on: { change },
    });
    const note = make("span.option__note", { id: `${id}-${place}-note` }, meaning);
    return make("div.option", input, make("label", { for: input.id }, label), note);
  });
  return fieldset("q.q--options", at, asked(field, form), {}, options);
}

const asked = (field, form) => ({ ...field, needed: isNeeded(field, form) });

const termOptions = (terms) => {
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

const bodyOptions = (entries) =>
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

// `rules`: `free` takes words that are in no list too, `all` opens the whole list before anything is typed.
function lookedUp(field, at, form, options, rules = {}) {
  const id = idOf(at);
  const box = combobox({
    id,
    labelId: `${id}-label`,
    hintIds: `${id}-hint ${id}-error`,
    options,
    free: false,
    all: !rules.free,
    none: NO_TERM,
    ...rules,
    typed: remembered(form, at) ?? "",
    keep: (text) => remember(form, at, text),
    chosen: read(form.answers, at) ?? [],
    changed: (values) => {
      write(form.answers, at, [...values]);
      form.changed(at);
    },
    left: () => form.left(at),
  });
  return shell(at, asked(field, form), box);
}

// When it was: people write a date as they like, the file keeps it in one form, and the box says it in words.

function dateQuestion(field, at, form) {
  const { unknown } = form.schema;
  const control = make("input", {
    id: idOf(at),
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    ...described(at),
  });
  const told = make("p.q__hint.q__told", { role: "status" });
  const given = read(form.answers, at) ?? "";
  const notKnown = field.unknown && given === unknown;
  const goesOn = () => !field.unknown && !isNeeded(field, form) && saysItGoesOn(control.value);
  const written = () => (goesOn() ? "" : tidyDate(control.value, form.schema));
  control.value = dateInWords(notKnown ? (remembered(form, at) ?? "") : given, form.schema);
  const tick = field.unknown && unknownTick(control, at, form, notKnown, written);
  control.addEventListener("input", () => fill(told));
  listen(control, at, form, written, () => {
    if (tick && saysUnknown(control.value)) {
      tick.firstChild.checked = true;
      control.disabled = true;
      write(form.answers, at, unknown);
      form.changed(at);
      return "";
    }
    if (!goesOn()) return dateInWords(written(), form.schema);
    told.textContent = "Left empty, as it has not ended.";
    return "";
  });
  return shell(at, asked(field, form), control, told, tick);
}

function unknownTick(control, at, form, ticked, written) {
  const change = () => {
    control.disabled = box.checked;
    if (box.checked) remember(form, at, written());
    write(form.answers, at, box.checked ? form.schema.unknown : written());
    form.changed(at);
    leave(at, form);
  };
  const id = `${idOf(at)}-unknown`;
  const box = make("input", { type: "checkbox", id, checked: ticked, on: { change } });
  control.disabled = ticked;
  return make("label.q__tick", box, make("span", "Nobody knows"));
}

// Questions that belong together: the parts of a cost, and as many figures or sources as there are.

// `form.question` makes the question of each part.
function group(field, at, form, legend = field.question, remove = null) {
  const id = idOf(at);
  const needed = remove || isNeeded(field, form);
  const parts = () =>
    field.fields
      .filter((part) => part.asked)
      .map((part) => form.question(part, [...at, part.name]));
  const inner = make("div.group__parts", parts());
  const redraw = () => fill(inner, parts());
  return fieldset(
    "group",
    at,
    { question: legend, hint: remove ? null : field.hint, needed },
    remove ? { "aria-describedby": `${id}-error` } : {},
    field.not_reported && !remove && notReported(field, at, form, inner, redraw),
    inner,
    remove,
  );
}

function notReported(field, at, form, inner, redraw) {
  const { not_reported: nobody } = form.schema;
  const box = make("input", { type: "checkbox" });
  const kept = make("p.q__hint", { role: "status" });
  box.checked = read(form.answers, at) === nobody;
  const show = () => {
    inner.hidden = box.checked;
    const before = box.checked && remembered(form, at);
    kept.textContent =
      before && !isEmpty(before)
        ? "What you wrote here is put away. Take the tick out to have it back."
        : "";
  };
  box.addEventListener("change", () => {
    const given = read(form.answers, at);
    if (box.checked && given !== undefined) remember(form, at, given);
    const before = () => remembered(form, at) ?? (field.many ? [] : {});
    write(form.answers, at, box.checked ? nobody : before());
    show();
    if (!box.checked) redraw();
    form.changed(at);
  });
  show();
  return make("div", make("label.q__tick", box, make("span", "Nobody reported it")), kept);
}

// As many of the same as there are: figures, sources.
function repeated(field, at, form) {
  const items = make("div.group__items");
  const kind = field.noun || "item";
  const given = () => (Array.isArray(read(form.answers, at)) ? read(form.answers, at) : []);
  const id = idOf(at);
  const add = button("quiet-button", "", () => change([...given(), {}], items.children.length), {
    id,
    "aria-describedby": `${id}-error`,
  });
  const gone = make("p.group__gone", { role: "status" });

  function show() {
    const item = (_, place) => {
      const remove = button("quiet-button", `Remove ${kind} ${place + 1}`, () => removeItem(place));
      return group(field, [...at, place], form, `${capital(kind)} ${place + 1}`, remove);
    };
    fill(items, given().map(item));
    const article = /^[aeiou]/.test(kind) ? "an" : "a";
    add.textContent = given().length ? `Add another ${kind}` : `Add ${article} ${kind}`;
    form.redrawn(at);
  }

  // `place` is that of the item to go on with.
  function change(all, place = -1) {
    write(form.answers, at, all);
    form.changed(at);
    show();
    fill(gone);
    items.children[place]?.querySelector("input, textarea")?.focus();
  }

  function removeItem(place) {
    const item = given()[place];
    change(given().filter((_, number) => number !== place));
    if (isEmpty(item)) {
      add.focus();
      return;
    }
    const undo = button("quiet-button", "Undo", () =>
      change([...given().slice(0, place), item, ...given().slice(place)], place),
    );
    fill(gone, `${capital(kind)} ${place + 1} is removed. `, undo);
    undo.focus();
  }

  const inner = make("div", items, gone, add);
  show();
  return fieldset(
    "q.repeated",
    at,
    asked(field, form),
    { id: null, tabindex: null },
    field.not_reported && notReported(field, at, form, inner, show),
    inner,
  );
}

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
  const value = read(form.answers, at);
  const box = make("textarea", {
    id: idOf(at),
    rows: 6,
    spellcheck: "true",
    value,
    ...described(at),
  });
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
    asked(field, form),
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
  return shell(at, asked(field, form), box);
}
