"""CS205: a trust that is not in the register."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.records import Record
from practice.checks.rule import Finding, record_rule
from practice.model.messages import quote, sentences


@record_rule("CS205", "unknown-organisation")
def unknown_organisation(record: Record, context: Context) -> Iterator[Finding]:
    """Every trust is in the register of organisations, by name, former name or ODS code."""
    path = context.path_of("organisations")
    if path in context.broken:
        return
    for answer in record.of_kind("organisation"):
        if context.vocabularies.organisations.find(answer.text) is None:
            meant = context.suggest("organisations", answer.text)
            suggestion = f"Did you mean '{meant}'?" if meant else ""
            message = f"{quote(answer.text)} is not in our register of organisations."
            yield Finding(
                answer.place,
                message,
                sentences(suggestion, f"The register is {path}; editors can add to it."),
            )
