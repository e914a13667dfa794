"""CS505: a postcode that may be of somebody's home."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.identifying import identified
from practice.checks.rule import Finding, text_rule
from practice.content.draft import AdoptionsDraft, Draft
from practice.model.diagnostics import Severity


@text_rule("CS505", "full-postcode", Severity.WARNING)
def full_postcode(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """Every full postcode is an organisation's."""
    return identified(draft, "CS505")
