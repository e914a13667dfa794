"""CS105: a date that has not come yet."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.record_dates import dates_of, earliest
from practice.checks.records import Record
from practice.checks.rule import Finding, record_rule
from practice.model.messages import quote

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
