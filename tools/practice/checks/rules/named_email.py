"""CS507: a mailbox that is named after a person."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.identifying import identified
from practice.checks.rule import Finding, text_rule
from practice.content.draft import AdoptionsDraft, Draft
from practice.model.diagnostics import Severity


@text_rule("CS507", "named-email", Severity.WARNING)
def named_email(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """Every mailbox is one that several people read."""
    return identified(draft, "CS507")
