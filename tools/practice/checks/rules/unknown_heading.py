"""CS308: a section that no other case study has."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.headings import ORDER, meant_heading
from practice.checks.rule import Finding, draft_rule
from practice.content.draft import Draft
from practice.model.messages import quote


@draft_rule("CS308", "unknown-heading")
def unknown_heading(draft: Draft, context: Context) -> Iterator[Finding]:
    """Every section is one of those that case studies share."""
    for section in draft.body.sections:
        if section.heading not in ORDER:
            meant = meant_heading(draft, section.heading)
            below = (
                "Put it inside another section as a heading of the third level: ###"
                f" {section.heading}"
            )
            hint = f"Did you mean '{meant}'?" if meant else below
            yield Finding(
                section.place, f"{quote(section.heading)} is not a section of a case study.", hint
            )
