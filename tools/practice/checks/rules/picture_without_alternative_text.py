"""CS306: a picture that says nothing to readers who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.rule import Finding, draft_rule
from practice.content.draft import Draft
from practice.model.messages import quote


@draft_rule("CS306", "picture-without-alternative-text")
def picture_without_alternative_text(draft: Draft, context: Context) -> Iterator[Finding]:
    """Every picture says in words what it shows."""
    for picture in draft.body.pictures:
        if not picture.text:
            hint = f"Write what it shows, in square brackets: ![What it shows]({picture.target})"
            yield Finding(
                picture.place,
                f"The picture {quote(picture.target)} has no words for readers who cannot see it.",
                hint,
            )
