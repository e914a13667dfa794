"""CS304: a section with nothing in it."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.rule import Finding, draft_rule
from practice.content.draft import Draft
from practice.model.messages import quote
from practice.model.schema import HEADINGS

_OPTIONAL = {heading.text for heading in HEADINGS if not heading.needed}


@draft_rule("CS304", "empty-section")
def empty_section(draft: Draft, context: Context) -> Iterator[Finding]:
    """Every section says something."""
    for section in draft.body.sections:
        if section.empty:
            cure = (
                "Write something below the heading, or delete the heading."
                if section.heading in _OPTIONAL
                else "Write something below the heading, even if only: Not reported."
            )
            yield Finding(section.place, f"The section {quote(section.heading)} is empty.", cure)
