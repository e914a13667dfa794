// What was written so far, and how to reach a part of it: ["title"], ["measures", 0, "name"] or
// ["section", "The problem"].
import { today } from "./dates.js";
import { isEmpty, oneLine } from "./serializer.js";

// The id of the question at a place: ["measures", 0, "name"] gives "q-measures-0-name".
export const idOf = (at) =>
  `q-${at
    .join("-")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")}`;

export const samePlace = (one, other) =>
  one.length === other.length && one.every((part, place) => part === other[place]);

// `allowed` is what the editors let stand in a case study that is being corrected: [code, words] each, as
// forms/browser.py has them. `file` is its file in pieces, as content/front_matter_editor.py cuts it, and `was` its answers
// before anything was changed.
// `change` is what the author of a correction says of it to the editors; it is no part of the file.
export const blank = () => ({
  fields: { origin: "contributed", reviewed: today() },
  sections: {},
  path: "",
});

// The title that a case study had before it was corrected, or has now.
export const titleWas = ({ was, fields }) => oneLine(was?.fields.title ?? fields.title ?? "");

export function read(answers, at) {
  if (at[0] === "section") return answers.sections[at[1]];
  return at.reduce(
    (value, part) => (typeof value === "object" && value !== null ? value[part] : undefined),
    answers.fields,
  );
}

export function write(answers, at, value) {
  if (at[0] === "section") {
    answers.sections[at[1]] = value;
    return;
  }
  let inside = answers.fields;
  at.slice(0, -1).forEach((part, place) => {
    if (typeof inside[part] !== "object" || inside[part] === null)
      inside[part] = typeof at[place + 1] === "number" ? [] : {};
    inside = inside[part];
  });
  inside[at.at(-1)] = value;
}

// Anything may stand in a browser's storage or a file: what does not have the shape of an answer is left out.
export function readAnswers(found, schema) {
  const answers = blank();
  if (typeof found !== "object" || found === null) return null;
  const { fields, sections } = shaped(found, schema);
  Object.assign(answers.fields, fields);
  answers.sections = sections;
  if (Array.isArray(found.allowed)) answers.allowed = found.allowed.filter(areTexts);
  if (typeof found.change === "string") answers.change = found.change;
  if (isCut(found.file)) {
    answers.file = found.file;
    answers.was = shaped(found.was ?? found, schema);
  }
  if (typeof found.path === "string" && /^case_studies\/[^/]+\/[a-z0-9-]+\.md$/.test(found.path))
    answers.path = found.path;
  return answers;
}

function shaped({ fields, sections }, schema) {
  const known = new Map(schema.fields.map((field) => [field.name, field]));
  const kept = Object.entries(fields ?? {}).map(([name, value]) => [
    name,
    shape(value, known.get(name)),
  ]);
  return {
    fields: Object.fromEntries(kept.filter(([, value]) => value !== undefined)),
    sections: Object.fromEntries(
      Object.entries(sections ?? {}).filter(([, text]) => typeof text === "string"),
    ),
  };
}

const areTexts = (found) => Array.isArray(found) && found.every((one) => typeof one === "string");

const isCut = (file) =>
  typeof file?.between === "string" &&
  [file.fields, file.sections].every(Array.isArray) &&
  file.fields.every(
    (piece) =>
      Array.isArray(piece) &&
      areTexts(piece.slice(0, 2)) &&
      piece.length === 5 &&
      piece.slice(2).every(areTexts),
  ) &&
  file.sections.every((piece) => areTexts(piece) && piece.length === 3);

function shape(value, field) {
  if (typeof value === "string")
    return !field ||
      (!field.many && !field.fields) ||
      (field.not_reported && value === "not-reported")
      ? value
      : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) {
    if (field && !field.many) return undefined;
    const items = value
      .map((item) => shape(item, field && { ...field, many: false, not_reported: false }))
      .filter((item) => item !== undefined);
    return ["term", "organisation", "study"].includes(field?.kind) ? [...new Set(items)] : items;
  }
  if (field && (field.many || !field.fields)) return undefined;
  const inner = new Map((field?.fields ?? []).map((part) => [part.name, part]));
  return Object.fromEntries(
    Object.entries(value).filter(
      ([name, part]) => typeof part === "string" && (!field || inner.has(name)),
    ),
  );
}

// "not reported", as people write it, is one of the answers that a file spells in its own way.
export const asWritten = (value, field, schema) =>
  field.not_reported && /^not[ -]reported\.?$/i.test(oneLine(value)) ? schema.not_reported : value;
export const asShown = (value, field, schema) =>
  field.not_reported && value === schema.not_reported ? "not reported" : (value ?? "");

// The answers as the rules look at them: laid out beside the schema, without what is empty.

// Every group of fields that has an answer (the case study itself, a measure, the contact) and every single answer.
// `at` says where: the name of a field, and for a part of a group also the number of the item and the part's name.
export function layOut(fields, schema) {
  const laid = { groups: [], answers: [], lists: [] };
  layOutGroup({ fields: schema.fields, values: fields, owner: null, number: 0, at: [] }, laid);
  return laid;
}

function layOutGroup(group, laid) {
  laid.groups.push(group);
  for (const field of group.fields) {
    const value = group.values[field.name];
    if (value === undefined || isEmpty(value)) continue;
    const at = [...group.at, field.name];
    if (typeof value === "string") {
      if (!field.many && !field.fields) laid.answers.push({ field, text: oneLine(value), at });
      continue;
    }
    const items = Array.isArray(value)
      ? value.map((item, place) => [item, place]).filter(([item]) => !isEmpty(item))
      : [[value, null]];
    if (field.many) laid.lists.push({ field, items, at });
    items.forEach(([item, place], number) => {
      const here = place === null ? at : [...at, place];
      if (typeof item === "string") laid.answers.push({ field, text: oneLine(item), at: here });
      else
        layOutGroup(
          {
            fields: field.fields ?? [],
            values: item,
            owner: field,
            number: field.many ? number + 1 : 0,
            at: here,
          },
          laid,
        );
    });
  }
}

export const isBlank = (group, name) =>
  group.values[name] === undefined || isEmpty(group.values[name]);

// What somebody wrote and then took away, for as long as the form is open: "undo" and an unticked box bring it back.

const kept = new WeakMap(); // by the answers of the form, so that a form that starts again remembers nothing

export function remember(form, at, value) {
  if (!kept.has(form.answers)) kept.set(form.answers, new Map());
  kept.get(form.answers).set(idOf(at), value);
}

export const remembered = (form, at) => kept.get(form.answers)?.get(idOf(at));
