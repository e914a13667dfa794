"""Rules about the fields of a case study or an adoption: what is there, and in which shape."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.records import (
    WORD_KINDS,
    Group,
    Record,
    is_blank,
    is_written_null,
    items_of,
    unknown_keys,
)
from practice.checks.rows import Row, RowRule, findings, keep_rows, register_rows
from practice.checks.rule import Finding, record_rule
from practice.content.draft import Entry, Mapping, Scalar, Sequence, Value
from practice.model.schema import NOT_REPORTED, Field
from practice.model.schema import field as field_of
from practice.model.text import listing, quote, sentences

_WRITE, _ADD = "{help}  Write, for example:{examples}", "{help}  Add, for example:{examples}"

register_rows(
    RowRule("CS101", "missing-field", "Every field that is needed is there and says something."),
    # A source without an address is reported by a rule of its own.
    *(
        Row(
            "CS101",
            on="field",
            when=(("!address",), ("needed",), (inside,), (present,)),
            message=message,
            hints=(((), hint),),
        )
        for inside, present, message, hint in (
            ("!inside", "!present", "'{name}' is missing.", _ADD),
            ("!inside", "present", "'{name}' is empty.", _WRITE),
            ("inside", "!present", "{Title} has no '{name}'.", _ADD),
            ("inside", "present", "'{name}' of {title} is empty.", _WRITE),
        )
    ),
    Row(
        "CS101",
        on="group",
        at="place",
        when=(("is", "origin", "compiled"), ("blank", "trusts", "place")),
        message=(
            "A case study that the editors wrote names its trusts or, where none is known, a place."
        ),
        hints=(((), "Add, for example: place: Tower Hamlets, east London"),),
        form_hints=(((), "Choose a trust, or say where it was."),),
    ),
    Row(
        "CS101",
        on="group",
        owner="resources",
        at="url",
        when=(("blank", "url", "file"),),
        message="{Title} has neither 'url' nor 'file'.",
        hints=(((), "Add, for example: file: script.pdf"),),
    ),
)


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
_FIGURES = (
    "no|none|nobody|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    "twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|"
    "thousands?|millions?|half|halves|halved|thirds?|quarters?|single|doubled?|twice|"
    "trebled?|tripled?|all|every|everyone|everybody|most|majority|minority"
)
_CAUTION = next(part.question for part in field_of("measures").fields if part.name == "note")
_NO_ANSWERS = (
    Row(
        "CS103",
        on="answer",
        kinds=WORD_KINDS,
        when=(("equals", NOT_REPORTED), ("!allows", NOT_REPORTED), ("!bool",)),
        message=f"'{NOT_REPORTED}' is not an answer to '{{name}}'.",
        hints=(((("optional",),), "Leave '{name}' out."), ((), "Write, for example: {example}")),
        form_hints=(((("optional",),), "Leave it empty."),),
    ),
    Row(
        "CS103",
        on="answer",
        kinds=("figure",),
        when=(
            ("!equals", NOT_REPORTED),
            ("!bool",),
            ("!has-digit",),
            ("!has-word", _FIGURES),
        ),
        message="{quoted} has no figure in it.",
        hints=(
            (
                (),
                "Write a number, words with a number in them (almost 80, 11 of 24, halved), or"
                " not-reported; other words go into 'note'.",
            ),
        ),
        form_hints=(
            (
                (),
                "Write a number, or words with a number in them: almost 80, 11 of 24, halved. If"
                f" nobody reported it, write: not reported. Other words go into “{_CAUTION}”",
            ),
        ),
    ),
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
        if answer.scalar.tag == "bool" and answer.field.kind in WORD_KINDS:
            yield _taken_for(answer.field, answer.scalar, "a yes or no")
    yield from findings(_NO_ANSWERS, record, context)


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


keep_rows(RowRule("CS103", wrong_type.name, wrong_type.demand), *_NO_ANSWERS)

register_rows(
    RowRule("CS107", "too-long", "Every text and list fits where it is shown."),
    Row(
        "CS107",
        on="answer",
        when=(("longer",),),
        message="'{name}' has {characters}; {longest} fit.",
        hints=(((), "Shorten it by {over}."),),
        form_hints=(((), "Shorten it by {over}."),),
    ),
    Row(
        "CS107",
        on="list",
        when=(("more",),),
        message="'{name}' has {items}; at most {most} are allowed.",
        hints=(((), "Keep the {most} that matter most."),),
        form_hints=(((), "Keep the {most} that matter most."),),
    ),
)

register_rows(
    RowRule(
        "CS108",
        "source-without-address",
        "Every source has an address on the web that a reader can open.",
    ),
    Row(
        "CS108",
        on="field",
        when=(("address",), ("required",)),
        message="{Title} has no address.",
        hints=(((), "Add, for example: {example}"),),
    ),
    Row(
        "CS108",
        on="answer",
        kinds=("address",),
        when=(("!web-address",),),
        message="{quoted} is not an address on the web.",
        hints=(
            ((("nearly-web-address",),), "Write: {name}: {guess}"),
            (
                (),
                "It starts with https:// or http://, for example: {name}:"
                " https://www.example.org/report",
            ),
        ),
        form_hints=(((), "Write an address that starts with https://"),),
    ),
)

register_rows(
    RowRule("CS110", "unknown-value", "Every value of a closed list is one of the list."),
    Row(
        "CS110",
        on="answer",
        kinds=("choice",),
        when=(("!among-choices",),),
        message="{quoted} is not a value of '{name}'.",
        hints=(((), "It is {choices}."),),
        suggest="choice",
    ),
)

register_rows(
    RowRule("CS111", "bad-email", "Every mailbox is written as an e-mail address."),
    Row(
        "CS111",
        on="answer",
        kinds=("email",),
        when=(
            (
                "!matches",
                r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$",
            ),
        ),
        message="{quoted} is not an e-mail address.",
        hints=(((), "Write a shared mailbox, for example: {example}"),),
        form_hints=(((), "Write a shared mailbox, for example: screening@trust.example"),),
    ),
)

register_rows(
    RowRule("CS112", "retired-without-reason", "A case study that is retired says why."),
    Row(
        "CS112",
        on="group",
        at="status",
        when=(("is", "status", "retired"), ("blank", "retired_because")),
        message="It is retired, but does not say why.",
        hints=(((), "Add, for example: retired_because: Replaced by a newer account."),),
        form_hints=(((), "Tell the editors why."),),
    ),
)
