"""CS406: a case study that names itself."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checking.context import Context
from practice.checking.references import references_of
from practice.checking.rule import Finding, draft_rule
from practice.checking.wording import quote
from practice.reading.draft import Draft


@draft_rule("CS406", "self-reference")
def self_reference(draft: Draft, context: Context) -> Iterator[Finding]:
    """No case study is related to itself or replaces itself."""
    for name, study_id, place in references_of(draft):
        if study_id == draft.id:
            yield Finding(place, f"{quote(study_id)}, named in '{name}', is this case study.", "Take it out.")
