"""The dates of a record, for the rules that compare them."""

from __future__ import annotations

import datetime

from practice.checks.records import Answer, Record
from practice.model.dates import ABOUT_DAYS, PartialDate
from practice.model.schema import UNKNOWN

_ABOUT = datetime.timedelta(days=ABOUT_DAYS)


def date_of(answer: Answer) -> PartialDate | None:
    """Return the date, or None when it is "unknown" or no date at all (which is another rule's
    business).
    """
    if answer.text == UNKNOWN:
        return None
    try:
        return PartialDate.parse(answer.text)
    except ValueError:
        return None


def dates_of(record: Record) -> dict[str, tuple[Answer, PartialDate]]:
    """Return the dates of the record by the name of their field."""
    pairs = ((answer, date_of(answer)) for answer in record.of_kind("date"))
    return {answer.field.name: (answer, date) for answer, date in pairs if date is not None}


def earliest(date: PartialDate) -> datetime.date:
    """Return the first day that the date can mean; "before" and "by" leave it open."""
    if date.qualifier in ("before", "by"):
        return datetime.date.min
    return date.first_day - _ABOUT if date.qualifier == "about" else date.first_day


def turning_days(record: Record) -> tuple[str, ...]:
    """Return the days (as ISO text) on which a date of the record comes: with nothing else changed,
    it is judged otherwise from then.
    """
    return tuple(earliest(date).isoformat() for _, date in dates_of(record).values())


def latest(date: PartialDate) -> datetime.date:
    """Return the last day that the date can mean; "after" leaves it open."""
    if date.qualifier == "after":
        return datetime.date.max
    return date.last_day + _ABOUT if date.qualifier == "about" else date.last_day


def months_later(day: datetime.date, months: int) -> datetime.date:
    """Return the same day of a later month, or its last day where the month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    return (
        PartialDate(day.year + years, month + 1).last_day
        if day.day > 28
        else day.replace(day.year + years, month + 1)
    )
