"""What a case study or an adoption says in fields that a network added to the schema, in words, by
what the schema says of them alone.

The form's preview says the same in the browser: theme/assets/practice/write/added_fields.js.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from practice.content.draft import Mapping, Scalar, Sequence, Value
from practice.model.case_study import Figure, Other
from practice.model.dates import PartialDate
from practice.model.schema import NOT_REPORTED, UNKNOWN, Field, label
from practice.model.vocabulary import Vocabularies


def others(front: Mapping, words: Vocabularies, fields: Iterable[Field]) -> Iterator[Other]:
    """Yield what the keys of something without errors say in these fields, in their order; those
    that say nothing are left out.
    """
    for field in fields:
        value = front.get(field.name)
        said = tuple(_lines(value, field, words))
        if value is not None and said:
            yield Other(field.name, field.caption, said, _answer(value))


def _lines(value: Value | None, field: Field, words: Vocabularies) -> Iterator[str]:
    """Yield a line for each value of a list, and one for each mapping: "role: Link worker; amount:
    2 days a week".
    """
    if isinstance(value, Sequence):
        for item in value:
            yield from _lines(item, field, words)
    elif isinstance(value, Mapping):
        parts = [
            (part, ", ".join(_lines(value.get(part.name), part, words))) for part in field.fields
        ]
        if told := "; ".join(f"{part.label}: {said}" for part, said in parts if said):
            yield told
    elif value is not None and _text(value):
        yield _in_words(_text(value), field, words)


def _in_words(text: str, field: Field, words: Vocabularies) -> str:
    # A choice first, as its value may be "not-reported" with a label of its own.
    said = label(field.choices, text)
    if said == NOT_REPORTED:
        return "not reported"
    if field.kind == "date":
        return "not known" if text == UNKNOWN else PartialDate.parse(text).words
    if field.kind == "figure":
        return Figure(text).words
    if field.kind == "term" and text in words[field.vocabulary]:
        return words[field.vocabulary][text].label
    if field.kind == "organisation" and (body := words.organisations.find(text)):
        return body.named(text)
    return said


def _answer(value: Value) -> Any:
    if isinstance(value, Sequence):
        return [_answer(item) for item in value]
    if isinstance(value, Mapping):
        return {entry.key: _answer(entry.value) for entry in value}
    return _text(value)


def _text(value: Scalar) -> str:
    return "" if value.tag == "null" else " ".join(value.text.split())
