"""The sentences of a case study, with their lines: what its author wrote in prose, without tables, quotations and code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from practice.reading.draft import Draft, Scalar

# A full stop that ends no sentence: after a short form, an initial or inside "e.g.".
_SHORT = r"(?<!\b[A-Z])(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bSt)(?<!\bNo)(?<!\bvs)(?<!\bcf)"
_END = re.compile(rf"(?:{_SHORT}\.|[!?…])[\"'”’)\]*_]*(?=\s+[^a-z\s]|\s*$)")
_WORD = re.compile(r"[^\W_]+(?:['’\-.,/&][^\W_]+)*")
_LEFT_OUT = {"blockquote_open": 1, "blockquote_close": -1, "table_open": 1, "table_close": -1, "heading_open": 1, "heading_close": -1}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the line of the file on which it starts."""

    text: str
    line: int

    @property
    def words(self) -> tuple[str, ...]:
        """Its words; "15-year-old" and "2006/07" are one each."""
        return tuple(_WORD.findall(self.text))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def sentences(draft: Draft) -> tuple[Sentence, ...]:
    """Return the sentences of the summary and of every section, in the order of the file."""
    return tuple(sentence for text, line in paragraphs(draft) for sentence in _sentences(text, line))


def paragraphs(draft: Draft) -> Iterator[tuple[str, int]]:
    """Yield every paragraph and list item, without its marks, and the line on which it starts."""
    summary = draft.front.get("summary") if draft.front else None
    if isinstance(summary, Scalar):
        yield summary.text, summary.place.line
    for section in draft.body.sections:
        lines = draft.text.split("\n")
        # The section's text stands below its heading, after what blank lines there are.
        first = section.place.line
        while first < len(lines) and not lines[first].strip():
            first += 1
        depth = 0
        for token in _parser().parse(section.markdown):
            depth += _LEFT_OUT.get(token.type, 0)
            if token.type == "inline" and not depth and token.map:
                yield _plain(token.children or []), first + 1 + token.map[0]


def _plain(children: Sequence[Token]) -> str:
    return "".join(
        "\n" if child.type in ("softbreak", "hardbreak") else "" if child.type == "image" else child.content for child in children
    )


def _sentences(text: str, line: int) -> Iterator[Sentence]:
    start = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        piece = text[start:end]
        told = " ".join(piece.split())
        if told:
            yield Sentence(told, line + text.count("\n", 0, start + len(piece) - len(piece.lstrip())))
        start = end
