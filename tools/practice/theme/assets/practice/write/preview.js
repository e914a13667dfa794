// The page as readers will see it, near enough to read it once as they would.
import { oneLine } from "../compose.js";
import { withoutExemptions } from "./body.js";
import { make } from "./dom.js";

let renderer;

// Markdown without HTML, as the site shows it; pictures stay words, since none can be sent from here.
function told(text) {
  renderer ??= globalThis.markdownit("commonmark", { html: false, maxNesting: 20 }).enable(["table", "strikethrough"]);
  const shown = new DOMParser().parseFromString(renderer.render(text), "text/html").body;
  for (const heading of shown.querySelectorAll("h1, h2, h3")) heading.replaceWith(make("h5", {}, ...heading.childNodes));
  for (const picture of shown.querySelectorAll("img")) picture.replaceWith(picture.alt);
  for (const link of shown.querySelectorAll("a")) {
    // Other pages of the site are nowhere near this one.
    if (/^(?:https?|mailto):/i.test(link.getAttribute("href")) && link.textContent.trim()) link.setAttribute("rel", "noopener");
    else link.replaceWith(...link.childNodes);
  }
  return make("div.told", {}, [...shown.childNodes]);
}

const labelled = (field, value) => field?.choices?.find(([known]) => known === value)?.slice(1) ?? [value, ""];

export function preview(answers, schema) {
  const { fields, sections } = answers;
  const one = (name) => (typeof fields[name] === "string" ? oneLine(fields[name]) : "");
  const many = (name) => (Array.isArray(fields[name]) ? fields[name] : []);
  const field = (name) => schema.fields.find((known) => known.name === name);
  const terms = (name) => many(name).map((id) => schema.vocabularies[name].terms.find(([known]) => known === id)?.[1] ?? id).join(", ");
  const facts = [
    ["Outcome", labelled(field("outcome"), one("outcome"))],
    ["Evidence", labelled(field("evidence"), one("evidence"))],
    ["How far it got", labelled(field("stage"), one("stage"))],
    ["Who it was for", [terms("communities")]],
    ["About", [terms("topics")]],
    ["Where it was done", [terms("settings")]],
    ["With", [many("partners").map(oneLine).filter(Boolean).join(", ")]],
    ["Cost", [mapping(fields.cost)]],
    ["Staff time", [many("staff_time").map((item) => `${item.role ?? ""}: ${said(item.amount)}`).join("; ")]],
    ["You cannot do without", [many("needs").map(oneLine).filter(Boolean).join("; ")]],
  ];
  const article = make(
    "article.preview",
    { "aria-label": "Preview" },
    terms("themes") && make("p.eyebrow", {}, terms("themes")),
    make("h3.preview__title", {}, one("title") || "No title yet"),
    make("p.byline", {}, [many("trusts").join(", "), one("place"), one("started")].filter(Boolean).join(" · ")),
    one("summary") && make("p.lead", {}, one("summary")),
    make(
      "dl.glance",
      {},
      facts.map(([name, [value, meaning]]) => make("div", {}, make("dt", {}, name), make("dd", {}, value || make("span.quiet", {}, "not reported"), meaning && make("span.meaning", {}, ` ${meaning}`)))),
    ),
  );
  for (const { text } of schema.headings) {
    const written = withoutExemptions(sections[text] ?? "").trim();
    const measures = text === "What happened" ? many("measures").filter((measure) => measure.name || measure.result) : [];
    if (!written && !measures.length) continue;
    article.append(make("h4", {}, text), ...(measures.length ? [table(measures)] : []), told(written));
  }
  return article;
}

const said = (text) => (text === "not-reported" ? "not reported" : (text ?? ""));

function mapping(cost) {
  if (typeof cost !== "object" || cost === null) return "";
  const parts = [cost.setup && `To set up: ${said(cost.setup)}`, cost.running && `To run: ${said(cost.running)}`, cost.note];
  return parts.filter(Boolean).join("; ");
}

function table(measures) {
  const head = ["What was measured", "Before", "Result", "What is counted"];
  const row = ({ name, baseline, result, unit, note }) =>
    make("tr", {}, make("th", { scope: "row" }, name ?? ""), make("td", { "data-label": "Before" }, said(baseline)), make("td", { "data-label": "Result" }, said(result), note && make("span.caution", {}, `Caution: ${note}`)), make("td", { "data-label": "Counted" }, unit ?? ""));
  return make(
    "table.measures",
    {},
    make("caption", {}, "The figures, as the trust gives them"),
    make("thead", {}, make("tr", {}, head.map((words) => make("th", { scope: "col" }, words)))),
    make("tbody", {}, measures.map(row)),
  );
}
