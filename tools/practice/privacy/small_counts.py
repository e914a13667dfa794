"""Counts of people so small that a neighbour could tell who is meant: 1 to 7, in figures and in
tables.

NHS England shows no such number below national level in what it makes of hospital statistics;
docs/decisions/privacy.md has the sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from practice.privacy.tables import Cell, cells_of

SMALLEST, LARGEST = 1, 7
WORDS = "one|two|three|four|five|six|seven"
"""The same in words."""
FIGURES = ("baseline", "result", "comparison", "n")
"""The fields of a measure that hold figures."""
PEOPLE = (
    "adults?|admissions?|attenders?|attendees?|babies|baby|births?|boys?|carers?|cases?|children|child|clients?|deaths?|died|diagnos(?:ed|es)|families|family|fathers?|girls?|households?|inpatients?|learners?|men|members?|mothers?|newborns?|participants?|patients?|people|persons?|pregnancies|pupils?|referrals?|referred|residents?|service"
    " users?|stillbirths?|suicides?|survivors?|users?|women|young people"
)
NOT_COUNTS = (
    "age|average|days?|gb|grade|hours?|interval|length|level|mean|median|minutes?|months?|odds|out"
    " of|percent|per|percentage|points?|pounds"
    "|proportion|quarter|rank|rates?|ratio|risk|scale|score|sessions?|share|stage|stars?|times|weeks?|years?|year|visits?"
)
NUMBERS = "number|numbers|count|counts|total|totals|no\\."
_PEOPLE = re.compile(f"(?:^|[^a-z])(?:{PEOPLE})(?![a-z])", re.ASCII | re.IGNORECASE)
_NOT_COUNTS = re.compile(f"(?:^|[^a-z])(?:{NOT_COUNTS})(?![a-z])|[%£$€]", re.ASCII | re.IGNORECASE)
_NUMBERS = re.compile(NUMBERS, re.ASCII | re.IGNORECASE)
_PART_OF_ALL = re.compile(r"([0-9]+|[A-Za-z]+) ?(?:of|out of|/) ?[0-9,]+")
_WORDS = re.compile(WORDS, re.ASCII | re.IGNORECASE)


def is_small(figure: str) -> bool:
    """Whether a figure is a whole number from 1 to 7, or the word for one."""
    if _WORDS.fullmatch(figure):
        return True
    return (
        len(figure) == 1
        and figure.isascii()
        and figure.isdigit()
        and SMALLEST <= int(figure) <= LARGEST
    )


def counted(figure: str) -> str:
    """Return the number of those counted: "3" of "3 of 40"."""
    part = _PART_OF_ALL.fullmatch(figure)
    return part[1] if part else figure


def counts_people(*words: str) -> bool:
    """Whether something so called counts people: it speaks of some, and not of a rate, a time or a
    mark.
    """
    text = " ".join(words)
    return bool(_PEOPLE.search(text)) and not _NOT_COUNTS.search(text)


def measure_counts(field: str, name: str, unit: str) -> bool:
    """Whether a field of a measure ("result", "n") counts people; what `n` counts is known only by
    what was measured on it.
    """
    if field == "n" and _NOT_COUNTS.search(unit):
        return True
    return counts_people(unit) or (bool(_NUMBERS.fullmatch(unit)) and counts_people(name))


def small_cells(markdown: str) -> Iterator[Cell]:
    """Yield the small counts of people in the tables of `markdown`.

    A cell counts people when the heading of its column does or is "n", or when the first cell of
    its row does.
    """
    for cell in cells_of(markdown.split("\n")):
        people = is_small(cell.text) and (
            cell.heading in ("n", "N") or counts_people(cell.heading) or counts_people(cell.row)
        )
        if people and not _NOT_COUNTS.search(f"{cell.heading} {cell.row}"):
            yield cell
