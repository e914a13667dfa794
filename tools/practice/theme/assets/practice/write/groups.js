// Questions that belong together: the parts of a cost, and as many figures or sources as there are.
import { idOf, make } from "./dom.js";
import { errorOf, hintOf, isNeeded, words } from "./parts.js";
import { read, write } from "./state.js";
import { capital } from "./words.js";

// `form.question` makes the question of each part.
export function group(field, at, form, legend = field.question, remove = null) {
  const id = idOf(at);
  const needed = remove || isNeeded(field, form);
  const inner = make("div.group__parts", {}, field.fields.filter((part) => part.asked).map((part) => form.question(part, [...at, part.name])));
  return make(
    "fieldset.group",
    { "data-at": JSON.stringify(at), id, tabindex: "-1", "aria-describedby": remove ? null : `${id}-hint` },
    make("legend.q__label", {}, words(legend, needed)),
    remove ? null : hintOf(at, field.hint),
    errorOf(at),
    field.not_reported && !remove ? notReported(field, at, form, inner) : null,
    inner,
    remove,
  );
}

function notReported(field, at, form, inner) {
  const box = make("input", { type: "checkbox" });
  let before = field.many ? [] : {};
  box.checked = read(form.answers, at) === form.schema.not_reported;
  inner.hidden = box.checked;
  box.addEventListener("change", () => {
    if (box.checked) before = read(form.answers, at) ?? before;
    write(form.answers, at, box.checked ? form.schema.not_reported : before);
    inner.hidden = box.checked;
    form.changed(at);
  });
  return make("label.q__tick", {}, box, make("span", {}, "Nobody reported it"));
}

// As many of the same as there are: figures, sources.
export function repeated(field, at, form) {
  const items = make("div.group__items");
  const kind = field.noun ?? "item";
  const given = () => (Array.isArray(read(form.answers, at)) ? read(form.answers, at) : []);
  const id = idOf(at);

  function show() {
    items.replaceChildren(
      ...given().map((_, place) => {
        const button = make("button.quiet-button", { type: "button", on: { click: () => removeItem(place) } }, `Remove ${kind} ${place + 1}`);
        return group(field, [...at, place], form, `${capital(kind)} ${place + 1}`, button);
      }),
    );
    add.textContent = given().length ? `Add another ${kind}` : `Add a ${kind}`;
    form.redrawn(at);
  }

  function removeItem(place) {
    write(form.answers, at, given().filter((_, number) => number !== place));
    form.changed(at);
    show();
    add.focus();
  }

  const add = make("button.quiet-button", { type: "button", id, "aria-describedby": `${id}-error` });
  add.addEventListener("click", () => {
    write(form.answers, at, [...given(), {}]);
    form.changed(at);
    show();
    items.lastElementChild.querySelector("input, textarea")?.focus();
  });
  const inner = make("div", {}, items, add);
  show();
  return make(
    "fieldset.q.repeated",
    { "data-at": JSON.stringify(at), "aria-describedby": `${id}-hint` },
    make("legend.q__label", {}, words(field.question, isNeeded(field, form))),
    hintOf(at, field.hint),
    errorOf(at),
    field.not_reported ? notReported(field, at, form, inner) : null,
    inner,
  );
}
