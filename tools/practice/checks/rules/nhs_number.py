"""CS501: an NHS, CHI or H&C number."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.identifying import identified
from practice.checks.rule import Finding, text_rule
from practice.content.draft import AdoptionsDraft, Draft


@text_rule("CS501", "nhs-number")
def nhs_number(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """No patient's NHS number is in the file."""
    return identified(draft, "CS501")
