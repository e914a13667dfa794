// What was copied in a word processor, as Markdown: paragraphs, headings, lists, tables, links, bold and italics.
// Everything else is its text. The page that it is read in is never shown: nothing in it is loaded or run.
import { BULLET } from "./from_text.js";
import { layBlocks, tableOf } from "./markdown_blocks.js";

const NOT_READ = new Set([
  "head",
  "style",
  "script",
  "template",
  "noscript",
  "title",
  "meta",
  "link",
  "object",
  "iframe",
  "svg",
  "img",
  "select",
  "button",
]);
const PARAGRAPHS = new Set([
  "p",
  "div",
  "section",
  "article",
  "header",
  "footer",
  "main",
  "aside",
  "blockquote",
  "dl",
  "dt",
  "dd",
  "figure",
  "figcaption",
  "form",
  "hr",
  "pre",
]);
const STRUCTURE = "p, h1, h2, h3, h4, h5, h6, li, table, blockquote, a[href], b, strong, i, em";
const NUMBERED = /^\(?(?:\d+|[a-z]|[ivx]+)[.)]/i;
const DEEPEST = 200; // elements inside one another; what lies deeper is no document that somebody wrote

// The Markdown of the clipboard's HTML, or "" where that has nothing that its plain text has not.
export function markdownOf(html) {
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
