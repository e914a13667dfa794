"""CS403: a case study named in a field is not there."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.references import Collection
from practice.checks.rule import Finding, collection_rule
from practice.checks.study_ids import StudyIds
from practice.model.messages import quote


@collection_rule("CS403", "unknown-study")
def unknown_study(collection: Collection, context: Context) -> Iterator[Finding]:
    """Every case study named in a field exists."""
    ids = StudyIds(study.id for study in collection.studies)
    for study in collection.studies:
        for named in study.studies:
            if named.target not in ids:
                message = f"{quote(named.target)}, named in '{named.field}', is not a case study."
                yield Finding(study.place(named), message, ids.hint(named.target))
