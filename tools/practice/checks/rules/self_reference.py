"""CS406: a case study that names itself."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.rule import Finding, draft_rule
from practice.checks.study_ids import references_of
from practice.content.draft import Draft
from practice.model.messages import quote


@draft_rule("CS406", "self-reference")
def self_reference(draft: Draft, context: Context) -> Iterator[Finding]:
    """No case study is related to itself or replaces itself."""
    for name, study_id, place in references_of(draft):
        if study_id == draft.id:
            yield Finding(
                place, f"{quote(study_id)}, named in '{name}', is this case study.", "Take it out."
            )
