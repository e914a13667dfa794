"""CS404: an adoption of a practice that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.records import records_of
from practice.checks.references import Collection
from practice.checks.rule import Finding, collection_rule
from practice.checks.study_ids import StudyIds
from practice.model.messages import quote


@collection_rule("CS404", "unknown-practice")
def unknown_practice(collection: Collection, context: Context) -> Iterator[Finding]:
    """Every practice that was taken up is a case study of the collection."""
    ids = StudyIds(study.id for study in collection.studies)
    for draft in collection.adoptions:
        for record in records_of(draft):
            for answer in record.of_kind("study"):
                if answer.text not in ids:
                    yield Finding(
                        answer.place,
                        f"The practice {quote(answer.text)} is not a case study.",
                        ids.hint(answer.text),
                    )
