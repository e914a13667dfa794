"""CS102: a key that is no field."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.field_names import unknown_keys
from practice.checks.records import Group, Record
from practice.checks.rule import Finding, record_rule
from practice.model.messages import listing, quote, sentences


@record_rule("CS102", "unknown-field")
def unknown_field(record: Record, context: Context) -> Iterator[Finding]:
    """Every key is the name of a field."""
    for group in record.groups:
        for key, meant in unknown_keys(group).items():
            message = f"{quote(key)} is not a field of {_what(record, group)}."
            suggestion = f"Did you mean '{meant}'?" if meant else ""
            yield Finding(
                group.mapping.place_of(key), message, sentences(suggestion, _fields(group))
            )


def _what(record: Record, group: Group) -> str:
    if group.owner is not None:
        return f"'{group.owner.name}'"
    return "a case study" if record.kind == "case study" else "an adoption"


def _fields(group: Group) -> str:
    if group.owner is None and len(group.fields) > 12:
        return "The fields are those in case_studies/_template.md."
    return f"The fields are {listing(field.name for field in group.fields)}."
