// The page as readers will see it, section by section as in site/templates/case_study.html. What only the site knows
// is not in it: similar case studies, who took it up, today's organisations, and the address to cite.
import { make } from "../dom.js";
import { dateInWords } from "./dates.js";
import { withoutExemptions } from "./privacy.js";
import { isEmpty, oneLine } from "./serializer.js";
import { fold } from "./text.js";

const filled = (form, values) => form.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const firstSmall = (text) =>
  /^\p{Lu}{2}/u.test(text) ? text : text.slice(0, 1).toLowerCase() + text.slice(1);

const isNotReported = (text, schema) => text === schema.not_reported;

// A figure with commas between thousands.
function figureWords(text) {
  const [, whole, part] = /^(\d{5,})(\.\d+)?$/.exec(text) ?? [];
  return whole ? `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${part ?? ""}` : text;
}

function whenInWords(fields, schema) {
  const words = (name) => {
    const said = typeof fields[name] === "string" ? oneLine(fields[name]) : "";
    return said === schema.unknown ? "" : dateInWords(said, schema);
  };
  const values = { started: words("started"), ended: words("ended") };
  const form = values.started
    ? values.ended
      ? "both"
      : "started"
    : values.ended
      ? "ended"
      : "neither";
  return filled(schema.words.when[form], values);
}

// Who wrote the page, and from what.
function provenance(compiled, sources, trusts, schema) {
  const words = schema.words.provenance;
  if (!compiled) return words.contributed;
  const number = schema.words.numbers[sources] ?? String(sources);
  return `${filled(words[sources === 1 ? "source" : "sources"], { number })} ${words[trusts === 1 ? "trust" : "trusts"]}`;
}

// What the page says in fields that a network added to the schema. In the form's data only these
// fields have a label.

// The label and the lines of each such field that says something.
const addedFacts = (fields, schema) =>
  schema.fields
    .filter(({ label }) => label)
    .map((field) => [field.label, addedLines(fields[field.name], field, schema)])
    .filter(([, lines]) => lines.length);

function addedLines(value, field, schema) {
  if (typeof value === "string")
    return oneLine(value) ? [addedWords(oneLine(value), field, schema)] : [];
  if (Array.isArray(value)) return value.flatMap((item) => addedLines(item, field, schema));
  if (typeof value !== "object" || value === null) return [];
  const parts = (field.fields ?? [])
    .map((part) => [part.label, addedLines(value[part.name], part, schema)])
    .filter(([, lines]) => lines.length);
  return parts.length
    ? [parts.map(([label, lines]) => `${label}: ${lines.join(", ")}`).join("; ")]
    : [];
}

const labelIn = (choices, id) => choices.find(([known]) => known === id)?.[1] ?? id;

function addedWords(text, field, schema) {
  const choice = field.choices?.find(([value]) => value === text);
  if (choice) return choice[1];
  if (isNotReported(text, schema)) return "not reported";
  if (field.kind === "date")
    return text === schema.unknown ? "not known" : dateInWords(text, schema);
  if (field.kind === "figure") return figureWords(text);
  if (field.kind === "term") return labelIn(schema.vocabularies[field.vocabulary].terms, text);
  if (field.kind === "organisation")
    return (
      schema.organisations.entries.find(([id, , code]) =>
        [id, code].some((way) => fold(way) === fold(text)),
      )?.[1] ?? text
    );
  return text;
}

// Pieces of the page to be: text with its Markdown, lists, and the table of figures.

let renderer;

// Markdown without HTML, as the site shows it; pictures stay words, since none can be sent from here.
function told(text) {
  renderer ??= globalThis
    .markdownit("commonmark", { html: false, maxNesting: 20 })
    .enable(["table", "strikethrough"]);
  const shown = new DOMParser().parseFromString(renderer.render(text), "text/html").body;
  for (const heading of shown.querySelectorAll("h1, h2, h3, h4, h5, h6"))
    heading.replaceWith(make(heading.localName < "h4" ? "h5" : "h6", ...heading.childNodes));
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
  return make("div.told", [...shown.childNodes]);
}

const asLine = (text) => make("span.line", text);
const bullets = (items) =>
  make(
    "ul",
    items.map((item) => make("li", item)),
  );
const quiet = (words = "not reported") => make("span.quiet", words);

// An address that somebody typed leads on only when it is one of the web.
const webLink = (address, words) =>
  /^https?:\/\//i.test(address) ? make("a", { href: address, rel: "noopener" }, words) : words;

// Answers of which there may be several, each with its parts on one line; those that say nothing are left out.
const itemsOf = (value, identity) =>
  (Array.isArray(value) ? value : [])
    .filter((item) => typeof item === "object" && item !== null)
    .map((item) =>
      Object.entries(item).map(([name, text]) => [name, isText(text) ? oneLine(text) : ""]),
    )
    .map((parts) => Object.fromEntries(parts))
    .filter((item) => item[identity] || item.result);

