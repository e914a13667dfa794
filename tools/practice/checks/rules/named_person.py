"""CS510: what looks like the name of a patient or another person."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.identifying import identified
from practice.checks.rule import Finding, text_rule
from practice.content.draft import AdoptionsDraft, Draft
from practice.model.diagnostics import Severity


@text_rule("CS510", "named-person", Severity.WARNING)
def named_person(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """People appear by their role, not by their name."""
    return identified(draft, "CS510")
