"""CS309: two sections with the same heading."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.headings import first_of_each
from practice.checks.rule import Finding, draft_rule
from practice.content.draft import Draft
from practice.model.messages import quote


@draft_rule("CS309", "repeated-heading")
def repeated_heading(draft: Draft, context: Context) -> Iterator[Finding]:
    """Every section is there once."""
    first = first_of_each(draft.body.sections)
    for section in draft.body.sections:
        if first[section.heading] is not section:
            line = first[section.heading].place.line
            yield Finding(
                section.place,
                f"The section {quote(section.heading)} is there already, on line {line}.",
                "Make one section of the two.",
            )
