// The checks of fields, in the words of `practice check`; tests/site/test_write_verdicts.py compares the two.
import { oneLine } from "../compose.js";
import { isWebAddress } from "./addresses.js";
import { isBlank } from "./answers.js";
import { dayOf, earliest, latest, monthsLater, readDate } from "./dates.js";
import { capital, counted, fold, grouped, lengthOf, listing, quote, sentences } from "./words.js";

// What the schema sets no limit to is held to these.
const LENGTHS = { text: 2000, figure: 60, email: 254, address: 2000 };
const MOST_ITEMS = 60;
const MAILBOX = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;
const NUMBER =
  /\p{Nd}|(?<![\p{L}\p{N}_])(?:no|none|nobody|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?|half|halves|halved|thirds?|quarters?|single|doubled?|twice|trebled?|tripled?|all|every|everyone|everybody|most|majority|minority)(?![\p{L}\p{N}_])/iu;
const FUTURE_CURES = {
  started: "Until it has begun, write: started: unknown",
  ended: "Leave 'ended' out until it has ended.",
  reviewed: "Write the day on which somebody last made sure that it is right.",
};

const exampleOf = (field) =>
  field.example.includes("\n") ? `\n${field.example}` : ` ${field.example}`;
const ofKind = (record, kind) => record.answers.filter((answer) => answer.field.kind === kind);

function* missingField(record, { origin }) {
  for (const group of record.groups) {
    for (const field of group.fields) {
      if (
        !["yes", origin].includes(field.needed) ||
        field.kind === "address" ||
        !isBlank(group, field.name)
      )
        continue;
      const message = group.owner
        ? `${capital(group.title)} has no '${field.name}'.`
        : `'${field.name}' is missing.`;
      const help = field.choices
        ? `It is ${listing(
            field.choices.map(([value]) => value),
            "or",
          )}.`
        : field.help;
      yield {
        at: [...group.at, field.name],
        message,
        hint: `${help}  Add, for example:${exampleOf(field)}`,
      };
    }
    if (
      !group.owner &&
      origin === "compiled" &&
      isBlank(group, "trusts") &&
      isBlank(group, "place")
    ) {
      const message =
        "A case study that the editors wrote names its trusts or, where none is known, a place.";
      yield { at: ["place"], message, hint: "Add, for example: place: Tower Hamlets, east London" };
    }
    if (group.owner?.name === "resources" && isBlank(group, "url") && isBlank(group, "file")) {
      yield {
        at: [...group.at, "url"],
        message: `${capital(group.title)} has neither 'url' nor 'file'.`,
        hint: "Add, for example: file: script.pdf",
      };
    }
  }
}

function* wrongType(record, { schema }) {
  for (const { field, text, at } of record.answers) {
    if (
      !["text", "figure"].includes(field.kind) ||
      (field.not_reported && text === schema.not_reported)
    )
      continue;
    if (text === schema.not_reported) {
      const hint =
        field.needed && field.needed !== "no"
          ? `Write, for example: ${field.example}`
          : `Leave '${field.name}' out.`;
      yield { at, message: `'${schema.not_reported}' is not an answer to '${field.name}'.`, hint };
    } else if (field.kind === "figure" && !NUMBER.test(text)) {
      const hint =
        "Write a number, words with a number in them (almost 80, 11 of 24, halved), or not-reported; other words go into 'note'.";
      yield { at, message: `${quote(text)} has no figure in it.`, hint };
    }
  }
}

function* impossibleDate(record, { schema }) {
  for (const { field, text, at } of ofKind(record, "date")) {
    if (field.unknown && text === schema.unknown) continue;
    const { fault } = readDate(text, schema.months);
    if (!fault) continue;
    const also = field.unknown ? `, or: ${field.name}: ${schema.unknown}` : "";
    let hint = `Write, for example: ${field.example}${also}`;
    if ([schema.unknown, schema.not_reported].includes(text)) {
      if (field.unknown) hint = `Write: ${field.name}: ${schema.unknown}`;
      else if ((field.needed ?? "no") === "no") hint = `Leave '${field.name}' out.`;
    }
    yield { at, message: `${quote(text)} is not a date: ${fault}.`, hint };
  }
}

function datesOf(record, { schema }) {
  const found = {};
  for (const answer of ofKind(record, "date")) {
    const { date } = readDate(answer.text, schema.months);
    if (date) found[answer.field.name] = { ...answer, date };
  }
  return found;
}

function* futureDate(record, context) {
  for (const [name, { text, at, date }] of Object.entries(datesOf(record, context))) {
    if (earliest(date) > dayOf(context.today))
      yield {
        at,
        message: `'${name}' is ${quote(text)}, which is still to come.`,
        hint: FUTURE_CURES[name] ?? "",
      };
  }
}

function* endedBeforeStarted(record, context) {
  const { started, ended } = datesOf(record, context);
  if (started && ended && latest(ended.date) < earliest(started.date)) {
    const message = `It ended ${quote(ended.text)}, before it started ${quote(started.text)}.`;
    yield { at: ended.at, message, hint: "Make sure of both dates; perhaps they changed places." };
  }
}

