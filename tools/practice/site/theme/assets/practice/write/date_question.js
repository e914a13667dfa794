// When it was: people write a date as they like, the file keeps it in one form, and the box says it in words.
import { dateInWords, saysItGoesOn, saysUnknown, tidyDate } from "./dates.js";
import { idOf, make } from "./dom.js";
import { remember, remembered } from "./memory.js";
import { described, isNeeded, leave, listen, shell } from "./parts.js";
import { read, write } from "./state.js";

export function dateQuestion(field, at, form) {
  const { months, unknown } = form.schema;
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
  const written = () => (goesOn() ? "" : tidyDate(control.value, months));
  control.value = dateInWords(notKnown ? (remembered(form, at) ?? "") : given, months);
  const tick = field.unknown && unknownTick(control, at, form, notKnown, written);
  control.addEventListener("input", () => told.replaceChildren());
  listen(control, at, form, written, () => {
    if (tick && saysUnknown(control.value)) {
      tick.firstChild.checked = true;
      control.disabled = true;
      write(form.answers, at, unknown);
      form.changed(at);
      return "";
    }
    if (!goesOn()) return dateInWords(written(), months);
    told.textContent = "Left empty, as it has not ended.";
    return "";
  });
  return shell(at, { ...field, needed: isNeeded(field, form) }, control, told, tick);
}

function unknownTick(control, at, form, ticked, written) {
  const box = make("input", { type: "checkbox", id: `${idOf(at)}-unknown` });
  box.checked = ticked;
  control.disabled = ticked;
  box.addEventListener("change", () => {
    control.disabled = box.checked;
    if (box.checked) remember(form, at, written());
    write(form.answers, at, box.checked ? form.schema.unknown : written());
    form.changed(at);
    leave(at, form);
  });
  return make("label.q__tick", {}, box, make("span", {}, "Nobody knows"));
}
