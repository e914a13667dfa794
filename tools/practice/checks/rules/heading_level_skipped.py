"""CS303: a heading of the first level in the body, or one that is two levels below the one before."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.rule import Finding, draft_rule
from practice.content.draft import Draft
from practice.model.messages import quote


@draft_rule("CS303", "heading-level-skipped")
def heading_level_skipped(draft: Draft, context: Context) -> Iterator[Finding]:
    """Headings begin at the second level and go down one level at a time."""
    before = 1
    for heading in draft.body.headings:
        if heading.level == 1:
            message = (
                f"{quote(heading.text)} is a heading of the first level, which belongs to the title"
                " of the page."
            )
            yield Finding(heading.place, message, f"Write: ## {heading.text}")
        elif heading.level > before + 1:
            message = (
                f"{quote(heading.text)} is a heading of level {heading.level} below one of level"
                f" {before}."
            )
            yield Finding(heading.place, message, f"Write: {'#' * (before + 1)} {heading.text}")
        before = max(heading.level, 2) if heading.level == 1 else heading.level
