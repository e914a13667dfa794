// What is pasted into a question, in the form that the question takes.

// `blocks` are {kind, text, level, numbered, start}; `kind` is paragraph, heading, table, item, or more (of an item).
function layBlocks(blocks) {
  const lines = [];
  let above = []; // the items that the next one may belong to: {numbered, number, indent, inner}
  for (const { kind, text, level = 0, numbered = false, start = 0 } of blocks) {
    const listed = kind === "item" || (kind === "more" && above.length > 0);
    if (!listed) above = [];
    if (kind === "item") {
      const depth = Math.min(level, above.length);
      const before = above[depth];
      const indent = depth ? above[depth - 1].inner : 0;
      const goesOn = before && before.numbered === numbered;
      const number = goesOn ? before.number + 1 : start || 1;
      const mark = numbered ? `${number}. ` : "- ";
      if (!above.length || (before && !goesOn)) separate(lines);
      above = [...above.slice(0, depth), { numbered, number, inner: indent + mark.length }];
      lines.push(`${" ".repeat(indent)}${mark}${text}`);
    } else {
      separate(lines);
      lines.push(
        `${listed ? " ".repeat(above.at(-1).inner) : ""}${kind === "heading" ? `### ${text.replace(/\*\*/g, "")}` : text}`,
      );
    }
  }
  return lines.join("\n");
}

function separate(lines) {
  if (lines.length && lines.at(-1)) lines.push("");
}

// Rows of cells; the first row has the headings.
function tableOf(rows) {
  const filled = rows.filter((row) => row.some((cell) => cell.trim()));
  const width = Math.max(...filled.map((row) => row.length));
  const line = (row) =>
    `| ${Array.from({ length: width }, (_, place) => (row[place] ?? "").trim().replace(/\|/g, "\\|")).join(" | ")} |`;
  const [head, ...others] = filled;
  return [
    line(head.map((cell) => cell.replace(/\*\*/g, ""))),
    `|${"---|".repeat(width)}`,
    ...others.map(line),
  ].join("\n");
}

// Plain text that was copied elsewhere, as Markdown: its bullets and its paragraphs. Sheets give their cells as HTML.

