"""`python -m benchmarks.privacy`: print how much of what identifies people the checks find in the corpus, and how much else."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import table
from practice.privacy.finding import find
from practice.privacy.patterns import PATTERNS

CORPUS = Path(__file__).parent.parent / "tests" / "privacy" / "corpus.tsv"
_MARK = re.compile(r"⟦(CS\d{3})([+-]?) (.*?)⟧", re.DOTALL)


def tally(lines: Sequence[str]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return, by code, how often something was rightly found, wrongly found, and missed; lines are marked as in the corpus."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for line in lines:
        # A mark with "+" stands for something harmless: finding it is wrong, whatever the tests expect.
        line = line.replace("\\n", "\n").replace("\\t", "\t")
        wanted = Counter((mark[1], mark[3]) for mark in _MARK.finditer(line) if mark[2] != "+")
        text = _MARK.sub(lambda mark: mark[3], line)
        found = Counter((match.code, match.text) for match in find(text))
        for counter, things in ((right, wanted & found), (wrong, found - wanted), (missed, wanted - found)):
            counter.update(code for code, _ in things.elements())
    return right, wrong, missed


def share(part: int, rest: int) -> str:
    """Return `part` of both together, to two places."""
    return f"{part / (part + rest):.2f}" if part + rest else ""


def main() -> None:
    """Measure and print."""
    with CORPUS.open(encoding="utf-8", newline="") as file:
        lines = [row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    right, wrong, missed = tally(lines)
    rows = [
        (f"{code} {name}", right[code], wrong[code], missed[code], share(right[code], wrong[code]), share(right[code], missed[code]))
        for code, name in dict.fromkeys((pattern.code, pattern.name) for pattern in PATTERNS)
    ]
    totals = right.total(), wrong.total(), missed.total()
    rows.append(("all", *totals, share(totals[0], totals[1]), share(totals[0], totals[2])))
    print(table(f"What the checks find in {len(lines)} lines", ("rule", "right", "false alarms", "missed", "precision", "recall"), rows))


if __name__ == "__main__":
    main()
