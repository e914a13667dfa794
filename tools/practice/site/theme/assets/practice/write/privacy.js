// What may tell a reader who a patient is, found by the same patterns as in the command: data of privacy/patterns.py.

// The tables of Markdown: {text, line, at, heading, row} of each cell; `at` is its place in the line.
const RULE = /^[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$/;

export function* cellsOf(lines) {
  let header = null;
  for (const [number, line] of lines.entries()) {
    if (!line.includes("|")) {
      header = null;
    } else if (!header) {
      const follows = lines[number + 1] ?? "";
      if (follows.includes("-") && RULE.test(follows)) header = inRow(line).map(({ text }) => text);
    } else if (!RULE.test(line)) {
      const row = inRow(line);
      for (const [position, cell] of row.entries()) {
        yield {
          ...cell,
          line: number + 1,
          heading: header[position] ?? "",
          row: position ? row[0].text : "",
        };
      }
    }
  }
}

function inRow(line) {
  const found = [];
  let position = line.length - line.trimStart().length;
  if (line[position] === "|") position += 1;
  while (position < line.length) {
    const [text] = line.slice(position).match(/^(?:\\\||[^|])*/) ?? [""];
    found.push({ text: text.trim(), at: position + text.length - text.trimStart().length });
    position += text.length + 1;
  }
  return found;
}

// The patterns and what else they need are one table; privacy/scanner.py has the rules.
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

const digitsOf = (text) => text.replace(/[^0-9]/g, "");

function isNhsNumber(text) {
  const digits = digitsOf(text);
  if (digits.length !== 10 || digits.startsWith("999")) return false;
  const total = [...digits.slice(0, 9)].reduce(
    (sum, digit, place) => sum + (10 - place) * Number(digit),
    0,
  );
  if ((11 - (total % 11)) % 11 !== Number(digits[9])) return false;
  // Scotland's start with a date of birth, DDMMYY; below 32 nothing else has been given out.
  const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
  return day > 31 || (day > 0 && month >= 1 && month <= 12);
}

function isMobile(text, forms) {
  const national = digitsOf(text)
    .replace(/^(?:0044|44)/, "")
    .replace(/^0/, "");
  return forms.some((form) => new RegExp(`^(?:${form})$`).test(national));
}

const VALIDATORS = {
  "": () => true,
  "nhs-number": isNhsNumber,
  mobile: (text, { mobile }) => isMobile(text, mobile),
};

const compiled = new WeakMap();

function compile(pattern) {
  if (!compiled.has(pattern)) {
    // Signs that the browser stores as two count as one, as in Python.
    const flags = pattern.ignore_case ? "iu" : "u";
    compiled.set(pattern, {
      regex: new RegExp(pattern.regex, `g${flags}`),
      notText: pattern.not_text ? new RegExp(pattern.not_text, flags) : null,
      before: pattern.before && new RegExp(pattern.before, "iu"),
      notBefore: pattern.not_before && new RegExp(pattern.not_before, "iu"),
      sentence: (pattern.sentence ?? []).map((one) => new RegExp(one, "u")),
    });
  }
  return compiled.get(pattern);
}

// What in `text` may identify a person, in the order of the text: {pattern, text, start, line, message}.
export function findPersonal(text, table) {
  const { shown, written } = asRead(text, table);
  const { flowing, back } = inParagraphs(shown, table);
  const running = inRunningText(flowing, table).map(([start, end, pattern]) => [
    back(start),
    back(end - 1) + 1,
    pattern,
  ]);
  return withoutOverlaps([...inColumns(shown, table), ...running]).map(([first, last, pattern]) => {
    const [start, end] = [written(first), written(last)];
    const words = text.slice(start, end);
    return {
      pattern,
      text: words,
      start,
      line: text.slice(0, start).split("\n").length,
      message: pattern.message.replace("{}", () => covered(words, table)),
    };
  });
}

// The text as a reader sees it, and the way back to places in the text as written: privacy/normalise.py has the rules.
function asRead(text, table) {
  const signs = new RegExp(`[^\\x00-\\x7f]|${table.entity}`, "gu");
  const joints = [];
  let [shown, at, leftOut] = ["", 0, 0];
  for (const found of text.matchAll(signs)) {
    const [sign, number, hexadecimal, name] = found;
    const meant = name
      ? table.entities[name]
      : number || hexadecimal
        ? character(number, hexadecimal)
        : sign;
    const seen = meant ? shownFor(meant, table) : sign;
    if (seen === sign) continue;
    shown += text.slice(at, found.index) + seen;
    at = found.index + sign.length;
    leftOut += sign.length - seen.length;
    joints.push([shown.length, leftOut]);
  }
  return {
    shown: shown + text.slice(at),
    written: (place) => place + (joints.findLast(([start]) => start <= place)?.[1] ?? 0),
  };
}

function character(number, hexadecimal) {
  const code = number ? Number(number) : parseInt(hexadecimal, 16);
  return code > 31 && code < 0x110000 ? String.fromCodePoint(code) : "";
}

function shownFor(sign, { dashes, selectors }) {
  if (/^\p{Cf}$/u.test(sign) || new RegExp(`^[${selectors}]$`, "u").test(sign)) return "";
  if (/^\p{Z}$/u.test(sign)) return " ";
  if (dashes.includes(sign)) return "-";
  const same = sign.normalize("NFKC");
  if (/^[ -~]$/.test(same)) return same;
  return /^\p{Nd}$/u.test(sign) ? String(digitFor(sign.codePointAt(0))) : sign;
}

// The digits of a script follow one another, from 0.
function digitFor(code) {
  let value = 0;
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}

// The text with one space for every end of a line within a paragraph, and the way back to places in the text itself.
function inParagraphs(text, table) {
  const [ends, begins] = [new RegExp(table.ends), new RegExp(table.begins)];
  const lines = text.split("\n");
  const joints = [];
  let [flowing, leftOut] = [lines[0], 0];
  for (const [before, following] of lines.slice(1).entries()) {
    const quoted = lines[before].startsWith(">") && following.startsWith("> ");
    const goesOn = quoted || !(ends.test(lines[before]) || begins.test(following));
    const rest = goesOn ? following.replace(quoted ? /^[> ]+/ : /^ +/, "") : following;
    if (rest !== following) {
      leftOut += following.length - rest.length;
      joints.push([flowing.length + 1, leftOut]);
    }
    flowing += (goesOn ? " " : "\n") + rest;
  }
  return {
    flowing,
    back: (place) => place + (joints.findLast(([start]) => start <= place)?.[1] ?? 0),
  };
}

// What does not overlap with something found before it, in the order of the text.
function withoutOverlaps(found) {
  const taken = [];
  for (const one of found) {
    if (!taken.some(([start, end]) => one[0] < end && start < one[1])) taken.push(one);
  }
  return taken.sort(([one], [other]) => one - other);
}

function inRunningText(text, table) {
  const small = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return table.patterns.flatMap((pattern) =>
    regions(small, pattern.needs ?? []).flatMap(([first, last]) =>
      [...spans(pattern, text, first, last, table)].map(([start, end]) => [start, end, pattern]),
    ),
  );
}

// What is found in the cells of tables, each read after what the heading of its column (or row) says of it.
function inColumns(text, table) {
  if (!text.includes("|")) return [];
  const columns = table.columns.map(([heading, words]) => [
    new RegExp(`(?:^|[^a-z])(?:${heading})(?![a-z])`, "i"),
    words,
  ]);
  const wordsFor = (heading) => columns.find(([form]) => form.test(heading))?.[1] ?? "";
  const lines = text.split("\n");
  const starts = [0];
  for (const line of lines) starts.push(starts.at(-1) + line.length + 1);
  return [...cellsOf(lines)].flatMap(({ text: cell, line, at, heading, row }) => {
    const words = wordsFor(heading) || wordsFor(row);
    if (!words) return [];
    const first = starts[line - 1] + at - words.length;
    return withoutOverlaps(inRunningText(words + cell.slice(0, table.longest_cell), table))
      .filter(([start]) => start >= words.length)
      .map(([start, end, pattern]) => [first + start, first + end, pattern]);
  });
}

// All letters and digits but the first few covered, and spaces of all kinds plain.
function covered(text, table) {
  let seen = 0;
  const letters = [...asRead(text, table).shown.replace(/[\t\n]/g, " ")];
  return letters
    .map((letter) => {
      if (!LETTER_OR_DIGIT.test(letter)) return letter;
      seen += 1;
      return seen > table.shown ? "*" : letter;
    })
    .join("");
}

// Where to look: the lines that hold one of `needs`, or everything where nothing is needed.
function regions(small, needs) {
  if (!needs.length) return [[0, small.length]];
  const lines = new Map();
  for (const word of needs) {
    let at = small.indexOf(word);
    while (at >= 0) {
      const end = small.indexOf("\n", at) < 0 ? small.length : small.indexOf("\n", at);
      lines.set(small.lastIndexOf("\n", at - 1) + 1, end);
      at = small.indexOf(word, end);
    }
  }
  return [...lines].sort(([one], [other]) => one - other);
}

function* spans(pattern, text, first, last, table) {
  const { regex } = compile(pattern);
  const part = text.slice(0, last);
  let position = first;
  for (;;) {
    regex.lastIndex = position;
    const match = regex.exec(part);
    if (!match) return;
    const end = match.index + match[0].length;
    const start = end - match[1].length;
    if (
      /[0-9A-Za-z]/.test(text[match.index - 1] ?? "") ||
      !counts(pattern, text, start, end, table)
    ) {
      // What was refused may hide what is right further on.
      position = match.index + 1;
      continue;
    }
    yield [start, end];
    position = end;
  }
}

function counts(pattern, text, start, end, table) {
  const { notText, before, notBefore, sentence } = compile(pattern);
  const words = text.slice(start, end);
  if (notText?.test(words)) return false;
  const ahead = text.slice(Math.max(0, start - table.before), start);
  if (before && !endsWith(before, ahead)) return false;
  if (notBefore && endsWith(notBefore, ahead)) return false;
  const around = sentence.length ? sentenceOf(text, start, end, table) : "";
  return (
    sentence.every((one) => one.test(around)) && VALIDATORS[pattern.validator ?? ""](words, table)
  );
}

// Python's "$" stands before a last line break too.
const endsWith = (regex, text) =>
  regex.test(text) || (text.endsWith("\n") && regex.test(text.slice(0, -1)));

function sentenceOf(text, start, end, { around, sentence_end: ends }) {
  const [ahead, behind] = [
    text.slice(Math.max(0, start - around), start),
    text.slice(end, end + around),
  ];
  const first = Math.max(
    0,
    ...[...ahead.matchAll(new RegExp(ends, "g"))].map((match) => match.index + match[0].length),
  );
  const last = behind.search(new RegExp(ends));
  return ahead.slice(first) + text.slice(start, end) + (last < 0 ? behind : behind.slice(0, last));
}

// Exceptions that authors write for the checks of privacy are for the review, and no part of the text.

const EXEMPTIONS = /<!--[ \t]{0,9}practice:[ \t]{0,9}.{0,400}?[ \t]{0,9}-->/g;

export const withoutExemptions = (text) => text.replace(EXEMPTIONS, "");
