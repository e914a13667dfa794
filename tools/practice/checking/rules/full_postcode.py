"""CS505: a postcode that may be of somebody's home."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checking.context import Context
from practice.checking.identifying import identified
from practice.checking.rule import Finding, text_rule
from practice.diagnostics import Severity
from practice.reading.draft import AdoptionsDraft, Draft


@text_rule("CS505", "full-postcode", Severity.WARNING)
def full_postcode(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """Every full postcode is an organisation's."""
    return identified(draft, "CS505")
