// Check what was written, as `practice check` checks the file that comes of it.
import { compose, oneLine } from "../compose.js";
import { layOut } from "./answers.js";
import { readBody } from "./body.js";
import { BODY_RULES } from "./body_rules.js";
import { findOrganisation, FIELD_RULES } from "./rules.js";
import { clean, grouped, slug } from "./words.js";

const MOST_BYTES = 1024 * 1024;
const MOST_FRONT = 64 * 1024;
const MOST_FINDINGS = 100;

// Where the file goes: the folder of the first trust, and a name made of the title that no case study has yet.
export function pathFor(fields, schema, collection) {
  const body = findOrganisation(fields.trusts?.[0] ?? "", schema);
  const { longest, reserved, no_trust: noTrust, no_title: noTitle } = schema.names;
  const folder = body
    ? (schema.folders[body[0]] ?? body[0])
    : wholeWords(slug(fields.trusts?.[0] ?? ""), longest) || noTrust;
  const name = wholeWords(slug(fields.title ?? ""), longest) || noTitle;
  const taken = new Set(
    reserved.concat(
      (collection?.studies ?? []).map(([path]) => path.slice(path.lastIndexOf("/") + 1, -3)),
    ),
  );
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`;
  return `case_studies/${folder}/${free}.md`;
}

// Cut between words, or within a word that is longer than that.
function wholeWords(name, most) {
  if (name.length <= most) return name;
  return name.slice(0, Math.max(0, name.lastIndexOf("-", most))) || name.slice(0, most);
}

// The collection as the rules look at it: headings in words.
export function readCollection(data, schema) {
  if (!data) return null;
  const words = (heading) =>
    typeof heading === "number" ? schema.headings[heading].text : heading;
  return {
    studies: data.studies.map(([path, title, headings]) => [path, title, headings.map(words)]),
    files: data.files,
  };
}

// Every problem: {code, name, severity, at, message, hint}. `at` is the way to a field, or ["section", heading].
// `given` is {fields, sections}; `context` has the schema, today, the path, and the collection if it could be loaded.
export function check(given, context) {
  const text = compose(given.fields, given.sections, context.schema);
  const end = text.indexOf("\n---\n", 3);
  const large = tooLarge(text, text.slice(3, end + 1));
  if (large)
    return [{ code: "CS007", name: "file-too-large", severity: "error", at: [], ...large }];
  const full = { ...context, ...given, origin: oneLine(given.fields.origin ?? "") };
  const record = layOut(given.fields, context.schema);
  const body = readBody(text.slice(end + 5));
  return [...judge(FIELD_RULES, record, full), ...judge(BODY_RULES, body, full)];
}

function judge(rules, subject, context) {
  return rules.flatMap(([code, name, rule, severity = "error"]) =>
    [...rule(subject, context)].slice(0, MOST_FINDINGS).map((found) => ({
      code,
      name,
      severity,
      at: found.at ?? ["section", found.section],
      message: clean(found.message),
      hint: clean(found.hint),
    })),
  );
}

function tooLarge(text, front) {
  if (new TextEncoder().encode(text).length > MOST_BYTES) {
    const message = "The file has more than 1 MB, which is the most for a case study.";
    return { message, hint: "Put pictures and tables into files of their own." };
  }
  const letters = [...front].length;
  if (letters <= MOST_FRONT) return null;
  const message = `The front matter has ${grouped(letters)} characters; at most ${grouped(MOST_FRONT)} are read.`;
  return { message, hint: "Move long text into the sections below." };
}
