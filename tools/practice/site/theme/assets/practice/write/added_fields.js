// What the page says in fields that a network added to the schema, as in tools/practice/checking/added_fields.py. In the
// form's data only these fields have a label.
import { oneLine } from "../compose.js";
import { dateInWords } from "./dates.js";
import { figureWords, isNotReported } from "./page_words.js";
import { fold } from "./words.js";

// The label and the lines of each such field that says something.
export const addedFacts = (fields, schema) =>
  schema.fields
    .filter(({ label }) => label)
    .map((field) => [field.label, addedLines(fields[field.name], field, schema)])
    .filter(([, lines]) => lines.length);

function addedLines(value, field, schema) {
  if (typeof value === "string")
    return oneLine(value) ? [addedWords(oneLine(value), field, schema)] : [];
  if (Array.isArray(value)) return value.flatMap((item) => addedLines(item, field, schema));
  if (typeof value !== "object" || value === null) return [];
  const parts = (field.fields ?? [])
    .map((part) => [part.label, addedLines(value[part.name], part, schema)])
    .filter(([, lines]) => lines.length);
  return parts.length
    ? [parts.map(([label, lines]) => `${label}: ${lines.join(", ")}`).join("; ")]
    : [];
}

function addedWords(text, field, schema) {
  const choice = field.choices?.find(([value]) => value === text);
  if (choice) return choice[1];
  if (isNotReported(text, schema)) return "not reported";
  if (field.kind === "date")
    return text === schema.unknown ? "not known" : dateInWords(text, schema.months);
  if (field.kind === "figure") return figureWords(text);
  if (field.kind === "term")
    return schema.vocabularies[field.vocabulary].terms.find(([id]) => id === text)?.[1] ?? text;
  if (field.kind === "organisation")
    return (
      schema.organisations.entries.find(([id, , code]) =>
        [id, code].some((way) => fold(way) === fold(text)),
      )?.[1] ?? text
    );
  return text;
}
