"""The fields of a case study or an adoption, laid out beside the schema for the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from practice.content.draft import AdoptionsDraft, Draft, Mapping, Scalar, Sequence, Value
from practice.model.diagnostics import Place, nearest
from practice.model.schema import ADOPTION_FIELDS, FIELDS, Field

WORD_KINDS = ("text", "figure")
RecordKind = Literal["case study", "adoption"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One plain value given to a field, at any depth; `text` has single spaces between words."""

    field: Field
    text: str
    scalar: Scalar

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self.scalar.place


@dataclass(frozen=True, slots=True)
class Group:
    """A mapping and the fields it may hold: the record itself, or a part of it such as one measure.

    `owner` is the field it is a value of (None for the record itself); `title` names it in
    messages.
    """

    fields: tuple[Field, ...]
    mapping: Mapping
    title: str
    owner: Field | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """The front matter of a case study, or one item of an `adoptions.yml`.

    `groups` are its mappings, outermost first; `answers` its plain values in the order written.
    Values of the wrong shape are in neither, so that only the rule about shapes speaks of them.
    """

    kind: RecordKind
    value: Value
    fields: tuple[Field, ...]
    groups: tuple[Group, ...]
    answers: tuple[Answer, ...]

    def of_kind(self, kind: str) -> Iterator[Answer]:
        """Yield the answers to fields of this kind."""
        return (answer for answer in self.answers if answer.field.kind == kind)

    def text(self, name: str) -> str:
        """Return the plain value of the record's own field `name`, or an empty text."""
        return self.value.text(name) if isinstance(self.value, Mapping) else ""


def is_blank(value: Value | None) -> bool:
    """Whether the author left the value open: nothing, null, an empty text, list or mapping."""
    if isinstance(value, Scalar):
        return value.tag == "null" or not value.text.strip()
    if isinstance(value, Sequence):
        return not value.items
    return value is None or not value.entries


def is_written_null(field: Field, value: Value) -> bool:
    """Whether a text was wanted and the author wrote a word that YAML takes for nothing, such as
    "null".
    """
    return (
        field.kind in WORD_KINDS
        and isinstance(value, Scalar)
        and value.tag == "null"
        and bool(value.text.strip())
    )


def items_of(field: Field, value: Value) -> tuple[Value, ...]:
    """Return the single values in `value`; none when a list stands where one value belongs, or the
    reverse.
    """
    if field.many:
        return value.items if isinstance(value, Sequence) else ()
    return () if isinstance(value, Sequence) else (value,)


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
    return nearest(plain, sorted(names))


def meant_fields(group: Group) -> set[str]:
    """Return the fields that are there under a misspelt name."""
    return {meant for meant in unknown_keys(group).values() if meant}


def _lay_out(group: Group, groups: list[Group], answers: list[Answer]) -> None:
    groups.append(group)
    by_name = {field.name: field for field in group.fields}
    for entry in group.mapping:
        field = by_name.get(entry.key)
        if field is None:
            continue
        for number, item in enumerate(items_of(field, entry.value), start=1):
            if field.kind == "mapping":
                if isinstance(item, Mapping) and item.entries:
                    title = f"item {number} of '{field.name}'" if field.many else f"'{field.name}'"
                    _lay_out(Group(field.fields, item, title, field), groups, answers)
            elif isinstance(item, Scalar) and not is_blank(item):
                answers.append(Answer(field, " ".join(item.text.split()), item))


def _record(kind: RecordKind, value: Value, fields: tuple[Field, ...], title: str) -> Record:
    groups: list[Group] = []
    answers: list[Answer] = []
    if isinstance(value, Mapping):
        _lay_out(Group(fields, value, title), groups, answers)
    return Record(kind, value, fields, tuple(groups), tuple(answers))


def records_of(draft: Draft | AdoptionsDraft) -> tuple[Record, ...]:
    """Return the records of one file: one or none for a case study, one an item for adoptions."""
    if isinstance(draft, Draft):
        return (
            (_record("case study", draft.front, FIELDS, "the case study"),) if draft.front else ()
        )
    return tuple(_record("adoption", item, ADOPTION_FIELDS, "the adoption") for item in draft.items)
