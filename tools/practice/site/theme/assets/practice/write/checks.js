// The checks of the form: rules about one field as rows of data, and what is missing. What is no row needs the whole file
// or the whole collection: `practice check` and the review look at that.
import { isBlank, layOut } from "./answers.js";
import { dateInWords, dayOf, earliest, latest, monthsLater, readDate } from "./dates.js";
import { composeSection, oneLine } from "./serializer.js";
import { capital, clean, counted, fold, grouped, lengthOf, quote, slug } from "./text.js";

function isWebAddress(text) {
  const parts = /^(https?):\/\/([^/?#]*)/i.exec(text);
  if (!parts || /[\s\x1c-\x1f\x85<>"\\]/.test(text) || /[[\]]/.test(parts[2])) return false;
  // Letters that become a part of an address when they are brought to their plain form would lead elsewhere.
  const bare = parts[2].replace(/[@:#?]/g, "");
  if (bare.normalize("NFKC") !== bare && /[/?#@:]/.test(bare.normalize("NFKC"))) return false;
  const host = parts[2].slice(parts[2].lastIndexOf("@") + 1).split(":")[0];
  return host.replace(/^\.+|\.+$/g, "").includes(".");
}

// Mail programs copy an address with its name: "Screening team <screening@trust.example>".
export const mailboxOf = (text) =>
  (/^[^<>]*<([^<>\s]+@[^<>\s]+)>;?\s*$/.exec(text)?.[1] ?? text).replace(/^\s*mailto:/i, "");

// What the rows find in a record (`layOut`): {code, name, severity, at, message, hint}. checks/rows.py says what a row is.
function runRows(record, context) {
  const { rows, rules } = context.schema.checks;
  return rows.flatMap((row) =>
    subjects(row, record)
      .map((subject) => ({ ...subject, record, context }))
      .filter((subject) => row.when.every((condition) => isTrue(condition, subject)))
      .map((subject) => {
        const hint = (row.form_hints ?? []).find(([conditions]) =>
          conditions.every((condition) => isTrue(condition, subject)),
        );
        const at = row.at ? [...subject.at, row.at] : subject.at;
        // "Say when it began." instead of "“When did it begin?” is missing."
        const missing = row.code === "CS101" && fieldAt(at, context.schema)?.missing;
        return {
          code: row.code,
          ...rules[row.code],
          at,
          message: clean(missing || inserted(row.message, subject)),
          hint: clean(hint ? inserted(hint[1], subject) : howToAnswer(at, context.schema)),
        };
      }),
  );
}

function subjects(row, record) {
  const ofKind = ({ field }) => !row.kinds || row.kinds.includes(field.kind);
  if (row.on === "answer") return record.answers.filter(ofKind);
  if (row.on === "list") return record.lists;
  if (row.on === "group")
    return record.groups
      .filter(({ owner }) => (owner?.name ?? "") === (row.owner ?? ""))
      .map((group) => ({ group, at: group.at }));
  return record.groups.flatMap((group) =>
    group.fields.map((field) => ({ group, field, at: [...group.at, field.name] })).filter(ofKind),
  );
}

function isTrue([name, ...taken], subject) {
  return name.startsWith("!")
    ? !isTrue([name.slice(1), ...taken], subject)
    : CONDITIONS[name](subject, ...taken);
}

const isMissing = (values, { group, field }) =>
  values.includes(field.needed) && isBlank(group, field.name);
const dateOf = (text, { context }) => readDate(text, context.schema.dates);

const CONDITIONS = {
  is: ({ group }, name, value) => oneLine(group.values[name] ?? "") === value,
  blank: ({ group }, ...names) => names.every((name) => isBlank(group, name)),
  needed: (subject) => isMissing(["yes", subject.context.origin], subject),
  required: (subject) => isMissing(["yes"], subject),
  present: () => false, // what is empty is not in the file
  inside: ({ group }) => Boolean(group.owner),
  field: ({ field }, name) => field.name === name,
  optional: ({ field }) => (field.needed ?? "no") === "no",
  allows: ({ field, context }, value) =>
    Boolean(value === context.schema.unknown ? field.unknown : field.not_reported),
  address: ({ field }) => field.kind === "address",
  equals: ({ text }, value) => text === value,
  longer: (subject) => limitOf(subject) > 0 && lengthOf(subject.text) > limitOf(subject),
  more: (subject) => subject.items.length > mostOf(subject),
  matches: ({ text }, pattern) => new RegExp(pattern, "u").test(text),
  "has-digit": ({ text }) => /\p{Nd}/u.test(text),
  "has-word": ({ text }, words) =>
    new RegExp(`(?<![\\p{L}\\p{N}_])(?:${words})(?![\\p{L}\\p{N}_])`, "iu").test(text),
  bool: () => false, // nor is anything but words
  "among-choices": ({ field, text }) => field.choices.some(([value]) => value === text),
  "web-address": ({ text }) => isWebAddress(text),
  date: (subject) =>
    (subject.field.unknown && subject.text === subject.context.schema.unknown) ||
    !dateOf(subject.text, subject).fault,
  future: (subject) => {
    const { date } = dateOf(subject.text, subject);
    return (
      date !== undefined &&
      earliest(date, subject.context.schema.dates) > dayOf(subject.context.today)
    );
  },
  order: (subject, first, last) => {
    const [one, other] = [datedIn(subject, first), datedIn(subject, last)];
    const { dates } = subject.context.schema;
    return !one || !other || latest(other, dates) >= earliest(one, dates);
  },
  older: (subject, name) => {
    const date = datedIn(subject, name);
    if (!date || date.qualifier === "after") return false;
    const { schema, today } = subject.context;
    return monthsLater(latest(date, schema.dates), schema.review_months) < dayOf(today);
  },
  of: ({ field }, vocabulary) => field.vocabulary === vocabulary,
  "known-id": (subject) => termsOf(subject).some(([id]) => id === subject.text),
  known: (subject) => Boolean(termOf(subject)),
  spelled: (subject) =>
    (termOf(subject) ?? []).slice(0, 2).some((way) => fold(way) === fold(subject.text)),
  organisation: ({ text, context }) => Boolean(findOrganisation(text, context.schema)),
};

const limitOf = ({ field, context }) =>
  field.max_length || (context.schema.checks.longest[field.kind] ?? 0);
const mostOf = ({ field, context }) => field.max_items || context.schema.checks.most_items;
const textIn = ({ record }, name) =>
  record.answers.find(({ field, at }) => field.name === name && at.length === 1)?.text ?? "";
const datedIn = (subject, name) => dateOf(textIn(subject, name), subject).date;
const listOf = ({ field, context }) => context.schema.vocabularies[field.vocabulary];
const termsOf = (subject) => listOf(subject).terms;
const termOf = (subject) =>
  termsOf(subject).find(([id, label, , , ...synonyms]) =>
    [id, label, ...synonyms].some((way) => fold(way) === fold(subject.text)),
  );
const dateShown = (name) => (subject) =>
  quote(dateInWords(textIn(subject, name), subject.context.schema));
// A part of the answers as the form calls it: "figure 2", or the question about it.
const titleOf = ({ group }) =>
  group.number ? `${group.owner.noun || "item"} ${group.number}` : `“${group.owner?.question}”`;

const VALUES = {
  question: ({ field }) => field.question,
  quoted: ({ text, field, context }) =>
    quote(field.kind === "date" ? dateInWords(text, context.schema) : text),
  title: titleOf,
  Title: (subject) => capital(titleOf(subject)),
  characters: ({ text }) => counted(lengthOf(text), "character"),
  longest: (subject) => grouped(limitOf(subject)),
  over: (subject) => counted(lengthOf(subject.text) - limitOf(subject), "character"),
  items: ({ items }) => counted(items.length, "item"),
  most: mostOf,
  fault: (subject) => dateOf(subject.text, subject).fault,
  term: (subject) => termOf(subject)[1],
  vocabulary: ({ field }) => field.vocabulary,
  months: ({ context }) => context.schema.review_months,
  started: dateShown("started"),
  ended: dateShown("ended"),
  reviewed: dateShown("reviewed"),
};

const inserted = (text, subject) => text.replace(/\{(\w+)\}/g, (_, name) => VALUES[name](subject));

const registers = new WeakMap();

// The organisation with this name, ODS code, id or other name; official names win over another body's former name.
function findOrganisation(text, schema) {
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

// Where the file goes: the folder of the first trust, and a name made of the title that no case study has yet.
// `studies` are [path, title] of those there are.
export function pathFor(fields, schema, studies) {
  const body = findOrganisation(fields.trusts?.[0] ?? "", schema);
  const { longest, reserved, no_trust: noTrust, no_title: noTitle } = schema.names;
  const folder = body
    ? (schema.folders[body[0]] ?? body[0])
    : wholeWords(slug(fields.trusts?.[0] ?? ""), longest) || noTrust;
  const name = wholeWords(slug(fields.title ?? ""), longest) || noTitle;
  const names = (studies ?? []).map(([path]) => path.slice(path.lastIndexOf("/") + 1, -3));
  const taken = new Set([...reserved, ...names]);
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`;
  return `case_studies/${folder}/${free}.md`;
}

// Cut between words, or within a word that is longer than that.
function wholeWords(name, most) {
  if (name.length <= most) return name;
  return name.slice(0, Math.max(0, name.lastIndexOf("-", most))) || name.slice(0, most);
}

// Every problem: {code, name, severity, at, message, hint}. `at` is the way to a field, or ["section", heading].
// `given` is {fields, sections}; `context` has the schema and today.
export function check(given, context) {
  const record = layOut(given.fields, context.schema);
  return [
    ...runRows(record, { ...context, origin: oneLine(given.fields.origin ?? "") }),
    ...missingSections(given.sections, context.schema),
  ];
}

const missingSections = (sections, { headings, checks }) =>
  headings
    .filter(({ text, needed }) => needed && !composeSection(sections[text] ?? ""))
    .map(({ text, missing }) => ({
      code: "CS301",
      ...checks.rules.CS301,
      at: ["section", text],
      message: missing || checks.missing_section.replace("{name}", () => text),
      hint: NEEDED,
    }));

// The field of the question at a place.
function fieldAt(at, schema) {
  let found = schema;
  for (const part of at)
    if (typeof part === "string") found = found?.fields?.find(({ name }) => name === part);
  return found;
}

const NEEDED = "It is needed.";
const LIST = "Choose from the list.";
const WEB = "Write an address that starts with https://";

// How the question at a place is answered, where a row has nothing better to say.
function howToAnswer(at, schema) {
  const field = fieldAt(at, schema);
  if (field?.needed_here)
    return `${WEB}. For a file that is nowhere on the web, take this one out, and tell the editors in your e-mail.`;
  if (field?.choices) return "Choose one of the answers below.";
  if (field?.kind === "term")
    return schema.vocabularies[field.vocabulary].terms.length <= schema.few
      ? "Choose one or more of the answers below."
      : LIST;
  if (field?.kind === "date")
    return `For example July 2005${field.unknown ? ", or tick “Nobody knows”." : "."}`;
  if (field?.kind === "address") return `${NEEDED} ${WEB}.`;
  return field?.kind === "organisation" ? LIST : NEEDED;
}
