"""CS503: the day somebody was born."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.identifying import identified
from practice.checks.rule import Finding, text_rule
from practice.content.draft import AdoptionsDraft, Draft


@text_rule("CS503", "date-of-birth")
def date_of_birth(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """Nobody's date of birth is in the file."""
    return identified(draft, "CS503")
