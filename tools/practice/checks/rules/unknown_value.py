"""CS110: a word that is not in a closed list."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.records import Record
from practice.checks.rule import Finding, record_rule
from practice.model.diagnostics import nearest
from practice.model.messages import listing, quote, sentences
from practice.model.schema import Field
from practice.model.vocabulary import fold


@record_rule("CS110", "unknown-value")
def unknown_value(record: Record, context: Context) -> Iterator[Finding]:
    """Every value of a closed list is one of the list."""
    for answer in record.of_kind("choice"):
        values = [choice.value for choice in answer.field.choices]
        if answer.text not in values:
            meant = _meant(answer.text, answer.field)
            suggestion = f"Did you mean '{meant}'?" if meant else ""
            message = f"{quote(answer.text)} is not a value of '{answer.field.name}'."
            yield Finding(
                answer.place, message, sentences(suggestion, f"It is {listing(values, 'or')}.")
            )


def _meant(text: str, field: Field) -> str | None:
    ways = {
        fold(way): choice.value for choice in field.choices for way in (choice.label, choice.value)
    }
    found = nearest(fold(text), ways) if len(text) <= 60 else None
    return ways[found] if found else None
