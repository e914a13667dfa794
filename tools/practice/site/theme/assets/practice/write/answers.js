// The answers as the rules look at them: laid out beside the schema, without what is empty.
import { isEmpty, oneLine } from "../compose.js";

// Every group of fields that has an answer (the case study itself, a measure, the contact) and every single answer.
// `at` says where: the name of a field, and for a part of a group also the number of the item and the part's name.
export function layOut(fields, schema) {
  const laid = { groups: [], answers: [], lists: [] };
  layOutGroup(
    { fields: schema.fields, values: fields, title: "the case study", owner: null, at: [] },
    laid,
  );
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
            title: field.many ? `item ${number + 1} of '${field.name}'` : `'${field.name}'`,
            owner: field,
            at: here,
          },
          laid,
        );
    });
  }
}

export const isBlank = (group, name) =>
  group.values[name] === undefined || isEmpty(group.values[name]);