// A cell stays empty where the question makes no sense; "not reported" is an answer.
function figuresTable(measures, field, compiled, schema) {
  const any = (name) => measures.some((measure) => measure[name]);
  const figure = (text, unit) => {
    if (!text) return [];
    return isNotReported(text, schema)
      ? [quiet()]
      : [make("span.figure", figureWords(text)), unit && [" ", make("span.unit", unit)]].flat();
  };
  const plain = (text, words = text) => (text && isNotReported(text, schema) ? quiet() : words);
  const kinds = field?.fields.find((part) => part.name === "kind")?.choices ?? [];
  const after = measures.some(({ baseline }) => baseline && !isNotReported(baseline, schema))
    ? "After"
    : "Result";
  const columns = [
    any("baseline") && ["Before", ({ baseline, unit }) => figure(baseline, unit)],
    [
      after,
      ({ result, unit, note }) => [
        ...figure(result, unit),
        note && make("span.caution", make("span.caution__word", "Caution:"), ` ${note}`),
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
        measure.kind && [" ", make("span.meaning", labelIn(kinds, measure.kind))],
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
    make("caption", `The figures, as ${compiled ? "the sources give" : "the trust gives"} them`),
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

const HAPPENED = "What happened";
const NOT_KNOWN = "Not known";

export function preview(answers, schema) {
  const page = readingOf(answers, schema);
  const sections = [
    ...new Set([...schema.headings.map(({ text }) => text), ...Object.keys(answers.sections)]),
  ]
    .map((heading) => [heading, withoutExemptions(answers.sections[heading] ?? "").trim()])
    .filter(([heading, text]) => text || (heading === HAPPENED && page.measures.length));
  const figures = () => figuresTable(page.measures, page.field("measures"), page.compiled, schema);
  const happened = sections.some(([heading]) => heading === HAPPENED);
  /** @type {(section: any[]) => any[]} */
  const section = ([heading, text]) => [
    make("h4", heading),
    heading === HAPPENED && page.measures.length > 0 && figures(),
    text && told(text),
  ];
  return make(
    "article.preview",
    { "aria-label": "Preview" },
    head(page),
    make("h4", "At a glance"),
    glance(page),
    sections.filter(([heading]) => heading !== NOT_KNOWN).flatMap(section),
    page.measures.length && !happened ? [make("h4", "The figures"), figures()] : null,
    doing(page),
    sections.filter(([heading]) => heading === NOT_KNOWN).flatMap(section),
    sourcesOf(page),
    ask(page),
  );
}

const isText = (value) => typeof value === "string";

// The answers as the page needs them: on one line, and without those that say nothing.
function readingOf({ fields, sections }, schema) {
  const one = (name) => (typeof fields[name] === "string" ? oneLine(fields[name]) : "");
  const texts = (value) => (Array.isArray(value) ? value.filter(isText) : []);
  const many = (name) => texts(fields[name]).map(oneLine).filter(Boolean);
  const field = (name) => schema.fields.find((known) => known.name === name);
  return {
    schema,
    fields,
    sections,
    one,
    many,
    field,
    compiled: one("origin") === "compiled",
    terms: (name) => many(name).map((id) => labelIn(schema.vocabularies[name].terms, id)),
    chosen: (name) => {
      const choice = field(name)?.choices?.find(([value]) => value === one(name));
      return choice?.slice(1) ?? [one(name), ""];
    },
    inWords: (name) => dateInWords(one(name), schema),
    measures: itemsOf(fields.measures, "name"),
    sources: itemsOf(fields.sources, "title"),
  };
}

function head({ schema, fields, one, many, terms, inWords, sources, compiled }) {
  const trusts = many("trusts").join(", ");
  const where = [trusts, one("place")].filter(Boolean);
  const when = one("started") || one("ended") ? whenInWords(fields, schema) : "no beginning yet";
  const retired = one("status") === "retired" && [
    make("strong", "Retired."),
    ` ${one("retired_because") || schema.words.retired} The page stays here so that links to it still work.`,
  ];
  return make(
    "div.study-head",
    terms("themes").length > 0 && make("p.eyebrow", terms("themes").join(" · ")),
    make("h3.preview__title", one("title") || "No title yet"),
    make("p.byline", where.join(" · ") || "No trust yet", " ", make("span", `· ${when}`)),
    retired && make("div.banner", { role: "note" }, retired),
    one("summary") && make("p.lead", one("summary")),
    make(
      "p.provenance",
      provenance(compiled, sources.length, many("trusts").length, schema),
      sources.length > 0 && " See the sources.",
      inWords("reviewed") && ` Last reviewed ${inWords("reviewed")}.`,
    ),
  );
}

function glance(page) {
  const { schema, many, one, terms, chosen, fields } = page;
  const meant = (name, chip) => {
    const [label, meaning] = chosen(name);
    return label
      ? [make(chip, label), " ", make("span.meaning", meaning)]
      : [quiet("not answered yet")];
  };
  const words = (list, none) => (list.length ? [list.join(", ")] : [quiet(none)]);
  const staff = itemsOf(fields.staff_time, "role").map(({ role, amount }) =>
    make("span.line", `${role}: `, !amount || isNotReported(amount, schema) ? quiet() : amount),
  );
  const needs = many("needs");
  const facts = [
    ["Outcome", meant("outcome", `span.chip.outcome.outcome--${one("outcome") || "none"}`)],
    ["Evidence", meant("evidence", "span.chip")],
    ["How far it got", meant("stage", "span")],
    ["Who it was for", words(terms("communities"), "not answered yet")],
    ["About", words(terms("topics"), "not answered yet")],
    ["Where it was done", words(terms("settings"))],
    many("partners").length > 0 && ["With", words(many("partners"))],
    ["Cost", costOf(page)],
    ["Staff time", staff.length ? staff : [quiet()]],
    ["You cannot do without", needs.length ? [bullets(needs)] : [quiet()]],
    ...addedFacts(fields, schema).map(([name, lines]) => [name, lines.map(asLine)]),
  ];
  return make(
    "dl.glance",
    facts.filter(Boolean).map(([name, parts]) => make("div", make("dt", name), make("dd", parts))),
  );
}

function costOf({ fields, schema }) {
  const cost = fields.cost;
  if (typeof cost !== "object" || cost === null || isEmpty(cost)) return [quiet()];
  const part = (name) => (typeof cost[name] === "string" ? oneLine(cost[name]) : "");
  const isGiven = (text) => text && !isNotReported(text, schema);
  if (!["setup", "running"].map(part).some(isGiven) && !part("note")) return [quiet()];
  const amount = (label, text) =>
    isGiven(text)
      ? make("span.line", `${label}: ${text}`)
      : make("span.line.quiet", `${label}: not reported`);
  return [
    amount("To set up", part("setup")),
    " ",
    amount("To run", part("running")),
    part("note") && make("span.line.meaning", part("note")),
  ];
}

function doing({ many, fields, schema }) {
  const risks = itemsOf(fields.risks, "risk").map(({ risk, mitigation }) => {
    const helps = mitigation && !isNotReported(mitigation, schema);
    const words = `What helps: ${helps ? mitigation : "not reported"}`;
    return [`${risk} `, make(helps ? "span.line" : "span.line.quiet", words)];
  });
  const resources = itemsOf(fields.resources, "title").map(({ title, url }) =>
    webLink(url ?? "", title),
  );
  const lists = [
    ["What must stay the same", many("keep")],
    ["What may change", many("adapt")],
    ["What can go wrong", risks],
    ["To reuse", resources],
  ].filter(([, items]) => items.length);
  if (!lists.length) return null;
  const parts = lists.flatMap(([title, items]) => [make("h5", title), bullets(items)]);
  return [make("h4", "Doing it yourself"), make("div.doing", parts)];
}

function sourcesOf({ sources }) {
  if (!sources.length) return null;
  const when = (date) =>
    date ? (date === "not shown" ? "Date not shown" : date) : "Date not given";
  const items = sources.map(({ title, url, publisher, date }) => {
    const link = webLink(url ?? "", title ?? "");
    return make(
      "li",
      link,
      publisher && `, ${publisher}`,
      ". ",
      make("span.when", `${when(date)}.`),
    );
  });
  return [make("h4", "Sources"), make("ol.sources", items)];
}

function ask({ fields, schema, compiled, inWords, one }) {
  const contact =
    typeof fields.contact === "object" && fields.contact !== null ? fields.contact : {};
  const [role, email] = [oneLine(contact.role ?? ""), oneLine(contact.email ?? "")];
  const who =
    role || email
      ? `To ask about this practice, write to the ${firstSmall(role)}: ${email}.`
      : compiled &&
        "The editors compiled this page from published sources, so there is no contact at the trust. The sources say who published them.";
  const reviewed = inWords("reviewed") && `Last reviewed ${inWords("reviewed")}. `;
  const due = `Every page is due for another look after ${schema.review_months} months.`;
  const words = `${reviewed}${due} Licence: ${one("licence") || schema.licence}.`;
  return [
    make("h4", "Ask, or correct this page"),
    make("div.ask", who && make("p", who), make("p", words)),
  ];
}
