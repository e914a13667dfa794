"""CS507: a mailbox that is named after a person."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checking.context import Context
from practice.checking.identifying import identified
from practice.checking.rule import Finding, text_rule
from practice.diagnostics import Severity
from practice.reading.draft import AdoptionsDraft, Draft


@text_rule("CS507", "named-email", Severity.WARNING)
def named_email(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """Every mailbox is one that several people read."""
    return identified(draft, "CS507")
