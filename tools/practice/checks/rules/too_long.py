"""CS107: a text, or a list, that is too long for where it is shown."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.records import Record
from practice.checks.rule import Finding, record_rule
from practice.content.draft import Sequence
from practice.model.messages import counted

# Where the schema sets no limit: generous for anything real, and a stop to what no page could show.
_LENGTHS = {"text": 2_000, "figure": 60, "email": 254, "address": 2_000}
_MOST_ITEMS = 60


@record_rule("CS107", "too-long")
def too_long(record: Record, context: Context) -> Iterator[Finding]:
    """Every text and list fits where it is shown."""
    for answer in record.answers:
        limit = answer.field.max_length or _LENGTHS.get(answer.field.kind)
        if limit and len(answer.text) > limit:
            message = (
                f"'{answer.field.name}' has {counted(len(answer.text), 'character')}; {limit:,}"
                " fit."
            )
            yield Finding(
                answer.place,
                message,
                f"Shorten it by {counted(len(answer.text) - limit, 'character')}.",
            )
    for group in record.groups:
        by_name = {field.name: field for field in group.fields}
        for entry in group.mapping:
            field = by_name.get(entry.key)
            if field is None or not field.many or not isinstance(entry.value, Sequence):
                continue
            limit, number = field.max_items or _MOST_ITEMS, len(entry.value.items)
            if number > limit:
                place = entry.value.items[limit].place
                yield Finding(
                    place,
                    f"'{field.name}' has {counted(number, 'item')}; at most {limit} are allowed.",
                    f"Keep the {limit} that matter most.",
                )
