"""CS106: an end before the start."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checking.context import Context
from practice.checking.dates import dates_of, earliest, latest
from practice.checking.records import Record
from practice.checking.rule import Finding, record_rule
from practice.checking.wording import quote


@record_rule("CS106", "ended-before-started")
def ended_before_started(record: Record, context: Context) -> Iterator[Finding]:
    """Nothing ends before it starts."""
    dates = dates_of(record)
    if "started" in dates and "ended" in dates:
        (first, started), (last, ended) = dates["started"], dates["ended"]
        if latest(ended) < earliest(started):
            message = f"It ended {quote(last.text)}, before it started {quote(first.text)}."
            yield Finding(last.place, message, "Make sure of both dates; perhaps they changed places.")
