"""Rules about the fields of a case study or an adoption: what is there, and in which shape."""

from __future__ import annotations

import re
from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.records import (
    WORD_KINDS,
    Answer,
    Group,
    Record,
    is_blank,
    is_written_null,
    items_of,
)
from practice.checks.rule import Finding, record_rule
from practice.content.draft import Entry, Mapping, Scalar, Sequence, Value
from practice.model.diagnostics import nearest
from practice.model.schema import NOT_REPORTED, Field
from practice.model.text import counted, is_web_address, listing, normalise, quote, sentences

_LONGEST_KEY = 60


def unknown_keys(group: Group) -> dict[str, str | None]:
    """Return the unknown keys, each with the field it may be meant for."""
    names = {field.name for field in group.fields}
    written = {entry.key for entry in group.mapping}
    if written <= names:
        return {}
    left = names - written
    return {
        entry.key: _meant_field(entry.key, left)
        for entry in group.mapping
        if entry.key not in names
    }


def _meant_field(key: str, names: set[str]) -> str | None:
    plain = key.strip().replace(" ", "_").replace("-", "_")
    return nearest(plain, sorted(names)) if len(plain) <= _LONGEST_KEY else None


def meant_fields(group: Group) -> set[str]:
    """Return the fields that are there under a misspelt name."""
    return {meant for meant in unknown_keys(group).values() if meant}


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


@record_rule("CS110", "unknown-value")
def unknown_value(record: Record, context: Context) -> Iterator[Finding]:
    """Every value of a closed list is one of the list."""
    for answer in record.of_kind("choice"):
        values = [choice.value for choice in answer.field.choices]
        if answer.text not in values:
            meant = _meant(answer.text, answer.field)
            suggestion = f"Did you mean '{meant}'?" if meant else ""
            message = f"{quote(answer.text)} is not a value of '{answer.field.name}'."
            yield Finding(
                answer.place, message, sentences(suggestion, f"It is {listing(values, 'or')}.")
            )


def _meant(text: str, field: Field) -> str | None:
    ways = {
        normalise(way): choice.value
        for choice in field.choices
        for way in (choice.label, choice.value)
    }
    found = nearest(normalise(text), ways) if len(text) <= 60 else None
    return ways[found] if found else None


_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@record_rule("CS111", "bad-email")
def bad_email(record: Record, context: Context) -> Iterator[Finding]:
    """Every mailbox is written as an e-mail address."""
    for answer in record.of_kind("email"):
        if not _MAILBOX.fullmatch(answer.text):
            yield Finding(
                answer.place,
                f"{quote(answer.text)} is not an e-mail address.",
                f"Write a shared mailbox, for example: {answer.field.example}",
            )


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
