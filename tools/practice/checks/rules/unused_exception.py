"""CS516: an exception on a line that needs none."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.identifying import exemptions, found_on, holds, place_of
from practice.checks.rule import Finding, text_rule
from practice.content.draft import AdoptionsDraft, Draft
from practice.model.diagnostics import Severity


@text_rule("CS516", "unused-exception", Severity.WARNING)
def unused_exception(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """Every exception stands on the line, or right above the line, that needs it."""
    for one in exemptions(draft):
        if holds(one) and not any(holds(one, code) for code in found_on(draft, one.holds_for)):
            hint = (
                "Take it out, or put it at the end of the line it speaks of, or alone on the line"
                " above."
            )
            yield Finding(
                place_of(draft, one),
                f"Nothing on line {one.holds_for} needs the exception for {one.check}.",
                hint,
            )
