"""CS310: text above the first section, which belongs to none and would be lost."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.rule import Finding, draft_rule
from practice.content.draft import Draft
from practice.model.messages import quote
from practice.model.schema import HEADINGS


@draft_rule("CS310", "text-before-first-heading")
def text_before_first_heading(draft: Draft, context: Context) -> Iterator[Finding]:
    """The text begins with the heading of a section."""
    body = draft.body
    if not body.sections or not body.preamble:
        return
    first = body.sections[0].place
    # A heading up there is of the wrong level, which is said of the heading: mended, it takes the
    # text with it.
    if all(heading.place >= first for heading in body.headings):
        hint = (
            "Move it below a heading, or into the summary. The first section is: ##"
            f" {HEADINGS[0].text}"
        )
        text = quote(body.preamble.split("\n")[0])
        yield Finding(
            body.preamble_place or first, f"Text stands above the first section: {text}", hint
        )
