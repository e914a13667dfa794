"""CS112: a retired case study that does not say why."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.field_names import meant_fields
from practice.checks.records import Record
from practice.checks.rule import Finding, record_rule


@record_rule("CS112", "retired-without-reason")
def retired_without_reason(record: Record, context: Context) -> Iterator[Finding]:
    """A case study that is retired says why."""
    if (
        record.text("status") == "retired"
        and not record.text("retired_because")
        and "retired_because" not in meant_fields(record.groups[0])
    ):
        place = record.groups[0].mapping.place_of("status")
        yield Finding(
            place,
            "It is retired, but does not say why.",
            "Add, for example: retired_because: Replaced by a newer account.",
        )
