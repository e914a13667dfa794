"""CS511: an age with a place and a date."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checking.context import Context
from practice.checking.identifying import identified
from practice.checking.rule import Finding, text_rule
from practice.diagnostics import Severity
from practice.reading.draft import AdoptionsDraft, Draft


@text_rule("CS511", "age-place-and-date", Severity.WARNING)
def age_place_and_date(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """No one person's age stands together with a place and a date."""
    return identified(draft, "CS511")
