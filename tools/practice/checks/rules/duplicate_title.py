"""CS402: two case studies with the same title."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.groups import same_by
from practice.checks.references import Collection
from practice.checks.rule import Finding, collection_rule
from practice.model.messages import quote


@collection_rule("CS402", "duplicate-title")
def duplicate_title(collection: Collection, context: Context) -> Iterator[Finding]:
    """Every case study has a title of its own."""
    for study, other in same_by(collection.studies, lambda study: study.folded_title):
        hint = "Say in the title what sets this one apart: the place, the people or the year."
        yield Finding(
            study.title_place, f"{quote(study.title)} is also the title of {other.path}.", hint
        )
