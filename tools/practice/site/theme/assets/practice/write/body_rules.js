// The checks of the text below the fields, in the words of `practice check`.
import { isWebAddress } from "./addresses.js";
import { anchor, fold, listing, quote } from "./words.js";

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;
const WEB_HINT =
  "Write an address that starts with https://, or the path of a file beside the case study.";

function* missingHeading(body, { schema }) {
  const needed = schema.headings.filter((heading) => heading.needed);
  const order = new Map(schema.headings.map((heading, place) => [heading.text, place]));
  if (!body.headings.length) {
    const message = `There is no text below the fields; these are needed: ${listing(
      needed.map((heading) => heading.text),
      "and",
    )}.`;
    yield {
      section: needed[0].text,
      message,
      hint: `Write each on a line of its own:\n${needed.map((heading) => `## ${heading.text}`).join("\n")}`,
    };
    return;
  }
  const there = new Set([
    ...body.sections.map((section) => section.heading),
    ...body.headings.filter((heading) => heading.level === 1).map((heading) => heading.text),
  ]);
  for (const { text, help } of needed) {
    if (there.has(text)) continue;
    if (body.headings.some((heading) => heading.text === text)) {
      yield {
        section: text,
        message: `'${text}' is not a heading of the second level.`,
        hint: `Write: ## ${text}`,
      };
      continue;
    }
    const before = body.sections.some(
      (section) => (order.get(section.heading) ?? -1) > order.get(text),
    );
    yield {
      section: text,
      message: `The section '${text}' is missing.`,
      hint: `${help}  ${before ? "Put in, before this line" : "Put in, at the end"}: ## ${text}`,
    };
  }
}

function* headingLevelSkipped(body) {
  let before = 1;
  for (const { level, text, section } of body.headings) {
    if (level === 1) {
      const message = `${quote(text)} is a heading of the first level, which belongs to the title of the page.`;
      yield { section, message, hint: `Write: ## ${text}` };
    } else if (level > before + 1) {
      const message = `${quote(text)} is a heading of level ${level} below one of level ${before}.`;
      yield { section, message, hint: `Write: ${"#".repeat(before + 1)} ${text}` };
    }
    before = level === 1 ? 2 : level;
  }
}

function* emptySection(body, { schema }) {
  for (const { heading, empty } of body.sections) {
    if (!empty) continue;
    const optional = schema.headings.some((known) => known.text === heading && !known.needed);
    const cure = optional
      ? "Write something below the heading, or delete the heading."
      : "Write something below the heading, even if only: Not reported.";
    yield { section: heading, message: `The section ${quote(heading)} is empty.`, hint: cure };
  }
}

function* pictureWithoutWords(body) {
  for (const { text, target, section } of body.pictures) {
    if (text) continue;
    const hint = `Write what it shows, in square brackets: ![What it shows](${target})`;
    yield {
      section,
      message: `The picture ${quote(target)} has no words for readers who cannot see it.`,
      hint,
    };
  }
}

function* rawHtml(body) {
  for (const { text, section } of body.html) {
    const hint = "Write it as Markdown; a less-than sign in a text is written \\<.";
    yield {
      section,
      message: `${quote(text)} is HTML; the site would show it as it is written.`,
      hint,
    };
  }
}

function* remotePicture(body) {
  for (const { text, target, section } of body.pictures) {
    if (!/^https?:/i.test(target)) continue;
    const hint = `Save it beside the case study, if its licence allows, and write: ![${text}](${target.slice(target.lastIndexOf("/") + 1)})`;
    yield {
      section,
      message: `The picture ${quote(target)} lies on another site, which would learn who reads this page.`,
      hint,
    };
  }
}

function* brokenLink(body, { path, collection, fields }) {
  for (const { target, section } of [...body.links, ...body.pictures]) {
    const fault = linkFault(target, path, body, collection);
    if (fault) yield { section, message: fault[0], hint: fault[1] };
  }
  const resources = Array.isArray(fields.resources) ? fields.resources : [];
  for (const [place, { file }] of resources.entries()) {
    if (!file || !collection || collection.files.includes(resolve(path, file))) continue;
    yield { at: ["resources", place, "file"], message: missing(file)[0], hint: missing(file)[1] };
  }
}

function linkFault(target, path, body, collection) {
  if (!target.trim()) return ["The link leads nowhere.", WEB_HINT];
  if (SCHEME.test(target)) return addressFault(target);
  if (/^[/\\]/.test(target)) {
    return [
      `${quote(target)} is a path from the top, which is another place on every computer.`,
      "Write the path from this file, for example: ../luton-pct/slow-queue.md",
    ];
  }
  const cut = target.indexOf("#");
  const [file, fragment] = cut < 0 ? [target, ""] : [target.slice(0, cut), target.slice(cut + 1)];
  const found = resolve(path, file.split("?")[0]);
  if (found !== path && !collection) return null; // the list of case studies could not be loaded: nothing is said
  const known =
    found === path
      ? body.headings.map((heading) => heading.text)
      : collection.studies.find(([other]) => other === found)?.[2];
  if (!known) return collection.files.includes(found) ? null : missing(target);
  const anchors = [...new Set(known.map((heading) => anchor(heading)))].sort();
  if (!fragment || anchors.includes(fragment)) return null;
  const place = found === path ? "this page" : found;
  const hint = anchors.length
    ? `There are: ${anchors
        .slice(0, 12)
        .map((name) => `#${name}`)
        .join(", ")}`
    : "It has no headings.";
  return [`There is no heading '#${[...fragment].slice(0, 80).join("")}' on ${place}.`, hint];
}

function addressFault(target) {
  const scheme = target.slice(0, target.indexOf(":")).toLowerCase();
  if (["http", "https"].includes(scheme))
    return isWebAddress(target)
      ? null
      : [`${quote(target)} is not an address on the web.`, WEB_HINT];
  if (scheme === "mailto")
    return target.includes("@")
      ? null
      : [
          `${quote(target)} has no mailbox in it.`,
          "Write, for example: mailto:screening@trust.example",
        ];
  return [
    `${quote(target)} starts with '${scheme.slice(0, 40)}:', which links here may not.`,
    WEB_HINT,
  ];
}

const missing = (target) => [
  `There is no file ${quote(target)}, seen from this case study.`,
  "Put the file there, write its path from this file, or take the link out.",
];

// Where a path leads, seen from the file at `from`.
function resolve(from, path) {
  if (!path) return from;
  const parts = [];
  for (const part of [...from.split("/").slice(0, -1), ...path.split("/")]) {
    if (part === ".." && parts.length && parts.at(-1) !== "..") parts.pop();
    else if (part && part !== ".") parts.push(part);
  }
  return parts.join("/") || ".";
}

function* duplicateTitle(_body, { path, collection, fields }) {
  const title = fold(fields.title ?? "");
  const other =
    title && collection?.studies.find(([place, words]) => place !== path && fold(words) === title);
  if (!other) return;
  const message = `${quote(fields.title)} is also the title of ${other[0]}.`;
  yield {
    at: ["title"],
    message,
    hint: "Say in the title what sets this one apart: the place, the people or the year.",
  };
}

export const BODY_RULES = [
  ["CS301", "missing-heading", missingHeading],
  ["CS303", "heading-level-skipped", headingLevelSkipped],
  ["CS304", "empty-section", emptySection],
  ["CS305", "broken-link", brokenLink],
  ["CS306", "picture-without-alternative-text", pictureWithoutWords],
  ["CS307", "raw-html", rawHtml],
  ["CS311", "remote-picture", remotePicture],
  ["CS402", "duplicate-title", duplicateTitle],
];
