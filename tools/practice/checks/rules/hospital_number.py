"""CS509: the number of somebody's record."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.identifying import identified
from practice.checks.rule import Finding, text_rule
from practice.content.draft import AdoptionsDraft, Draft


@text_rule("CS509", "hospital-number")
def hospital_number(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """The number of nobody's record is in the file."""
    return identified(draft, "CS509")
