"""CS503: the day somebody was born."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checking.context import Context
from practice.checking.identifying import identified
from practice.checking.rule import Finding, text_rule
from practice.reading.draft import AdoptionsDraft, Draft


@text_rule("CS503", "date-of-birth")
def date_of_birth(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """Nobody's date of birth is in the file."""
    return identified(draft, "CS503")
