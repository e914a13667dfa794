// The exceptions of an author, as in tools/practice/privacy/exceptions.py: one line on which one check is set aside, and why.

const IN_FRONT = /(?:^|[ \t])#[ \t]*practice:[ \t]*(.*)$/;
const IN_TEXT = /<!--[ \t]{0,9}practice:[ \t]{0,9}(.{0,400}?)[ \t]{0,9}-->/;
const WORDS = /^allow[ \t]+([A-Za-z0-9-]+)(?:[ \t]+because[ \t]+(.*\S))?[ \t]*$/;

// {check, reason, words, line, holdsFor} for each, lines from 1. `check` is empty where the words cannot be understood.
export function readExceptions(text) {
  const lines = text.split("\n");
  const end = lines.findIndex((line, place) => place > 0 && line.trimEnd() === "---");
  return lines.flatMap((line, place) => {
    const found = (place < end ? IN_FRONT : IN_TEXT).exec(line);
    if (!found) return [];
    const alone = !(line.slice(0, found.index) + line.slice(found.index + found[0].length)).trim();
    const [, check = "", reason = ""] = WORDS.exec(found[1]) ?? [];
    return [
      { check, reason, words: found[1], line: place + 1, holdsFor: place + 1 + (alone ? 1 : 0) },
    ];
  });
}

// What can be set aside: code and name of each check.
export const allowable = (table) =>
  new Map([...table.patterns.map(({ code, name }) => [code, name]), ["CS512", "small-count"]]);

export const isFor = (exception, code, name) =>
  exception.check.toUpperCase() === code || exception.check === name;

// Whether it has a reason and is for one of these checks: [[code, name], ...].
export const holds = (exception, checks) =>
  Boolean(exception.reason) && [...checks].some(([code, name]) => isFor(exception, code, name));
