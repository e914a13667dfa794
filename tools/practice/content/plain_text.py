"""Markdown to the words in it, for search, previews and advice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_LEFT_OUT = {
    "blockquote_open": 1,
    "blockquote_close": -1,
    "table_open": 1,
    "table_close": -1,
    "heading_open": 1,
    "heading_close": -1,
}


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def plain_text(markdown: str) -> str:
    """Return the text of `markdown` without marks, one line a block; raw HTML stays as it was
    typed.
    """
    lines = []
    for token in _parser().parse(markdown):
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
    tokens = _parser().parse(markdown)
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
    for token in _parser().parse(markdown):
        depth += _LEFT_OUT.get(token.type, 0)
        if token.type == "inline" and not depth and token.map:
            yield "".join(map(_told, token.children or [])), token.map[0]


def _told(child: Token) -> str:
    if child.type in ("softbreak", "hardbreak"):
        return "\n"
    return "" if child.type == "image" else child.content
