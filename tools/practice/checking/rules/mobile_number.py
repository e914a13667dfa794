"""CS508: a mobile telephone number."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checking.context import Context
from practice.checking.identifying import identified
from practice.checking.rule import Finding, text_rule
from practice.reading.draft import AdoptionsDraft, Draft


@text_rule("CS508", "mobile-number")
def mobile_number(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """Nobody's mobile number is in the file."""
    return identified(draft, "CS508")
