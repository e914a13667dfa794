// Pieces of the page to be: text with its Markdown, lists, and the table of figures.
import { oneLine } from "../compose.js";
import { make } from "./dom.js";
import { figureWords, isNotReported } from "./page_words.js";

let renderer;

// Markdown without HTML, as the site shows it; pictures stay words, since none can be sent from here.
export function told(text) {
  renderer ??= globalThis
    .markdownit("commonmark", { html: false, maxNesting: 20 })
    .enable(["table", "strikethrough"]);
  const shown = new DOMParser().parseFromString(renderer.render(text), "text/html").body;
  for (const heading of shown.querySelectorAll("h1, h2, h3, h4, h5, h6"))
    heading.replaceWith(make(heading.localName < "h4" ? "h5" : "h6", {}, ...heading.childNodes));
  for (const picture of shown.querySelectorAll("img")) picture.replaceWith(picture.alt);
  for (const link of shown.querySelectorAll("a")) {
    // Other pages of the site are nowhere near this one.
    if (/^(?:https?|mailto):/i.test(link.getAttribute("href") ?? "") && link.textContent.trim())
      link.setAttribute("rel", "noopener");
    else link.replaceWith(...link.childNodes);
  }
  for (const table of shown.querySelectorAll("table")) {
    const box = make("div.scroll", { role: "region", "aria-label": "Table", tabindex: "0" });
    table.replaceWith(box);
    box.append(table);
  }
  return make("div.told", {}, [...shown.childNodes]);
}

export const quiet = (words = "not reported") => make("span.quiet", {}, words);

// An address that somebody typed leads on only when it is one of the web.
export const webLink = (address, words) =>
  /^https?:\/\//i.test(address) ? make("a", { href: address, rel: "noopener" }, words) : words;

// Answers of which there may be several, each with its parts on one line; those that say nothing are left out.
export const itemsOf = (value, identity) =>
  (Array.isArray(value) ? value : [])
    .filter((item) => typeof item === "object" && item !== null)
    .map((item) =>
      Object.fromEntries(
        Object.entries(item).map(([name, text]) => [
          name,
          typeof text === "string" ? oneLine(text) : "",
        ]),
      ),
    )
    .filter((item) => item[identity] || item.result);

// A cell stays empty where the question makes no sense; "not reported" is an answer.
export function figuresTable(measures, field, compiled, schema) {
  const any = (name) => measures.some((measure) => measure[name]);
  const figure = (text, unit) => {
    if (!text) return [];
    return isNotReported(text, schema)
      ? [quiet()]
      : [
          make("span.figure", {}, figureWords(text)),
          unit && [" ", make("span.unit", {}, unit)],
        ].flat();
  };
  const plain = (text, words = text) => (text && isNotReported(text, schema) ? quiet() : words);
  const kinds = field?.fields.find((part) => part.name === "kind")?.choices ?? [];
  const kind = (value) => kinds.find(([known]) => known === value)?.[1] ?? value;
  const after = measures.some(({ baseline }) => baseline && !isNotReported(baseline, schema))
    ? "After"
    : "Result";
  const columns = [
    any("baseline") && ["Before", ({ baseline, unit }) => figure(baseline, unit)],
    [
      after,
      ({ result, unit, note }) => [
        ...figure(result, unit),
        note && make("span.caution", {}, make("span.caution__word", {}, "Caution:"), ` ${note}`),
      ],
    ],
    any("comparison") && ["Compared with", ({ comparison, unit }) => figure(comparison, unit)],
    any("n") && ["How many", ({ n }) => plain(n, figureWords(n ?? ""))],
    any("period") && ["When", ({ period }) => plain(period)],
  ].filter(Boolean);
  const row = (measure) =>
    make(
      "tr",
      { role: "row" },
      make(
        "th",
        { role: "rowheader", scope: "row" },
        measure.name ?? "",
        measure.kind && [" ", make("span.meaning", {}, kind(measure.kind))],
      ),
      columns.map(([name, cell]) =>
        make(
          "td",
          { role: "cell", "data-label": name, class: name === after && "result" },
          cell(measure),
        ),
      ),
    );
  return make(
    "table.measures",
    { role: "table" },
    make(
      "caption",
      {},
      `The figures, as ${compiled ? "the sources give" : "the trust gives"} them`,
    ),
    make(
      "thead",
      { role: "rowgroup" },
      make(
        "tr",
        { role: "row" },
        ["What was measured", ...columns.map(([name]) => name)].map((name) =>
          make("th", { role: "columnheader", scope: "col" }, name),
        ),
      ),
    ),
    make("tbody", { role: "rowgroup" }, measures.map(row)),
  );
}
