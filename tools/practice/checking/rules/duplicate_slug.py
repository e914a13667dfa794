"""CS401: two case studies whose files have the same name."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checking.context import Context
from practice.checking.groups import same_by
from practice.checking.rule import Finding, collection_rule
from practice.diagnostics import Place
from practice.reading.draft import Drafts


@collection_rule("CS401", "duplicate-slug")
def duplicate_slug(drafts: Drafts, context: Context) -> Iterator[Finding]:
    """Every case study has a file name of its own, whatever its folder."""
    for draft, other in same_by(drafts.studies, lambda draft: draft.id.casefold()):
        message = f"The name '{draft.id}' is taken by {other.path}."
        yield Finding(Place(draft.path), message, f"Give this file another name, for example: {draft.id}-2.md")
