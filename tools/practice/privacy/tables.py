"""The tables of Markdown: their rows, and what a column or row holds, by its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from practice.privacy import fragments as piece

COLUMNS: tuple[tuple[str, str], ...] = (
    ("d\\.?o\\.?b\\.?|dates? of birth|birth ?dates?|birthday|born", "born "),
    (f"(?:nhs|chi|h&c)(?: {piece.NUMBER_LABEL})?", "NHS number "),
    (
        (
            "(?:hospital|hosp|unit|patient|medical record|case ?notes?|pas)(?:'s|’s)?"
            f" (?:{piece.NUMBER_LABEL}|ref)|mrn|(?:number|no|id) of patient"
        ),
        "hospital number ",
    ),
    (
        (
            "post ?codes? of (?:the"
            " )?(?:patients?|home|residence)|(?:patient|home|his|her|their)(?:'s|’s)? (?:post"
            " ?code|address)|address(?:es)? of (?:the )?patients?"
        ),
        "home address ",
    ),
    ("post ?code", "postcode "),
    (
        (
            "surname|forename|(?:first|last|family|given|full) name|(?:patient|client)(?:'s|’s)?"
            " name|names? of (?:the )?(?:patient|client)s?"
        ),
        "patient called ",
    ),
    ("ni number|national insurance(?: number)?|nino", "NI number "),
)
"""What the heading of a column or row may say of its cells, and the words that say so in running
text; the first one counts.
"""
RULE = r"[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*"
MOST = 1_000
"""How many cells of one text are looked at by their headings."""
LONGEST = 100
"""How much of such a cell is read."""
_COLUMNS = tuple(
    (re.compile(f"(?:^|[^a-z])(?:{heading})(?![a-z])", re.ASCII | re.IGNORECASE), words)
    for heading, words in COLUMNS
)
_RULE = re.compile(RULE)
_CELL = re.compile(r"(?:\\\||[^|])*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text, where it stands (line and column from 1), and the headings of
    its column and row.
    """

    text: str
    line: int
    column: int
    heading: str
    row: str


def cells_of(lines: list[str]) -> Iterator[Cell]:
    """Yield the cells of all tables, those of the first row aside; `row` is empty for the first
    cell of a row.
    """
    header: list[str] | None = None
    for number, line in enumerate(lines):
        if "|" not in line:
            header = None
        elif header is None:
            follows = lines[number + 1] if number + 1 < len(lines) else ""
            if "-" in follows and _RULE.fullmatch(follows):
                header = [text for text, _ in _cells(line)]
        elif not _RULE.fullmatch(line):
            row = _cells(line)
            for position, (text, column) in enumerate(row):
                heading = header[position] if position < len(header) else ""
                yield Cell(text, number + 1, column, heading, row[0][0] if position else "")


def words_for(heading: str) -> str:
    """Return how running text would begin to say what stands under `heading`, or an empty text."""
    return next((words for pattern, words in _COLUMNS if pattern.search(heading)), "")


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
