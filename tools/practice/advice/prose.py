"""The sentences of a case study, with their lines: what its author wrote in prose, without tables,
quotations and code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from practice.content.draft import Draft, Scalar
from practice.content.plain_text import prose

# A full stop that ends no sentence: after a short form, an initial or inside "e.g.".
_SHORT = r"(?<!\b[A-Z])(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bSt)(?<!\bNo)(?<!\bvs)(?<!\bcf)"
_END = re.compile(rf"(?:{_SHORT}\.|[!?…])[\"'”’)\]*_]*(?=\s+[^a-z\s]|\s*$)")
_WORD = re.compile(r"[^\W_]+(?:['’\-.,/&][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the line of the file on which it starts."""

    text: str
    line: int

    @property
    def words(self) -> tuple[str, ...]:
        """Its words; "15-year-old" and "2006/07" are one each."""
        return tuple(_WORD.findall(self.text))


def sentences(draft: Draft) -> tuple[Sentence, ...]:
    """Return the sentences of the summary and of every section, in the order of the file."""
    return tuple(
        sentence for text, line in paragraphs(draft) for sentence in _sentences(text, line)
    )


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
        for text, line in prose(section.markdown):
            yield text, first + 1 + line


def _sentences(text: str, line: int) -> Iterator[Sentence]:
    start = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        piece = text[start:end]
        told = " ".join(piece.split())
        if told:
            yield Sentence(
                told, line + text.count("\n", 0, start + len(piece) - len(piece.lstrip()))
            )
        start = end
