// What was written, to be read once more: every question that has an answer, in the words and the order of the form, and
// the text as the site shows its Markdown. The page itself is made by the site alone.
import { make } from "../dom.js";
import { dateInWords } from "./dates.js";
import { withoutExemptions } from "./privacy.js";
import { isEmpty, oneLine } from "./serializer.js";

const labelIn = (choices, id) => choices.find(([known]) => known === id)?.[1] ?? id;

// One answer as a reader meets it.
function inWords(text, field, schema) {
  if (field.choices) return labelIn(field.choices, text);
  if (text === schema.not_reported) return "not reported";
  if (field.kind === "date")
    return text === schema.unknown ? "not known" : dateInWords(text, schema);
  return field.kind === "term" ? labelIn(schema.vocabularies[field.vocabulary].terms, text) : text;
}

// An address that somebody typed leads on only when it is one of the web.
const asLink = (text) =>
  /^https?:\/\//i.test(text) ? make("a", { href: text, rel: "noopener" }, text) : text;

// The lines of an answer; one of several parts has each on a line of its own, after its question.
function answerLines(value, field, schema) {
  if (typeof value === "string") return [asLink(inWords(oneLine(value), field, schema))];
  if (Array.isArray(value))
    return value
      .filter((item) => !isEmpty(item))
      .map((item) => {
        const lines = answerLines(item, field, schema);
        return lines.length > 1
          ? make(
              "span.item",
              lines.map((line) => make("span.line", line)),
            )
          : lines;
      });
  return (field.fields ?? [])
    .filter(({ name }) => !isEmpty(value[name] ?? ""))
    .map((part) => {
      const asked = part.question.endsWith("?") ? part.question : `${part.question}:`;
      return make(
        "span",
        make("span.meaning", `${asked} `),
        answerLines(value[part.name], part, schema),
      );
    });
}

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
  return make("div.told", ...shown.childNodes);
}

export function preview({ fields, sections }, schema) {
  const fact = (field) => [
    make("dt", field.question),
    make(
      "dd",
      answerLines(fields[field.name], field, schema).map((line) => make("span.line", line)),
    ),
  ];
  const answered = (ask) =>
    schema.fields.find(({ name }) => name === ask && !isEmpty(fields[name] ?? ""));
  const step = ({ title, asks }) => {
    const facts = asks.map(answered).filter(Boolean);
    const texts = asks
      .filter((ask) => ask.startsWith("## "))
      .map((ask) => [ask.slice(3), withoutExemptions(sections[ask.slice(3)] ?? "").trim()])
      .filter(([, text]) => text);
    return (
      (facts.length > 0 || texts.length > 0) && [
        make("h4", title),
        facts.length > 0 &&
          make(
            "dl.glance",
            facts.map((one) => make("div", fact(one))),
          ),
        texts.map(([heading, text]) => [make("h5", heading), told(text)]),
      ]
    );
  };
  const shown = schema.steps.map(step).filter(Boolean);
  return make(
    "article.preview",
    { "aria-label": "Preview" },
    make("h3.preview__title", "What you wrote"),
    shown.length ? shown.flat(3) : make("p.quiet", "Nothing yet."),
  );
}
