"""CS103: a value of the wrong shape: a list for a text, a text for a list, a word that YAML takes
for something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.records import WORD_KINDS, Answer, Record, is_blank, is_written_null, items_of
from practice.checks.rule import Finding, record_rule
from practice.content.draft import Entry, Mapping, Scalar, Sequence, Value
from practice.model.messages import listing, quote
from practice.model.schema import NOT_REPORTED, Field

# Sources often give a result without digits, and authors must not be driven to make one up.
_NUMBER = re.compile(
    r"""\d|\b(?:no|none|nobody|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty
    |sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?|half|halves|halved|thirds?|quarters?|single|doubled?|twice
    |trebled?|tripled?|all|every|everyone|everybody|most|majority|minority)\b""",
    re.VERBOSE | re.IGNORECASE,
)


@record_rule("CS103", "wrong-type")
def wrong_type(record: Record, context: Context) -> Iterator[Finding]:
    """Every value has the shape that its field asks for."""
    if not isinstance(record.value, Mapping):
        yield Finding(
            record.value.place,
            "An adoption is a list of fields, and this is not.",
            "Write, for example: - practice: slow-queue",
        )
    for group in record.groups:
        by_name = {field.name: field for field in group.fields}
        for entry in group.mapping:
            field = by_name.get(entry.key)
            if field is not None:
                yield from _shape(field, entry)
    for answer in record.answers:
        yield from _plain(answer)


def has_figure(text: str) -> bool:
    """Whether `text` says how much or how many: in digits, or in words such as "halved" and
    "hundreds".
    """
    return _NUMBER.search(text) is not None


def _shape(field: Field, entry: Entry) -> Iterator[Finding]:
    value = entry.value
    if isinstance(value, Scalar) and (
        is_blank(value) or (field.not_reported and value.text.strip() == NOT_REPORTED)
    ):
        if field.needed == "yes" and is_written_null(field, value):
            yield _taken_for(field, value, "nothing")
        return
    if field.many and not isinstance(value, Sequence):
        yield Finding(value.place, f"'{field.name}' takes a list.", _as_list(field, value))
    elif not field.many and isinstance(value, Sequence):
        if value.items:
            only = value.items[0] if len(value.items) == 1 else None
            hint = (
                f"Write: {field.name}: {only.text}"
                if isinstance(only, Scalar)
                else f"Keep one, for example: {field.example}"
            )
            yield Finding(value.place, f"'{field.name}' takes one value, and this is a list.", hint)
    else:
        for number, item in enumerate(items_of(field, value), start=1):
            yield from _item(
                field, item, f"Item {number} of '{field.name}'" if field.many else f"'{field.name}'"
            )


def _item(field: Field, item: Value, title: str) -> Iterator[Finding]:
    if field.many and is_blank(item):
        yield Finding(
            item.place, f"{title} is empty.", "Write something there, or delete the line."
        )
    elif isinstance(item, Sequence):
        yield Finding(
            item.place, f"{title} is a list inside a list.", f"Write, for example: {field.example}"
        )
    elif field.kind == "mapping":
        if isinstance(item, Scalar):
            names = listing(part.name for part in field.fields)
            yield Finding(
                item.place,
                f"{title} is {quote(item.text)}, but has fields of its own: {names}.",
                f"Write, for example:\n{field.example}",
            )
    elif isinstance(item, Mapping):
        yield _colon(field, item, title)


def _colon(field: Field, item: Mapping, title: str) -> Finding:
    first = next(iter(item), None)
    text = first.value.text if first and isinstance(first.value, Scalar) else ""
    if first is None or not text:
        return Finding(
            item.place,
            f"{title} takes a text, and this is a list of fields.",
            f"Write, for example: {field.example}",
        )
    message = (
        f"{title} is cut in two: YAML takes {quote(first.key)} for the name of a field, because a"
        " colon follows."
    )
    return Finding(item.place, message, f'Put the whole text in quotes: "{first.key}: {text}"')


def _as_list(field: Field, value: Value) -> str:
    if isinstance(value, Scalar) and field.kind != "mapping":
        parts = (part.strip() for part in value.text.split(","))
        return f"Write: {field.name}: [{', '.join(part for part in parts if part)}]"
    return (
        f"Write, for example:\n{field.example}"
        if "\n" in field.example
        else f"Write, for example: {field.example}"
    )


def _taken_for(field: Field, scalar: Scalar, meaning: str) -> Finding:
    message = f"YAML takes {quote(scalar.text)} for {meaning}, not for a text."
    where = "" if field.many else f"{field.name}: "
    return Finding(scalar.place, message, f'Put it in quotes: {where}"{scalar.text}"')


def _plain(answer: Answer) -> Iterator[Finding]:
    field, text = answer.field, answer.text
    if field.kind not in WORD_KINDS or (field.not_reported and text == NOT_REPORTED):
        return
    if answer.scalar.tag == "bool":
        yield _taken_for(field, answer.scalar, "a yes or no")
    elif text == NOT_REPORTED:
        hint = (
            f"Write, for example: {field.example}"
            if field.needed != "no"
            else f"Leave '{field.name}' out."
        )
        yield Finding(answer.place, f"'{NOT_REPORTED}' is not an answer to '{field.name}'.", hint)
    elif field.kind == "figure" and not has_figure(text):
        hint = (
            "Write a number, words with a number in them (almost 80, 11 of 24, halved), or"
            " not-reported; other words go into 'note'."
        )
        yield Finding(answer.place, f"{quote(text)} has no figure in it.", hint)
