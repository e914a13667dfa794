"""CS512: a count of people so small that somebody may be recognised."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.identifying import is_allowed, small_counts
from practice.checks.rule import Finding, text_rule
from practice.content.draft import AdoptionsDraft, Draft
from practice.model.diagnostics import Severity
from practice.privacy.small_counts import LARGEST, SMALLEST


@text_rule("CS512", "small-count", Severity.WARNING)
def small_count(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """No figure counts so few people that one of them could be recognised."""
    hint = (
        f"Write 'fewer than {LARGEST + 1}', or put groups together. If it counts no patients, or is"
        " public already, allow this line."
    )
    for place, figure in small_counts(draft):
        if not is_allowed(draft, "CS512", place.line):
            yield Finding(
                place,
                f"'{figure}' counts from {SMALLEST} to {LARGEST} people, who may be recognised.",
                hint,
            )
