"""The Markdown of a case study's body: its headings, sections, links, pictures and plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import unquote

import markdown_it
from markdown_it import MarkdownIt
from markdown_it.token import Token

from practice.content.draft import Body, BodyHeading, BodySection, Link
from practice.model.diagnostics import Place

MARKDOWN_VERSION: str = markdown_it.__version__
_MAX_NESTING = 20
_SPACED = re.compile(
    r"\[(?P<words>[^\[\]]*)\]\((?P<target>[^()<>\"']*[^()<>\"'\s][ \t]+[^()<>\"'\s][^()<>\"']*)\)"
)
"""A link or picture whose address has a space in it: [the report](annual report.pdf)."""
_SPACED_REFERENCE = re.compile(
    r"^\[(?P<words>[^\[\]]+)\]:[ \t]+(?P<target>[^<>\"'()\s]+[ \t]+[^<>\"'()]*)$"
)
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z+.-]*:[^\s]|[./#]|[^/]*/|.*\.[A-Za-z0-9]{2,5}(?:#.*)?$")
"""How an address or the path of a file looks: these words in brackets are no remark."""


@cache
def markdown_parser(*, recognise_all: bool = False) -> MarkdownIt:
    """Return the parser of CommonMark with tables and strikethrough, without raw HTML, as
    publishing renders it.

    Args:
        recognise_all: tell raw HTML and every scheme of link too, so that a rule can say what
            publishing would silently take out.
    """
    parser = MarkdownIt("commonmark", {"html": recognise_all, "maxNesting": _MAX_NESTING}).enable(
        ["table", "strikethrough"]
    )
    if recognise_all:
        parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


@dataclass
class _Collector:
    path: str
    lines: list[str]
    first_line: int
    headings: list[BodyHeading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Link] = field(default_factory=list)
    html: list[Link] = field(default_factory=list)
    spaced: list[Link] = field(default_factory=list)
    starts: list[tuple[int, int, str]] = field(
        default_factory=list
    )  # of sections: heading line, first line after it, heading

    def place(self, line: int, needle: str = "") -> Place:
        """Return where `needle` stands on the body's line `line` (from 0), or the line's first
        word.
        """
        text = self.lines[line] if line < len(self.lines) else ""
        column = text.find(needle) if needle else -1
        if column < 0:
            column = len(text) - len(text.lstrip())
        return Place(self.path, self.first_line + line, column + 1)

    def block(self, token: Token, inline: Token | None) -> None:
        line = token.map[0] if token.map else 0
        if token.type == "heading_open":
            text = _plain(inline) if inline else ""
            level = int(token.tag[1])
            self.headings.append(BodyHeading(level, text, self.place(line)))
            if level == 2 and token.level == 0 and token.map:
                self.starts.append((line, token.map[1], text))
        elif token.type == "html_block":
            first = token.content.strip().split("\n")[0]
            self.html.append(Link(first, "", self.place(line)))

    def inline(self, token: Token, line: int) -> None:
        children = token.children or []
        for index, child in enumerate(children):
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "link_open":
                target = unquote(str(child.attrGet("href") or ""))
                self.links.append(
                    Link(_words_of_link(children[index + 1 :]), target, self.place(line, target))
                )
            elif child.type == "image":
                target = unquote(str(child.attrGet("src") or ""))
                self.pictures.append(Link(child.content.strip(), target, self.place(line, target)))
            elif child.type == "text":
                self._spaced(child.content, line)
            elif child.type == "html_inline":
                self.html.append(Link(child.content, "", self.place(line, child.content)))

    def _spaced(self, text: str, line: int) -> None:
        # What is meant for a link or picture, or for the address of one, and is none to a reader
        # of Markdown.
        for found in (*_SPACED.finditer(text), *_SPACED_REFERENCE.finditer(text)):
            target = found["target"].strip()
            if _ADDRESS.match(target):
                self.spaced.append(Link(found["words"], target, self.place(line, target)))


def _words_of_link(tokens: list[Token]) -> str:
    words = []
    for token in tokens:
        if token.type == "link_close":
            break
        words.append(token.content)
    return "".join(words).strip()


def _plain(inline: Token) -> str:
    return "".join(
        child.content if child.content else " "
        for child in inline.children or []
        if child.type != "html_inline"
    ).strip()


def _lines_of(tokens: list[Token]) -> Iterator[tuple[Token, int]]:
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        yield token, line


def read_body(text: str, path: str, first_line: int = 1) -> Body:
    """Find the headings, sections, links, pictures and raw HTML of `text`.

    Args:
        text: Markdown (CommonMark with tables and strikethrough).
        path: the file it stands in, for the places.
        first_line: the line of the file on which `text` starts.
    """
    tokens = markdown_parser(recognise_all=True).parse(text)
    lines = text.split("\n")
    found = _Collector(path, lines, first_line)
    blocks: set[int] = set()  # lines on which something other than a heading starts
    for index, (token, line) in enumerate(_lines_of(tokens)):
        if token.type == "inline":
            found.inline(token, line)
        else:
            found.block(token, tokens[index + 1] if index + 1 < len(tokens) else None)
            if token.nesting >= 0 and token.level == 0 and token.type != "heading_open":
                blocks.add(line)
    sections = []
    for number, (line, first, heading) in enumerate(found.starts):
        last = found.starts[number + 1][0] if number + 1 < len(found.starts) else len(lines)
        markdown = "\n".join(lines[first:last]).strip("\n")
        empty = not any(first <= block < last for block in blocks)
        sections.append(BodySection(heading, markdown, found.place(line), empty))
    preamble_end = found.starts[0][0] if found.starts else len(lines)
    preamble_line = next(
        (number for number, line in enumerate(lines[:preamble_end]) if line.strip()), None
    )
    return Body(
        headings=tuple(found.headings),
        sections=tuple(sections),
        links=tuple(found.links),
        pictures=tuple(found.pictures),
        html=tuple(found.html),
        spaced=tuple(found.spaced),
        preamble="\n".join(lines[:preamble_end]).strip(),
        preamble_place=None if preamble_line is None else found.place(preamble_line),
    )


_LEFT_OUT = {
    "blockquote_open": 1,
    "blockquote_close": -1,
    "table_open": 1,
    "table_close": -1,
    "heading_open": 1,
    "heading_close": -1,
}


def plain_text(markdown: str) -> str:
    """Return the text of `markdown` without marks, one line a block; raw HTML stays as it was
    typed.
    """
    lines = []
    for token in markdown_parser().parse(markdown):
        if token.type == "inline":
            children = token.children or []
            lines.append(
                "".join(
                    " " if child.type in ("softbreak", "hardbreak") else child.content
                    for child in children
                )
            )
        elif token.type in ("fence", "code_block"):
            lines.append(token.content)
    return "\n".join(line.strip() for line in lines if line.strip())


def subheadings(markdown: str) -> tuple[str, ...]:
    """Return the headings inside a section."""
    tokens = markdown_parser().parse(markdown)
    return tuple(
        tokens[index + 1].content
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    )


def prose(markdown: str) -> Iterator[tuple[str, int]]:
    """Yield every paragraph and list item, without its marks, and the line on which it starts, from
    0.

    What an author did not write as prose is left out: headings, tables, quotations, code and
    pictures.
    """
    depth = 0
    for token in markdown_parser().parse(markdown):
        depth += _LEFT_OUT.get(token.type, 0)
        if token.type == "inline" and not depth and token.map:
            yield "".join(map(_told, token.children or [])), token.map[0]


def _told(child: Token) -> str:
    if child.type in ("softbreak", "hardbreak"):
        return "\n"
    return "" if child.type == "image" else child.content
