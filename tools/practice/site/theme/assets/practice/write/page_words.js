// What the page of a case study says in words of its own, as in tools/practice/publishing/wording.py. The words come with
// the form's data.
import { oneLine } from "../compose.js";
import { dateInWords } from "./dates.js";

const filled = (form, values) => form.replace(/\{(\w+)\}/g, (_, name) => values[name]);

export const firstSmall = (text) =>
  /^\p{Lu}{2}/u.test(text) ? text : text.slice(0, 1).toLowerCase() + text.slice(1);

export const isNotReported = (text, schema) => text === schema.not_reported;

// A figure with commas between thousands.
export function figureWords(text) {
  const [, whole, part] = /^(\d{5,})(\.\d+)?$/.exec(text) ?? [];
  return whole ? `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${part ?? ""}` : text;
}

export function whenInWords(fields, schema) {
  const words = (name) => {
    const said = typeof fields[name] === "string" ? oneLine(fields[name]) : "";
    return said === schema.unknown ? "" : dateInWords(said, schema.months);
  };
  const values = { started: words("started"), ended: words("ended") };
  const form = values.started
    ? values.ended
      ? "both"
      : "started"
    : values.ended
      ? "ended"
      : "neither";
  return filled(schema.words.when[form], values);
}

// Who wrote the page, and from what.
export function provenance(origin, sources, trusts, schema) {
  const words = schema.words.provenance;
  if (origin === "contributed") return words.contributed;
  const number = schema.words.numbers[sources] ?? String(sources);
  return `${filled(words[sources === 1 ? "source" : "sources"], { number })} ${words[trusts === 1 ? "trust" : "trusts"]}`;
}
