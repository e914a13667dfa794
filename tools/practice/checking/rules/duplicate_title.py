"""CS402: two case studies with the same title."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checking.context import Context
from practice.checking.groups import same_by
from practice.checking.rule import Finding, collection_rule
from practice.checking.wording import quote
from practice.reading.draft import Draft, Drafts
from practice.vocabulary import fold


@collection_rule("CS402", "duplicate-title")
def duplicate_title(drafts: Drafts, context: Context) -> Iterator[Finding]:
    """Every case study has a title of its own."""
    for draft, other in same_by(drafts.studies, lambda draft: fold(_title(draft))):
        hint = "Say in the title what sets this one apart: the place, the people or the year."
        yield Finding(draft.place("title"), f"{quote(_title(draft))} is also the title of {other.path}.", hint)


def _title(draft: Draft) -> str:
    return draft.front.text("title") if draft.front else ""
