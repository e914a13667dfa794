"""CS511: an age with a place and a date."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.identifying import identified
from practice.checks.rule import Finding, text_rule
from practice.content.draft import AdoptionsDraft, Draft
from practice.model.diagnostics import Severity


@text_rule("CS511", "age-place-and-date", Severity.WARNING)
def age_place_and_date(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """No one person's age stands together with a place and a date."""
    return identified(draft, "CS511")
