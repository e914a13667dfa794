"""CS108: a source, or a resource, that a reader cannot open."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.field_names import meant_fields
from practice.checks.records import Record, is_blank
from practice.checks.rule import Finding, record_rule
from practice.model.messages import quote
from practice.model.urls import is_web_address


@record_rule("CS108", "source-without-address")
def source_without_address(record: Record, context: Context) -> Iterator[Finding]:
    """Every source has an address on the web that a reader can open."""
    for group in record.groups:
        for field in group.fields:
            if (
                field.kind == "address"
                and field.needed == "yes"
                and is_blank(group.mapping.get(field.name))
                and field.name not in meant_fields(group)
            ):
                message = f"{group.title[:1].upper()}{group.title[1:]} has no address."
                yield Finding(
                    group.mapping.place_of(field.name),
                    message,
                    f"Add, for example: {field.example}",
                )
    for answer in record.of_kind("address"):
        if not is_web_address(answer.text):
            yield Finding(
                answer.place,
                f"{quote(answer.text)} is not an address on the web.",
                _hint(answer.field.name, answer.text),
            )


def _hint(name: str, text: str) -> str:
    guess = f"https://{text.lstrip('/')}"
    if "://" not in text and is_web_address(guess):
        return f"Write: {name}: {guess}"
    return (
        f"It starts with https:// or http://, for example: {name}: https://www.example.org/report"
    )
