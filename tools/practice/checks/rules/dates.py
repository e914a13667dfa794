"""Rules about dates."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.record_dates import dates_of, earliest, latest, months_later
from practice.checks.records import Record
from practice.checks.rule import Finding, record_rule
from practice.model.dates import PartialDate
from practice.model.diagnostics import Severity
from practice.model.schema import NOT_REPORTED, REVIEW_MONTHS, UNKNOWN, Field
from practice.model.text import quote


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


_CURES = {
    "started": "Until it has begun, write: started: unknown",
    "ended": "Leave 'ended' out until it has ended.",
    "reviewed": "Write the day on which somebody last made sure that it is right.",
    "since": "Until it has begun, write: since: unknown",
}


@record_rule("CS105", "future-date")
def future_date(record: Record, context: Context) -> Iterator[Finding]:
    """Every date has come."""
    for name, (answer, date) in dates_of(record).items():
        if earliest(date) > context.today:
            yield Finding(
                answer.place,
                f"'{name}' is {quote(answer.text)}, which is still to come.",
                _CURES.get(name, ""),
            )


@record_rule("CS106", "ended-before-started")
def ended_before_started(record: Record, context: Context) -> Iterator[Finding]:
    """Nothing ends before it starts."""
    dates = dates_of(record)
    if "started" in dates and "ended" in dates:
        (first, started), (last, ended) = dates["started"], dates["ended"]
        if latest(ended) < earliest(started):
            message = f"It ended {quote(last.text)}, before it started {quote(first.text)}."
            yield Finding(
                last.place, message, "Make sure of both dates; perhaps they changed places."
            )


@record_rule("CS109", "review-overdue", Severity.WARNING)
def review_overdue(record: Record, context: Context) -> Iterator[Finding]:
    """Somebody made sure within the last two years that the case study is still right."""
    reviewed = dates_of(record).get("reviewed")
    if reviewed is None or record.text("status") == "retired":
        return
    answer, date = reviewed
    if date.qualifier == "after" or months_later(latest(date), REVIEW_MONTHS) >= context.today:
        return
    hint = f"When it is still right, or put right, write: reviewed: {context.today.isoformat()}"
    yield Finding(
        answer.place,
        f"The last review was {quote(answer.text)}; one is due every {REVIEW_MONTHS} months.",
        hint,
    )
