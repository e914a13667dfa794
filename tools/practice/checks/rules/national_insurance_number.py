"""CS502: a National Insurance number."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.identifying import identified
from practice.checks.rule import Finding, text_rule
from practice.content.draft import AdoptionsDraft, Draft


@text_rule("CS502", "national-insurance-number")
def national_insurance_number(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """Nobody's National Insurance number is in the file."""
    return identified(draft, "CS502")
