"""CS403: a case study named in a field is not there."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checking.context import Context
from practice.checking.references import StudyIds, references_of
from practice.checking.rule import Finding, collection_rule
from practice.checking.wording import quote
from practice.reading.draft import Drafts


@collection_rule("CS403", "unknown-study")
def unknown_study(drafts: Drafts, context: Context) -> Iterator[Finding]:
    """Every case study named in a field exists."""
    ids = StudyIds(drafts)
    for draft in drafts.studies:
        for name, study_id, place in references_of(draft):
            if study_id not in ids:
                yield Finding(place, f"{quote(study_id)}, named in '{name}', is not a case study.", ids.hint(study_id))
