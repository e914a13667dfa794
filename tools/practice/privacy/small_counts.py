"""Counts of people so small that a neighbour could tell who is meant: 1 to 7, in figures and in tables.

NHS England shows no such number below national level in what it makes of hospital statistics; docs/decisions/privacy.md has the sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SMALLEST, LARGEST = 1, 7
PEOPLE = (
    "adults?|admissions?|attenders?|attendees?|babies|baby|births?|boys?|carers?|cases?|children|child|clients?|deaths?|died|diagnos(?:ed|es)"
    "|families|family|fathers?|girls?|households?|inpatients?|learners?|men|members?|mothers?|newborns?|participants?|patients?|people|persons?"
    "|pregnancies|pupils?|referrals?|referred|residents?|service users?|stillbirths?|suicides?|survivors?|users?|women|young people"
)
NOT_COUNTS = (
    "age|average|days?|gb|grade|hours?|interval|length|level|mean|median|minutes?|months?|odds|out of|percent|per|percentage|points?|pounds"
    "|proportion|quarter|rank|rates?|ratio|risk|scale|score|sessions?|share|stage|stars?|times|weeks?|years?|year|visits?"
)
NUMBERS = "number|numbers|count|counts|total|totals|no\\."
_PEOPLE = re.compile(f"(?:^|[^a-z])(?:{PEOPLE})(?![a-z])", re.ASCII | re.IGNORECASE)
_NOT_COUNTS = re.compile(f"(?:^|[^a-z])(?:{NOT_COUNTS})(?![a-z])|[%£$€]", re.ASCII | re.IGNORECASE)
_NUMBERS = re.compile(NUMBERS, re.ASCII | re.IGNORECASE)
_RULE = re.compile(r"[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")
_CELL = re.compile(r"(?:\\\||[^|])*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A small count in a table: its text, and where it stands (line and column from 1)."""

    text: str
    line: int
    column: int


def is_small(figure: str) -> bool:
    """Whether a figure is a whole number from 1 to 7."""
    return len(figure) == 1 and figure.isascii() and figure.isdigit() and SMALLEST <= int(figure) <= LARGEST


def counts_people(*words: str) -> bool:
    """Whether something so called counts people: it speaks of some, and not of a rate, a time or a mark."""
    text = " ".join(words)
    return bool(_PEOPLE.search(text)) and not _NOT_COUNTS.search(text)


def measure_counts(field: str, name: str, unit: str) -> bool:
    """Whether a field of a measure ("result", "n") counts people; what `n` counts is known only by what was measured on it."""
    if field == "n" and _NOT_COUNTS.search(unit):
        return True
    return counts_people(unit) or (bool(_NUMBERS.fullmatch(unit)) and counts_people(name))


def small_cells(markdown: str) -> Iterator[Cell]:
    """Yield the small counts of people in the tables of `markdown`.

    A cell counts people when the heading of its column does, or the first cell of its row.
    """
    lines = markdown.split("\n")
    header: list[str] | None = None
    for number, line in enumerate(lines):
        if "|" not in line:
            header = None
        elif header is None:
            follows = lines[number + 1] if number + 1 < len(lines) else ""
            if "|" in follows + line and "-" in follows and _RULE.fullmatch(follows):
                header = [text for text, _ in _cells(line)]
        elif not _RULE.fullmatch(line):
            yield from _small_in_row(_cells(line), header, number + 1)


def _small_in_row(cells: list[tuple[str, int]], header: list[str], line: int) -> Iterator[Cell]:
    for position, (text, column) in enumerate(cells):
        heading = header[position] if position < len(header) else ""
        row = cells[0][0] if position else ""
        if is_small(text) and not _NOT_COUNTS.search(f"{heading} {row}") and (counts_people(heading) or counts_people(row)):
            yield Cell(text, line, column)


def _cells(line: str) -> list[tuple[str, int]]:
    """Return the cells of a row with the column each starts at."""
    found = []
    position = len(line) - len(line.lstrip())
    position += line[position : position + 1] == "|"
    while position < len(line):
        match = _CELL.match(line, position)
        text = match[0] if match else ""
        found.append((text.strip(), position + len(text) - len(text.lstrip()) + 1))
        position += len(text) + 1
    return found
