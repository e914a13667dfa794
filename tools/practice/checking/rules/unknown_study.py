"""CS403: a case study named in a field is not there."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checking.context import Context
from practice.checking.references import StudyIds
from practice.checking.rule import Finding, collection_rule
from practice.checking.ties import Collection
from practice.checking.wording import quote


@collection_rule("CS403", "unknown-study")
def unknown_study(collection: Collection, context: Context) -> Iterator[Finding]:
    """Every case study named in a field exists."""
    ids = StudyIds(study.id for study in collection.studies)
    for study in collection.studies:
        for named in study.studies:
            if named.target not in ids:
                message = f"{quote(named.target)}, named in '{named.field}', is not a case study."
                yield Finding(study.place(named), message, ids.hint(named.target))
