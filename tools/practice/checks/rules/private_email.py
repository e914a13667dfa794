"""CS506: somebody's own mailbox."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.identifying import identified
from practice.checks.rule import Finding, text_rule
from practice.content.draft import AdoptionsDraft, Draft


@text_rule("CS506", "private-email")
def private_email(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """Every mailbox belongs to an organisation."""
    return identified(draft, "CS506")
