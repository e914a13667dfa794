"""Which problems a change brings, and which it mends: two reports compared, whatever moved between
them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from practice.model.diagnostics import Diagnostic, Report

# Messages name other lines of the file; they move when something is added above.
_LINE = re.compile(r"\bline [\d,]+")


@dataclass(frozen=True, slots=True)
class Compared:
    """The problems that are new, and how many of the old ones are gone."""

    new: Report
    mended: int


Line = Callable[[Diagnostic], str]
"""Returns the line of a file at which a problem stands, as written."""


def compare(
    before: Report, after: Report, renamed: Mapping[str, str], line_before: Line, line_after: Line
) -> Compared:
    """Return what `after` has that `before` had not.

    Args:
        before: the report on the collection without the change.
        after: the report on the collection with it.
        renamed: new path -> old path of files that were moved.
        line_before: the line at which a problem of `before` stands.
        line_after: the line at which a problem of `after` stands.

    A problem is the same when rule, file and words are. Of several such in one file, those on lines
    that read the same are matched first, so that the new one is shown where it is.
    """

    def key(problem: Diagnostic, path: str) -> tuple[str, str, str]:
        return problem.code, _LINE.sub("line", problem.message), path

    old = Counter((key(problem, problem.place.path), line_before(problem)) for problem in before)
    left = []
    for problem in after:
        exact = (
            key(problem, renamed.get(problem.place.path, problem.place.path)),
            line_after(problem),
        )
        if old[exact]:
            old[exact] -= 1
        else:
            left.append((exact[0], problem))
    unmatched: Counter[tuple[str, str, str]] = Counter()
    for (about, _), times in old.items():
        unmatched[about] += times
    new = []
    for about, problem in left:
        if unmatched[about]:
            unmatched[about] -= 1
        else:
            new.append(problem)
    return Compared(Report.of(new, after.files), unmatched.total())
