// The page as readers will see it, section by section as in publishing/templates/case_study.html. What only the site knows
// is not in it: similar case studies, who took it up, today's organisations, and the address to cite.
import { isEmpty, oneLine } from "../compose.js";
import { addedFacts } from "./added_fields.js";
import { withoutExemptions } from "./body.js";
import { dateInWords } from "./dates.js";
import { make } from "./dom.js";
import { firstSmall, isNotReported, provenance, whenInWords } from "./page_words.js";
import { figuresTable, itemsOf, quiet, told, webLink } from "./preview_parts.js";

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
    make("h4", {}, heading),
    heading === HAPPENED && page.measures.length > 0 && figures(),
    text && told(text),
  ];
  return make(
    "article.preview",
    { "aria-label": "Preview" },
    head(page),
    make("h4", {}, "At a glance"),
    glance(page),
    sections.filter(([heading]) => heading !== NOT_KNOWN).flatMap(section),
    page.measures.length && !happened ? [make("h4", {}, "The figures"), figures()] : null,
    doing(page),
    sections.filter(([heading]) => heading === NOT_KNOWN).flatMap(section),
    sourcesOf(page),
    ask(page),
  );
}

// The answers as the page needs them: on one line, and without those that say nothing.
function readingOf({ fields, sections }, schema) {
  const one = (name) => (typeof fields[name] === "string" ? oneLine(fields[name]) : "");
  const many = (name) =>
    Array.isArray(fields[name])
      ? fields[name]
          .filter((item) => typeof item === "string")
          .map(oneLine)
          .filter(Boolean)
      : [];
  const field = (name) => schema.fields.find((known) => known.name === name);
  return {
    schema,
    fields,
    sections,
    one,
    many,
    field,
    compiled: one("origin") === "compiled",
    terms: (name) =>
      many(name).map(
        (id) => schema.vocabularies[name].terms.find(([known]) => known === id)?.[1] ?? id,
      ),
    chosen: (name) =>
      field(name)
        ?.choices?.find(([value]) => value === one(name))
        ?.slice(1) ?? [one(name), ""],
    inWords: (name) => dateInWords(one(name), schema.months),
    measures: itemsOf(fields.measures, "name"),
    sources: itemsOf(fields.sources, "title"),
  };
}

function head({ schema, fields, one, many, terms, inWords, sources, compiled }) {
  const trusts = many("trusts").join(", ");
  const where = [trusts, one("place")].filter(Boolean);
  const when = one("started") || one("ended") ? whenInWords(fields, schema) : "no beginning yet";
  const retired = one("status") === "retired" && [
    make("strong", {}, "Retired."),
    ` ${one("retired_because") || schema.words.retired} The page stays here so that links to it still work.`,
  ];
  return make(
    "div.study-head",
    {},
    terms("themes").length > 0 && make("p.eyebrow", {}, terms("themes").join(" · ")),
    make("h3.preview__title", {}, one("title") || "No title yet"),
    make("p.byline", {}, where.join(" · ") || "No trust yet", " ", make("span", {}, `· ${when}`)),
    retired && make("div.banner", { role: "note" }, retired),
    one("summary") && make("p.lead", {}, one("summary")),
    make(
      "p.provenance",
      {},
      provenance(
        compiled ? "compiled" : "contributed",
        sources.length,
        many("trusts").length,
        schema,
      ),
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
      ? [make(chip, {}, label), " ", make("span.meaning", {}, meaning)]
      : [quiet("not answered yet")];
  };
  const words = (list, none) => (list.length ? [list.join(", ")] : [quiet(none)]);
  const staff = itemsOf(fields.staff_time, "role").map(({ role, amount }) =>
    make("span.line", {}, `${role}: `, !amount || isNotReported(amount, schema) ? quiet() : amount),
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
    [
      "You cannot do without",
      needs.length
        ? [
            make(
              "ul",
              {},
              needs.map((need) => make("li", {}, need)),
            ),
          ]
        : [quiet()],
    ],
    ...addedFacts(fields, schema).map(([name, lines]) => [
      name,
      lines.map((text) => make("span.line", {}, text)),
    ]),
  ];
  return make(
    "dl.glance",
    {},
    facts
      .filter(Boolean)
      .map(([name, parts]) => make("div", {}, make("dt", {}, name), make("dd", {}, parts))),
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
      ? make("span.line", {}, `${label}: ${text}`)
      : make("span.line.quiet", {}, `${label}: not reported`);
  return [
    amount("To set up", part("setup")),
    " ",
    amount("To run", part("running")),
    part("note") && make("span.line.meaning", {}, part("note")),
  ];
}

function doing({ many, fields, schema }) {
  const risks = itemsOf(fields.risks, "risk").map(({ risk, mitigation }) => {
    const helps = mitigation && !isNotReported(mitigation, schema);
    return make(
      "li",
      {},
      `${risk} `,
      make(
        helps ? "span.line" : "span.line.quiet",
        {},
        `What helps: ${helps ? mitigation : "not reported"}`,
      ),
    );
  });
  const resources = itemsOf(fields.resources, "title").map(({ title, url }) =>
    make("li", {}, webLink(url ?? "", title)),
  );
  const lists = [
    ["What must stay the same", many("keep").map((item) => make("li", {}, item))],
    ["What may change", many("adapt").map((item) => make("li", {}, item))],
    ["What can go wrong", risks],
    ["To reuse", resources],
  ].filter(([, items]) => items.length);
  return lists.length
    ? [
        make("h4", {}, "Doing it yourself"),
        make(
          "div.doing",
          {},
          lists.flatMap(([title, items]) => [make("h5", {}, title), make("ul", {}, items)]),
        ),
      ]
    : null;
}

function sourcesOf({ sources }) {
  if (!sources.length) return null;
  const when = (date) =>
    date ? (date === "not shown" ? "Date not shown" : date) : "Date not given";
  const items = sources.map(({ title, url, publisher, date }) =>
    make(
      "li",
      {},
      webLink(url ?? "", title ?? ""),
      publisher && `, ${publisher}`,
      ". ",
      make("span.when", {}, `${when(date)}.`),
    ),
  );
  return [make("h4", {}, "Sources"), make("ol.sources", {}, items)];
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
  return [
    make("h4", {}, "Ask, or correct this page"),
    make(
      "div.ask",
      {},
      who && make("p", {}, who),
      make(
        "p",
        {},
        `${reviewed}Every page is due for another look after ${schema.review_months} months. Licence: ${one("licence") || schema.licence}.`,
      ),
    ),
  ];
}
