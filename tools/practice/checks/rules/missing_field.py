"""CS101: a field that is needed is not there, or is there with nothing in it."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.field_names import meant_fields
from practice.checks.records import Group, Record, is_blank, is_written_null
from practice.checks.rule import Finding, record_rule
from practice.model.messages import listing
from practice.model.schema import Field


@record_rule("CS101", "missing-field")
def missing_field(record: Record, context: Context) -> Iterator[Finding]:
    """Every field that is needed is there and says something."""
    origin = record.text("origin")
    for group in record.groups:
        meant = meant_fields(group)
        for field in group.fields:
            # A source without an address and a misspelt field are reported by rules of their own.
            needed = (
                field.needed in ("yes", origin)
                and field.kind != "address"
                and field.name not in meant
            )
            value = group.mapping.get(field.name)
            if (
                needed
                and is_blank(value)
                and not (value is not None and is_written_null(field, value))
            ):
                yield _finding(group, field)
        if (
            group.owner is None
            and origin == "compiled"
            and _none_of(group, meant, "trusts", "place")
        ):
            message = (
                "A case study that the editors wrote names its trusts or, where none is known, a"
                " place."
            )
            yield Finding(
                group.mapping.place_of("place"),
                message,
                "Add, for example: place: Tower Hamlets, east London",
            )
        if (
            group.owner is not None
            and group.owner.name == "resources"
            and _none_of(group, meant, "url", "file")
        ):
            message = f"{_capital(group.title)} has neither 'url' nor 'file'."
            yield Finding(group.mapping.place, message, "Add, for example: file: script.pdf")


def _none_of(group: Group, meant: set[str], *names: str) -> bool:
    return not meant.intersection(names) and all(
        is_blank(group.mapping.get(name)) for name in names
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _finding(group: Group, field: Field) -> Finding:
    empty = group.mapping.get(field.name) is not None
    if group.owner is None:
        message = f"'{field.name}' is {'empty' if empty else 'missing'}."
    else:
        message = (
            f"'{field.name}' of {group.title} is empty."
            if empty
            else f"{_capital(group.title)} has no '{field.name}'."
        )
    hint = f"{_help(field)}  {'Write' if empty else 'Add'}, for example:{_example(field)}"
    return Finding(group.mapping.place_of(field.name), message, hint)


def _help(field: Field) -> str:
    if field.choices:
        return f"It is {listing((choice.value for choice in field.choices), 'or')}."
    return field.help


def _example(field: Field) -> str:
    return f"\n{field.example}" if "\n" in field.example else f" {field.example}"