const BULLET = /^[ \t]*[•·▪◦‣●○§–\uf0b7\uf0a7][ \t\u00a0]+|^[ \t]*o\t+/;
const NUMBERED_LINE = /^[ \t]*(\d+)[.)]\t+/;
const OURS = /^(?: {0,3}(?:[-*+] |\d+[.)] |>|#{1,6} |\|)| {2})/; // what is Markdown already
const SENTENCE_END = /[.!?:;…]["'”’)\]]*$/;
const WRAPPED = [50, 100]; // letters in a line that ends only because the page did

function markdownOfText(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  if (lines.some((line) => /^ {0,3}(?:```|~~~)/.test(line))) return lines.join("\n");
  const blocks = [];
  let empty = false;
  for (const line of lines) {
    if (line.trim()) {
      const block = blockOf(line);
      const last = blocks.at(-1);
      if (!empty && last && goesOn(last, block)) last.text += `\n${block.text}`;
      else blocks.push(block);
    }
    empty = !line.trim();
  }
  return layBlocks(blocks);
}

function blockOf(line) {
  if (BULLET.test(line)) return { kind: "item", text: line.replace(BULLET, "").trim() };
  const number = NUMBERED_LINE.exec(line);
  if (number)
    return {
      kind: "item",
      numbered: true,
      start: Number(number[1]),
      text: line.slice(number[0].length).trim(),
    };
  if (OURS.test(line)) return { kind: "ours", text: line.trimEnd() };
  return { kind: "paragraph", text: line.trim() };
}

// Lines that are Markdown already stay together; a line that is as long as a page is wide goes on in the next.
function goesOn(before, { kind }) {
  if (before?.kind !== kind) return false;
  const last = before.text.slice(before.text.lastIndexOf("\n") + 1);
  return (
    kind === "ours" ||
    (kind === "paragraph" &&
      last.length >= WRAPPED[0] &&
      last.length <= WRAPPED[1] &&
      !SENTENCE_END.test(last))
  );
}

// One entry a line, as the lists of short texts have them: no bullets, no numbers, no empty lines.
export const entriesOfText = (text) =>
  text
    .split(/\r\n?|\n/)
    .map((line) =>
      line
        .replace(
          /^[\s\u00a0]*(?:[•·▪◦‣●○§–—*\-\uf0b7\uf0a7][\s\u00a0]+|o\t+|\(?(?:\d{1,2}|[a-z])[.)][\s\u00a0]+)?/,
          "",
        )
        .replace(/[\s\u00a0]+/g, " ")
        .trim(),
    )
    .filter(Boolean)
    .join("\n");

// What was copied in a word processor, as Markdown: paragraphs, headings, lists, tables, links, bold and italics.
// Everything else is its text. The page that it is read in is never shown: nothing in it is loaded or run.

const NOT_READ = new Set(
  "head style script template noscript title meta link object iframe svg img select button".split(
    " ",
  ),
);
const PARAGRAPHS = new Set(
  "p div section article header footer main aside blockquote dl dt dd figure figcaption form hr pre".split(
    " ",
  ),
);
const STRUCTURE = "p, h1, h2, h3, h4, h5, h6, li, table, blockquote, a[href], b, strong, i, em";
const NUMBERED = /^\(?(?:\d+|[a-z]|[ivx]+)[.)]/i;
const DEEPEST = 200; // elements inside one another; what lies deeper is no document that somebody wrote

// The Markdown of the clipboard's HTML, or "" where that has nothing that its plain text has not.
function markdownOf(html) {
  const body = new DOMParser().parseFromString(withoutRules(html), "text/html").body;
  if (!body.querySelector(STRUCTURE)) return "";
  const page = new Reading();
  page.inside(body, {});
  page.end();
  return layBlocks(page.blocks);
}

// Styles are read, never applied: our policy forbids them, and handlers of events, even to a page that nobody sees.
const withoutRules = (html) =>
  html
    .replace(/<(\/?)style\b/gi, "<$1template")
    .replace(/<[a-z][^<>]*>/gi, (tag) =>
      tag.replace(/([\s"'/])(style|on[a-z]+)\s*=/gi, "$1data-$2="),
    );

const styleOf = (element) => (element.dataset.style ?? "").toLowerCase();

// Word says in the style of a paragraph that it is an item of a list, and writes its bullet into it.
function wordItem(element) {
  const level = /mso-list:\s*(?!ignore|none|skip)\S+\s+level(\d)/.exec(styleOf(element))?.[1];
  if (!level) return null;
  const mark = [...element.querySelectorAll("[data-style]")].find((inner) =>
    /mso-list:\s*ignore/.test(styleOf(inner)),
  );
  const words = mark?.textContent.trim() ?? "";
  mark?.remove();
  return {
    kind: "item",
    level: Number(level) - 1,
    numbered: NUMBERED.test(words) && words !== "o",
    text: "",
  };
}

class Reading {
  blocks = [];
  runs = []; // the words of the paragraph that is being read, with their looks
  /** @type {any} */
  next = null; // the list item or heading that the words will make
  /** @type {{ numbered: boolean, start: number }[]} */
  lists = [];
  depth = 0;

  inside(node, looks) {
    if (this.depth > DEEPEST) return;
    this.depth += 1;
    for (const child of [...node.childNodes]) {
      if (child.nodeType === Node.TEXT_NODE) this.runs.push({ text: child.data, ...looks });
      else if (child.nodeType === Node.ELEMENT_NODE) this.element(child, child.localName, looks);
    }
    this.depth -= 1;
  }

  element(element, name, looks) {
    if (NOT_READ.has(name)) return;
    if (name === "br") this.end();
    else if (/^h[1-6]$/.test(name)) this.block(element, {}, { kind: "heading" });
    else if (name === "ul" || name === "ol") this.list(element, name === "ol", looks);
    else if (name === "li")
      this.block(element, looks, {
        kind: "item",
        level: Math.max(0, this.lists.length - 1),
        ...this.lists.at(-1),
      });
    else if (name === "table") this.table(element, looks);
    else if (PARAGRAPHS.has(name)) this.paragraph(element, looks);
    else this.inside(element, looksOf(element, name, looks));
  }

  list(element, numbered, looks) {
    this.end();
    this.lists.push({ numbered, start: Number(element.getAttribute("start")) || 0 });
    this.inside(element, looks);
    this.end();
    this.lists.pop();
  }

  // A paragraph in an item of a list is the item's own words.
  paragraph(element, looks) {
    const item = wordItem(element);
    if (item || this.runs.some(({ text }) => text.trim())) this.end();
    if (item) this.next = item;
    this.inside(element, looks);
    this.end();
    if (item) this.next = null;
  }

  block(element, looks, next) {
    this.end();
    this.next = next;
    this.inside(element, looks);
    this.end();
    this.next = null;
  }

  table(element, looks) {
    this.end();
    const cells = (row) =>
      [...row.cells].flatMap((cell) => [
        textOf(cell, looks),
        ...Array(Math.min(20, cell.colSpan) - 1).fill(""),
      ]);
    const rows = [...element.rows].map(cells);
    // One row or one column only holds a page together.
    if (rows.length > 1 && rows.some((row) => row.length > 1))
      this.blocks.push({ kind: "table", text: tableOf(rows) });
    else
      for (const row of element.rows) for (const cell of row.cells) this.block(cell, looks, null);
  }

  end() {
    const text = wordsOf(this.runs);
    this.runs = [];
    if (!text) return;
    const bullet = !this.next && BULLET.test(text);
    this.blocks.push(
      bullet
        ? { kind: "item", text: text.replace(BULLET, "") }
        : { kind: "paragraph", ...this.next, text },
    );
    // What follows in the same item stands below its words.
    this.next = this.next?.kind === "item" ? { kind: "more", level: this.next.level } : null;
  }
}

function textOf(cell, looks) {
  const inner = new Reading();
  inner.inside(cell, looks);
  inner.end();
  return inner.blocks.map(({ text }) => text.replace(/\n+/g, " ")).join(" ");
}

function looksOf(element, name, looks) {
  const style = styleOf(element);
  const weight = /(?<![\w-])font-weight:\s*(\w+)/.exec(style)?.[1];
  const slant = /(?<![\w-])font-style:\s*(\w+)/.exec(style)?.[1];
  const link = name === "a" ? element.getAttribute("href") : null;
  return {
    bold: weight
      ? weight === "bold" || Number(weight) > 500
      : looks.bold || ["b", "strong"].includes(name),
    italic: slant ? slant === "italic" : looks.italic || ["i", "em"].includes(name),
    link: link && /^(?:https?|mailto):/i.test(link) ? link.trim() : looks.link,
  };
}

// Runs of the same looks are one: "**wo****men**" would be no Markdown.
function wordsOf(runs) {
  const joined = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (
      last &&
      (["bold", "italic", "link"].every((look) => (last[look] || "") === (run[look] || "")) ||
        (!run.text.trim() && !run.link))
    )
      last.text += run.text;
    else joined.push({ ...run });
  }
  return joined.map(marked).join("").replace(/\s+/g, " ").trim();
}

function marked({ text, bold, italic, link }) {
  const [, before, words, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? ["", "", "", ""];
  if (!words) return text;
  const marks = `${bold ? "**" : ""}${italic ? "*" : ""}`;
  const looked = `${marks}${words}${[...marks].reverse().join("")}`;
  return `${before}${
    link
      ? `[${looked.replace(/[[\]]/g, "\\$&")}](${link
          .replace(/[\s()<>\\]/g, encodeURIComponent)
          .replace(/\(/g, "%28")
          .replace(/\)/g, "%29")})`
      : looked
  }${after}`;
}

// What is pasted into a question, in the form that the question takes.

const LONGEST_HTML = 2_000_000; // letters: more than any report; the plain text is taken instead

const READERS = {
  text: (data) =>
    (data.html.length <= LONGEST_HTML && markdownOf(data.html)) || markdownOfText(data.text),
  entries: (data) => entriesOfText(data.text),
  line: (data) => (/[\r\n]/.test(data.text) ? data.text.trim().replace(/\s+/g, " ") : ""),
};

// `kind` is "text" for Markdown, "entries" for one entry a line, "line" for a single line.
export function readPastes(box, kind) {
  box.addEventListener("paste", (event) => {
    const data = {
      text: event.clipboardData?.getData("text/plain") ?? "",
      html: event.clipboardData?.getData("text/html") ?? "",
    };
    const text = READERS[kind](data);
    if (!text || text === data.text.trim()) return; // the browser does that itself
    event.preventDefault();
    insert(box, kind === "text" ? apart(box, text) : text);
  });
}

// What has several paragraphs begins and ends with an empty line, unless the box begins or ends there.
function apart(box, text) {
  if (!text.includes("\n")) return text;
  const [before, after] = [
    box.value.slice(0, box.selectionStart),
    box.value.slice(box.selectionEnd),
  ];
  return `${before.trim() ? emptyLines(before.match(/\n*$/)?.[0] ?? "") : ""}${text}${after.trim() ? emptyLines(after.match(/^\n*/)?.[0] ?? "") : ""}`;
}

const emptyLines = (ends) => "\n".repeat(Math.max(0, 2 - ends.length));

// As if it were typed, so that the browser's "undo" brings back what was there.
function insert(box, text) {
  box.focus();
  apartFromTyping(box);
  if (document.execCommand("insertText", false, text)) {
    apartFromTyping(box);
    return;
  }
  box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

// A caret that was elsewhere ends what "undo" takes for one piece of typing.
function apartFromTyping(box) {
  const { selectionStart, selectionEnd } = box;
  box.setSelectionRange(
    selectionStart ? 0 : box.value.length,
    selectionStart ? 0 : box.value.length,
  );
  box.setSelectionRange(selectionStart, selectionEnd);
}
