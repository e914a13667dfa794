"""CS104: a date that no calendar has, or that is not written as a date."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.records import Record
from practice.checks.rule import Finding, record_rule
from practice.model.dates import PartialDate
from practice.model.messages import quote
from practice.model.schema import NOT_REPORTED, UNKNOWN, Field


@record_rule("CS104", "impossible-date")
def impossible_date(record: Record, context: Context) -> Iterator[Finding]:
    """Every date is a day, month or year that the calendar has."""
    for answer in record.of_kind("date"):
        if answer.field.unknown and answer.text == UNKNOWN:
            continue
        try:
            PartialDate.parse(answer.text)
        except ValueError as error:
            yield Finding(
                answer.place,
                f"{quote(answer.text)} is not a date: {error}.",
                _hint(answer.field, answer.text),
            )


def _hint(field: Field, text: str) -> str:
    if text in (UNKNOWN, NOT_REPORTED):
        if field.unknown:
            return f"Write: {field.name}: {UNKNOWN}"
        if field.needed == "no":
            return f"Leave '{field.name}' out."
    also = f", or: {field.name}: {UNKNOWN}" if field.unknown else ""
    return f"Write, for example: {field.example}{also}"
