"""CS308: a section that no other case study has."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checking.context import Context
from practice.checking.headings import ORDER, meant_heading
from practice.checking.rule import Finding, draft_rule
from practice.checking.wording import quote
from practice.reading.draft import Draft


@draft_rule("CS308", "unknown-heading")
def unknown_heading(draft: Draft, context: Context) -> Iterator[Finding]:
    """Every section is one of those that case studies share."""
    for section in draft.body.sections:
        if section.heading not in ORDER:
            meant = meant_heading(draft, section.heading)
            below = f"Put it inside another section as a heading of the third level: ### {section.heading}"
            hint = f"Did you mean '{meant}'?" if meant else below
            yield Finding(section.place, f"{quote(section.heading)} is not a section of a case study.", hint)
