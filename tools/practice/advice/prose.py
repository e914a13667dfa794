"""The prose of a case study: its sentences with their lines, without tables, quotations and code,
and how old a reader must be to follow it with ease.

The reading age is the Automated Readability Index: E. A. Smith and R. J. Senter, "Automated
Readability Index", AMRL-TR-66-220, Aerospace Medical Research Laboratories, 1967. It needs letters,
words and sentences and no count of syllables, so it is exact and has no word list. It gives a
school year of the United States, where children of five are in year 0: the age is the year and
five.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from practice.content.draft import Draft, Scalar
from practice.content.markdown import prose

# A full stop that ends no sentence: after a short form, an initial or inside "e.g.".
_SHORT = r"(?<!\b[A-Z])" + "".join(
    rf"(?<!\b{short})"
    for short in (r"e\.g", r"i\.e", "etc", "Dr", "Mr", "Ms", "St", "No", "vs", "cf")
)
_END = re.compile(rf"(?:{_SHORT}\.|[!?…])[\"'”’)\]*_]*(?=\s+[^a-z\s]|\s*$)")
FEWEST_WORDS = 100
"""Of a shorter text the reading age says nothing."""

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


def title_of(draft: Draft) -> str:
    """Return the title of a case study, sound or not; its id where it has none."""
    return (draft.front.text("title") if draft.front else "") or draft.id


def text_of(draft: Draft) -> str:
    """Return the words by which case studies are compared: the title and all prose, a paragraph a
    line.
    """
    return "\n".join([title_of(draft), *(" ".join(text.split()) for text, _ in paragraphs(draft))])


def reading_age_of(draft: Draft) -> int | None:
    """Return the reading age of a case study's prose, or None when it is too short to tell."""
    return reading_age("\n".join(" ".join(text.split()) for text, _ in paragraphs(draft)))


def _sentences(text: str, line: int) -> Iterator[Sentence]:
    start = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        piece = text[start:end]
        sentence = " ".join(piece.split())
        if sentence:
            yield Sentence(
                sentence, line + text.count("\n", 0, start + len(piece) - len(piece.lstrip()))
            )
        start = end


_COUNTED_WORD = re.compile(r"[^\W_]+(?:['’\-.,/][^\W_]+)*")
_SENTENCE = re.compile(r"[.!?…]+[\"'”’)\]]*(?:\s+|$)")
_SHORTEST_LINE = 5


def reading_age(text: str) -> int | None:
    """Return the age in years from which `text` is easy to read, or None when it is too short to
    tell.

    Args:
        text: words without marks, one paragraph a line. A line of fewer than five words (a heading,
            a cell of a table) is no sentence and does not count.
    """
    letters = words = sentences = 0
    for line in text.splitlines():
        found = _COUNTED_WORD.findall(line)
        if len(found) < _SHORTEST_LINE:
            continue
        words += len(found)
        letters += sum(letter.isalnum() for word in found for letter in word)
        sentences += sum(bool(_COUNTED_WORD.search(part)) for part in _SENTENCE.split(line))
    if words < FEWEST_WORDS:
        return None
    year = 4.71 * letters / words + 0.5 * words / sentences - 21.43
    return max(5, round(year) + 5)
