"""`python -m benchmarks.privacy`: print how much of what identifies people the checks find in the
corpus, and how much else.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.measuring import table
from practice.privacy.patterns import PATTERNS
from practice.privacy.scanner import find
from practice.privacy.small_counts import FIGURES, counted, is_small, measure_counts, small_cells

CORPUS = Path(__file__).parent.parent / "tests" / "privacy" / "corpus.tsv"
SMALL_COUNTS = CORPUS.with_name("small_counts.tsv")
SMALL_COUNT = ("CS512", "small-count")
_MARK = re.compile(r"⟦(CS\d{3})([+-]?) (.*?)⟧", re.DOTALL)


def personal(text: str) -> list[tuple[str, str]]:
    """Return the code and words of all that the patterns find."""
    return [(match.code, match.text) for match in find(text)]


def small(text: str) -> list[tuple[str, str]]:
    """Return the small counts in a measure, written as "{name: Deaths, result: 3, unit: deaths}",
    or in a table.
    """
    if not text.startswith("{"):
        return [(SMALL_COUNT[0], cell.text) for cell in small_cells(text)]
    measure = dict(part.split(": ", 1) for part in text.strip("{}").split(", "))
    name, unit = measure["name"], measure["unit"]
    figures = [(field, figure) for field, figure in measure.items() if field in FIGURES]
    return [
        (SMALL_COUNT[0], figure)
        for field, figure in figures
        if is_small(counted(figure)) and measure_counts(field, name, unit)
    ]


def tally(
    lines: Sequence[str], look: Callable[[str], list[tuple[str, str]]]
) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return, by code, how often something was rightly found, wrongly found, and missed; lines are
    marked as in the corpus.
    """
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for line in lines:
        # A mark with "+" stands for something harmless: finding it is wrong, whatever the tests
        # expect.
        line = line.replace("\\n", "\n").replace("\\t", "\t")
        wanted = Counter((mark[1], mark[3]) for mark in _MARK.finditer(line) if mark[2] != "+")
        text = _MARK.sub(lambda mark: mark[3], line)
        found = Counter(look(text))
        for counter, things in (
            (right, wanted & found),
            (wrong, found - wanted),
            (missed, wanted - found),
        ):
            counter.update(code for code, _ in things.elements())
    return right, wrong, missed


def share(part: int, rest: int) -> str:
    """Return `part` of both together, to two places."""
    return f"{part / (part + rest):.2f}" if part + rest else ""


def texts(path: Path) -> list[str]:
    """Return the lines of a corpus, with their marks."""
    with path.open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def main() -> None:
    """Measure and print."""
    lines, counts = texts(CORPUS), texts(SMALL_COUNTS)
    right, wrong, missed = (
        one + other for one, other in zip(tally(lines, personal), tally(counts, small), strict=True)
    )
    rows = [
        (
            f"{code} {name}",
            right[code],
            wrong[code],
            missed[code],
            share(right[code], wrong[code]),
            share(right[code], missed[code]),
        )
        for code, name in dict.fromkeys(
            (*((pattern.code, pattern.name) for pattern in PATTERNS), SMALL_COUNT)
        )
    ]
    totals = right.total(), wrong.total(), missed.total()
    rows.append(("all", *totals, share(totals[0], totals[1]), share(totals[0], totals[2])))
    print(
        table(
            f"What the checks find in {len(lines) + len(counts)} lines",
            ("rule", "right", "false alarms", "missed", "precision", "recall"),
            rows,
        )
    )


if __name__ == "__main__":
    main()
