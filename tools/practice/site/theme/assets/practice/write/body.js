// The Markdown below the fields: its headings, sections, links, pictures and HTML, as in tools/practice/reading/body.py.
// markdown-it is the original of the parser that the checks use, so both read the same text the same way.

// Exceptions that authors write for the checks of privacy are no part of the text.
const EXEMPTIONS = /<!--[ \t]{0,9}practice:[ \t]{0,9}.{0,400}?[ \t]{0,9}-->/g;

export const withoutExemptions = (text) => text.replace(EXEMPTIONS, "");

let parser;

function markdownParser() {
  if (!parser) {
    parser = globalThis
      .markdownit("commonmark", { html: true, maxNesting: 20 })
      .enable(["table", "strikethrough"]);
    parser.validateLink = () => true;
  }
  return parser;
}

// A path with its %-signs read, as far as they make sense.
function unquote(text) {
  const decoder = new TextDecoder();
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
    decoder.decode(Uint8Array.from(run.slice(1).split("%"), (pair) => parseInt(pair, 16))),
  );
}

const headingWords = (inline) =>
  (inline?.children ?? [])
    .filter((child) => child.type !== "html_inline")
    .map((child) => child.content || " ")
    .join("")
    .trim();

// {headings, sections, links, pictures, html}; each found thing knows the section it stands in.
export function readBody(text) {
  /** @type {Record<string, any[]>} */
  const found = { headings: [], sections: [], links: [], pictures: [], html: [] };
  const tokens = markdownParser().parse(withoutExemptions(text), {});
  let section = "";
  tokens.forEach((token, index) => {
    if (token.type === "heading_open") {
      const heading = { level: Number(token.tag[1]), text: headingWords(tokens[index + 1]) };
      if (heading.level === 2 && token.level === 0) {
        section = heading.text;
        found.sections.push({ heading: section, empty: true });
      }
      found.headings.push({ ...heading, section });
    } else if (token.type === "inline") {
      collectInline(token.children ?? [], section, found);
      return;
    } else if (token.type === "html_block") {
      found.html.push({ text: token.content.trim().split("\n")[0], section });
    }
    if (
      token.nesting >= 0 &&
      token.level === 0 &&
      token.type !== "heading_open" &&
      found.sections.length
    )
      found.sections.at(-1).empty = false;
  });
  return found;
}

function collectInline(children, section, found) {
  for (const child of children) {
    if (child.type === "link_open")
      found.links.push({ target: unquote(child.attrGet("href") ?? ""), section });
    else if (child.type === "image")
      found.pictures.push({
        text: child.content.trim(),
        target: unquote(child.attrGet("src") ?? ""),
        section,
      });
    else if (child.type === "html_inline") found.html.push({ text: child.content, section });
  }
}
