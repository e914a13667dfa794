"""What a change once held and holds no more: it would stay in the history, where anybody can read
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from practice.checks.identifying import identified
from practice.content.front_matter import read_adoptions, read_draft
from practice.content.scan import CONTENT, MAX_BYTES, sort_out
from practice.model.diagnostics import Diagnostic, Place, Severity
from practice.privacy.patterns import PATTERNS
from practice.review.git import Span, Version, blob, versions

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
