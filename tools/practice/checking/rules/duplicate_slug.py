"""CS401: two case studies whose files have the same name."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checking.context import Context
from practice.checking.groups import same_by
from practice.checking.rule import Finding, collection_rule
from practice.checking.ties import Collection
from practice.diagnostics import Place


@collection_rule("CS401", "duplicate-slug")
def duplicate_slug(collection: Collection, context: Context) -> Iterator[Finding]:
    """Every case study has a file name of its own, whatever its folder."""
    for study, other in same_by(collection.studies, lambda study: study.id.casefold()):
        message = f"The name '{study.id}' is taken by {other.path}."
        yield Finding(Place(study.path), message, f"Give this file another name, for example: {study.id}-2.md")
