// What somebody wrote and then took away, for as long as the form is open: "undo" and an unticked box bring it back.
import { idOf } from "./dom.js";

const kept = new WeakMap(); // by the answers of the form, so that a form that starts again remembers nothing

export function remember(form, at, value) {
  if (!kept.has(form.answers)) kept.set(form.answers, new Map());
  kept.get(form.answers).set(idOf(at), value);
}

export const remembered = (form, at) => kept.get(form.answers)?.get(idOf(at));
