"""CS401: two case studies whose files have the same name."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.groups import same_by
from practice.checks.references import Collection
from practice.checks.rule import Finding, collection_rule
from practice.model.diagnostics import Place


@collection_rule("CS401", "duplicate-slug")
def duplicate_slug(collection: Collection, context: Context) -> Iterator[Finding]:
    """Every case study has a file name of its own, whatever its folder."""
    for study, other in same_by(collection.studies, lambda study: study.id.casefold()):
        message = f"The name '{study.id}' is taken by {other.path}."
        yield Finding(
            Place(study.path), message, f"Give this file another name, for example: {study.id}-2.md"
        )
