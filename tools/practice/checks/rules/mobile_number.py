"""CS508: a mobile telephone number."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.identifying import identified
from practice.checks.rule import Finding, text_rule
from practice.content.draft import AdoptionsDraft, Draft


@text_rule("CS508", "mobile-number")
def mobile_number(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """Nobody's mobile number is in the file."""
    return identified(draft, "CS508")
