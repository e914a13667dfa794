"""CS106: an end before the start."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.record_dates import dates_of, earliest, latest
from practice.checks.records import Record
from practice.checks.rule import Finding, record_rule
from practice.model.messages import quote


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