function* tooLong(record) {
  for (const { field, text, at } of record.answers) {
    const limit = field.max_length || LENGTHS[field.kind];
    const length = lengthOf(text);
    if (limit && length > limit) {
      const message = `'${field.name}' has ${counted(length, "character")}; ${grouped(limit)} fit.`;
      yield { at, message, hint: `Shorten it by ${counted(length - limit, "character")}.` };
    }
  }
  for (const { field, items, at } of record.lists) {
    const limit = field.max_items || MOST_ITEMS;
    if (items.length > limit) {
      yield {
        at,
        message: `'${field.name}' has ${counted(items.length, "item")}; at most ${limit} are allowed.`,
        hint: `Keep the ${limit} that matter most.`,
      };
    }
  }
}

function* sourceWithoutAddress(record) {
  for (const group of record.groups) {
    for (const field of group.fields) {
      if (field.kind === "address" && field.needed === "yes" && isBlank(group, field.name)) {
        yield {
          at: [...group.at, field.name],
          message: `${capital(group.title)} has no address.`,
          hint: `Add, for example: ${field.example}`,
        };
      }
    }
  }
  for (const { field, text, at } of ofKind(record, "address")) {
    if (isWebAddress(text)) continue;
    const guess = `https://${text.replace(/^\/+/, "")}`;
    const mended = !text.includes("://") && isWebAddress(guess);
    const hint = mended
      ? `Write: ${field.name}: ${guess}`
      : `It starts with https:// or http://, for example: ${field.name}: https://www.example.org/report`;
    yield { at, message: `${quote(text)} is not an address on the web.`, hint };
  }
}

function* reviewOverdue(record, context) {
  const { reviewed } = datesOf(record, context);
  if (
    !reviewed ||
    record.groups[0].values.status === "retired" ||
    reviewed.date.qualifier === "after"
  )
    return;
  if (monthsLater(latest(reviewed.date), context.schema.review_months) >= dayOf(context.today))
    return;
  const message = `The last review was ${quote(reviewed.text)}; one is due every ${context.schema.review_months} months.`;
  yield {
    at: reviewed.at,
    message,
    hint: `When it is still right, or put right, write: reviewed: ${context.today}`,
  };
}

function* unknownValue(record) {
  for (const { field, text, at } of ofKind(record, "choice")) {
    const values = field.choices.map(([value]) => value);
    if (!values.includes(text))
      yield {
        at,
        message: `${quote(text)} is not a value of '${field.name}'.`,
        hint: `It is ${listing(values, "or")}.`,
      };
  }
}

function* badEmail(record) {
  for (const { field, text, at } of ofKind(record, "email")) {
    if (!MAILBOX.test(text))
      yield {
        at,
        message: `${quote(text)} is not an e-mail address.`,
        hint: `Write a shared mailbox, for example: ${field.example}`,
      };
  }
}

const unknownTerms = (name) =>
  function* unknown(record, { schema }) {
    const { path, terms } = schema.vocabularies[name];
    for (const { field, text, at } of ofKind(record, "term")) {
      if (field.vocabulary !== name || terms.some(([id]) => id === text)) continue;
      const folded = fold(text);
      const term = terms.find(([id, label, , , ...synonyms]) =>
        [id, label, ...synonyms].some((way) => fold(way) === folded),
      );
      if (!term) {
        yield {
          at,
          message: `${quote(text)} is not one of our ${name}.`,
          hint: `The list is ${path}.`,
        };
        continue;
      }
      const same = [fold(term[0]), fold(term[1])].includes(folded);
      const message = same
        ? `${quote(text)} is written '${term[0]}'.`
        : `${quote(text)} is another word for '${term[0]}'.`;
      yield { at, message, hint: sentences(`Write ${term[0]}.`, `The list is ${path}.`) };
    }
  };

function* unknownOrganisation(record, { schema }) {
  for (const { text, at } of ofKind(record, "organisation")) {
    if (!findOrganisation(text, schema)) {
      yield {
        at,
        message: `${quote(text)} is not in our register of organisations.`,
        hint: `The register is ${schema.organisations.path}; editors can add to it.`,
      };
    }
  }
}

const registers = new WeakMap();

// The organisation with this name, ODS code, id or other name; official names win over another body's former name.
export function findOrganisation(text, schema) {
  const { entries } = schema.organisations;
  if (!registers.has(entries)) {
    const names = new Map();
    const add = (name, entry) => name && !names.has(fold(name)) && names.set(fold(name), entry);
    for (const entry of entries)
      for (const name of [entry[1], entry[2], entry[0]]) add(name, entry);
    for (const entry of entries) for (const name of entry.slice(4)) add(name, entry);
    registers.set(entries, names);
  }
  return registers.get(entries).get(fold(oneLine(text)));
}

export const FIELD_RULES = [
  ["CS101", "missing-field", missingField],
  ["CS103", "wrong-type", wrongType],
  ["CS104", "impossible-date", impossibleDate],
  ["CS105", "future-date", futureDate],
  ["CS106", "ended-before-started", endedBeforeStarted],
  ["CS107", "too-long", tooLong],
  ["CS108", "source-without-address", sourceWithoutAddress],
  ["CS109", "review-overdue", reviewOverdue, "warning"],
  ["CS110", "unknown-value", unknownValue],
  ["CS111", "bad-email", badEmail],
  ["CS201", "unknown-theme", unknownTerms("themes")],
  ["CS202", "unknown-community", unknownTerms("communities")],
  ["CS203", "unknown-topic", unknownTerms("topics")],
  ["CS204", "unknown-setting", unknownTerms("settings")],
  ["CS205", "unknown-organisation", unknownOrganisation],
];
