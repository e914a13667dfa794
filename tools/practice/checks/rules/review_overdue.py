"""CS109: a case study that nobody has looked at for two years."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.record_dates import dates_of, latest, months_later
from practice.checks.records import Record
from practice.checks.rule import Finding, record_rule
from practice.model.diagnostics import Severity
from practice.model.messages import quote
from practice.model.schema import REVIEW_MONTHS


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
