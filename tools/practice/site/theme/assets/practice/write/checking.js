// Check what was written, as `practice check` checks the file that comes of it.
import { compose, composeSection, oneLine } from "../compose.js";
import { layOut } from "./answers.js";
import { findOrganisation, runRows } from "./rules.js";
import { clean, grouped, slug } from "./words.js";

const MOST_BYTES = 1024 * 1024;
const MOST_FRONT = 64 * 1024;
const MOST_FINDINGS = 100;

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
// `given` is {fields, sections}; `context` has the schema and today. What more `practice check` says needs the whole file
// or the whole collection: the editors see it in the review.
export function check(given, context) {
  const text = compose(given.fields, given.sections, context.schema);
  const end = text.indexOf("\n---\n", 3);
  const large = tooLarge(text, text.slice(3, end + 1));
  if (large)
    return [{ code: "CS007", name: "file-too-large", severity: "error", at: [], ...large }];
  const record = layOut(given.fields, context.schema);
  const found = runRows(record, { ...context, origin: oneLine(given.fields.origin ?? "") });
  const counts = new Map();
  return [...found, ...missingSections(given.sections, context.schema)]
    .filter(({ code }) => {
      counts.set(code, (counts.get(code) ?? 0) + 1);
      return counts.get(code) <= MOST_FINDINGS;
    })
    .map((one) => ({ ...one, message: clean(one.message), hint: clean(one.hint) }));
}

const missingSections = (sections, { headings, checks }) =>
  headings
    .filter(({ text, needed }) => needed && !composeSection(sections[text] ?? ""))
    .map(({ text }) => ({
      code: "CS301",
      ...checks.rules.CS301,
      at: ["section", text],
      message: checks.missing_section.replace("{name}", () => text),
      hint: "",
    }));

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
