"""Which problems a change brings and which it mends: two reports compared, whatever moved between
them, and what it once held and would stay in the history, where anybody can read it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from practice.checks.identifying import identified
from practice.content.files import CONTENT, MAX_BYTES, sort_out
from practice.content.front_matter import read_adoptions, read_draft
from practice.model.diagnostics import Diagnostic, Place, Report, Severity
from practice.privacy.patterns import PATTERNS
from practice.review.git import Span, Version, blob, versions

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


_STOPPING = tuple(
    dict.fromkeys((pattern.code, pattern.name) for pattern in PATTERNS if pattern.level == "error")
)
_HINT = (
    "Taking it out later is not enough. Make the branch anew without it, and see"
    " docs/reference/privacy.md before anything is merged."
)


def left_in_history(root: Path, span: Span) -> Iterator[Diagnostic]:
    """Yield what could identify a person in versions of files between the two commits that neither
    of them has.

    Raises:
        CannotReview: git cannot give the versions.
    """
    for version in versions(root, span, CONTENT):
        studies, adoptions, _ = sort_out(((version.path, 0, 0, 0, 0),))
        if studies or adoptions:
            yield from _found_in(version, blob(root, version.name, MAX_BYTES), bool(studies))


def _found_in(version: Version, content: bytes, is_study: bool) -> Iterator[Diagnostic]:
    draft = read_draft(version.path, content) if is_study else read_adoptions(version.path, content)
    for code, name in _STOPPING:
        for finding in identified(draft, code):
            message = (
                f"In the commit {version.commit[:12]}, and gone from the newest: {finding.message}"
            )
            yield Diagnostic(
                code, name, Severity.ERROR, Place(version.path, finding.place.line), message, _HINT
            )
