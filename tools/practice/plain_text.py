"""Markdown to the words in it, for search and previews."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def plain_text(markdown: str) -> str:
    """Return the text of `markdown` without marks, one line a block; raw HTML stays as it was typed."""
    lines = []
    for token in _parser().parse(markdown):
        if token.type == "inline":
            children = token.children or []
            lines.append("".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in children))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content)
    return "\n".join(line.strip() for line in lines if line.strip())


def subheadings(markdown: str) -> tuple[str, ...]:
    """Return the headings inside a section."""
    tokens = _parser().parse(markdown)
    return tuple(tokens[index + 1].content for index, token in enumerate(tokens) if token.type == "heading_open")
