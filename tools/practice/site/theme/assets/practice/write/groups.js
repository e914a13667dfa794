// Questions that belong together: the parts of a cost, and as many figures or sources as there are.
import { isEmpty } from "../compose.js";
import { idOf, make } from "./dom.js";
import { remember, remembered } from "./memory.js";
import { described, errorOf, hintOf, isNeeded, words } from "./parts.js";
import { read, write } from "./state.js";
import { capital } from "./words.js";

// `form.question` makes the question of each part.
export function group(field, at, form, legend = field.question, remove = null) {
  const id = idOf(at);
  const needed = remove || isNeeded(field, form);
  const parts = () =>
    field.fields
      .filter((part) => part.asked)
      .map((part) => form.question(part, [...at, part.name]));
  const inner = make("div.group__parts", {}, parts());
  const redraw = () => inner.replaceChildren(...parts());
  return make(
    "fieldset.group",
    {
      "data-at": JSON.stringify(at),
      id,
      tabindex: "-1",
      ...(remove ? { "aria-describedby": `${id}-error` } : described(at)),
    },
    make("legend.q__label", {}, words(legend, needed)),
    remove ? null : hintOf(at, field.hint),
    errorOf(at),
    field.not_reported && !remove ? notReported(field, at, form, inner, redraw) : null,
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
    write(
      form.answers,
      at,
      box.checked ? nobody : (remembered(form, at) ?? (field.many ? [] : {})),
    );
    show();
    if (!box.checked) redraw();
    form.changed(at);
  });
  show();
  return make(
    "div",
    {},
    make("label.q__tick", {}, box, make("span", {}, "Nobody reported it")),
    kept,
  );
}

// As many of the same as there are: figures, sources.
export function repeated(field, at, form) {
  const items = make("div.group__items");
  const kind = field.noun || "item";
  const given = () => (Array.isArray(read(form.answers, at)) ? read(form.answers, at) : []);
  const id = idOf(at);
  const add = make("button.quiet-button", {
    type: "button",
    id,
    "aria-describedby": `${id}-error`,
  });
  const gone = make("p.group__gone", { role: "status" });

  function show() {
    items.replaceChildren(
      ...given().map((_, place) => {
        const button = make(
          "button.quiet-button",
          { type: "button", on: { click: () => removeItem(place) } },
          `Remove ${kind} ${place + 1}`,
        );
        return group(field, [...at, place], form, `${capital(kind)} ${place + 1}`, button);
      }),
    );
    add.textContent = given().length
      ? `Add another ${kind}`
      : `Add ${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`;
    form.redrawn(at);
  }

  function change(all) {
    write(form.answers, at, all);
    form.changed(at);
    show();
  }

  function removeItem(place) {
    const item = given()[place];
    change(given().filter((_, number) => number !== place));
    if (isEmpty(item)) {
      gone.replaceChildren();
      add.focus();
      return;
    }
    const undo = make(
      "button.quiet-button",
      { type: "button", on: { click: () => putBack(item, place) } },
      "Undo",
    );
    gone.replaceChildren(`${capital(kind)} ${place + 1} is removed. `, undo);
    undo.focus();
  }

  function putBack(item, place) {
    change([...given().slice(0, place), item, ...given().slice(place)]);
    gone.replaceChildren();
    items.children[place].querySelector("input, textarea")?.focus();
  }

  add.addEventListener("click", () => {
    gone.replaceChildren();
    change([...given(), {}]);
    items.lastElementChild.querySelector("input, textarea")?.focus();
  });
  const inner = make("div", {}, items, gone, add);
  show();
  return make(
    "fieldset.q.repeated",
    { "data-at": JSON.stringify(at), ...described(at) },
    make("legend.q__label", {}, words(field.question, isNeeded(field, form))),
    hintOf(at, field.hint),
    errorOf(at),
    field.not_reported ? notReported(field, at, form, inner, show) : null,
    inner,
  );
}
