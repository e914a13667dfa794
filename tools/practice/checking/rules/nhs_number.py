"""CS501: an NHS, CHI or H&C number."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checking.context import Context
from practice.checking.identifying import identified
from practice.checking.rule import Finding, text_rule
from practice.reading.draft import AdoptionsDraft, Draft


@text_rule("CS501", "nhs-number")
def nhs_number(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """No patient's NHS number is in the file."""
    return identified(draft, "CS501")
