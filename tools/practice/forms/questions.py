"""The questions of the issue forms, made from the schema and the vocabulary: one list for a form
and for its reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from practice.model.schema import ADOPTION_FIELDS, FIELDS, HEADINGS, Field
from practice.model.vocabulary import Vocabularies

Shape = Literal["line", "lines", "text", "records", "one-of", "some-of"]

# What a contributor is not asked: it is the same in every contribution, or the editors' business.
FIXED = {"origin": "contributed"}
NOT_ASKED = frozenset({"origin", "reviewed", "status", "retired_because", "supersedes", "licence"})
_LONG = 160


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `field` and `part` say where the answer goes; a question about a section has
    neither, and `label` is its heading.

    `options` are pairs of the words shown and the value written.
    """

    id: str
    label: str
    help: str
    shape: Shape
    needed: bool
    field: str = ""
    part: str = ""
    options: tuple[tuple[str, str], ...] = ()
    placeholder: str = ""


def questions(vocabularies: Vocabularies) -> tuple[Question, ...]:
    """Return every question, in the order of the schema: fields, then sections."""
    return (*_fields(vocabularies), *_sections())


def adoption_questions() -> tuple[Question, ...]:
    """Return the questions of the form for a practice taken up: the fields of an adoption."""
    address = " The address of its page will do."
    asked = [
        _question(field.name, field.label.capitalize(), field, field.needed == "yes", field.name)
        for field in ADOPTION_FIELDS
    ]
    return tuple(
        replace(question, help=question.help + address) if question.id == "practice" else question
        for question in asked
    )


def correction_questions() -> tuple[Question, ...]:
    """Return the questions of the form for something wrong on a page."""
    fields = tuple(
        (f"{field.label.capitalize()}: {field.help}", field.name)
        for field in FIELDS
        if _can_be_corrected(field)
    )
    new_words = (
        "Word for word what should stand there instead, and nothing else. With a field chosen"
        " above, an editor can make a change of this at once; without, a person will work on it."
    )
    return (
        Question("page", "Which page?", "Its address, or its title.", "line", True),
        Question("wrong", "What is wrong?", "What it says, and what it should say.", "text", True),
        Question(
            "field",
            "Which field?",
            "Leave this empty when it is anything else.",
            "one-of",
            False,
            options=fields,
        ),
        Question("words", "New words", new_words, "text", False),
        Question(
            "source",
            "How do you know?",
            "A source with its address, or your part in the work.",
            "text",
            False,
        ),
    )


def _can_be_corrected(field: Field) -> bool:
    # One value, so that new words leave no doubt what becomes of the old ones.
    return not (field.many or field.fields or field.name in NOT_ASKED) and field.kind in (
        "text",
        "date",
        "choice",
        "figure",
    )


def _fields(vocabularies: Vocabularies) -> Iterator[Question]:
    for field in FIELDS:
        if field.name in NOT_ASKED:
            continue
        needed = field.needed in ("yes", "contributed")
        label = field.label.capitalize()
        if field.fields and not field.many:
            for part in field.fields:
                yield _question(
                    f"{field.name}-{part.name}",
                    f"{label}: {part.label}",
                    part,
                    needed and part.needed == "yes",
                    field.name,
                    part.name,
                )
        elif field.fields:
            keys = ", ".join(
                f"{part.name}{'' if part.needed == 'yes' else ' (if known)'}"
                for part in field.fields
            )
            text = (
                f"{field.help} Write one key a line, and leave an empty line between two. Keys:"
                f" {keys}."
            )
            example = "\n".join(
                line.strip().removeprefix("- ") for line in field.example.splitlines()[1:]
            )
            yield Question(
                field.name, label, text, "records", needed, field.name, placeholder=example
            )
        elif field.kind == "term":
            terms = tuple(
                (term.label, term.id) for _, term in vocabularies[field.vocabulary].tree()
            )
            most = f" Choose {field.max_items} at most." if field.max_items else ""
            yield Question(
                field.name, label, field.help + most, "some-of", needed, field.name, options=terms
            )
        else:
            yield _question(field.name, label, field, needed, field.name)


def _question(
    name: str, label: str, field: Field, needed: bool, into: str, part: str = ""
) -> Question:
    example = field.example.partition(": ")[2].strip("[]")
    if field.choices:
        options = tuple(
            (f"{choice.label}: {choice.meaning}", choice.value) for choice in field.choices
        )
        return Question(name, label, field.help, "one-of", needed, into, part, options)
    if field.many:
        return Question(
            name,
            label,
            f"{field.help} One a line.",
            "lines",
            needed,
            into,
            part,
            placeholder=example,
        )
    unknown = (
        " If nobody knows, write: unknown"
        if field.unknown
        else " If it is not reported, write: not-reported"
        if field.not_reported
        else ""
    )
    limit = f" Up to {field.max_length} characters." if field.max_length > _LONG else ""
    shape: Shape = "text" if field.max_length > _LONG else "line"
    return Question(
        name, label, field.help + limit + unknown, shape, needed, into, part, placeholder=example
    )


def _sections() -> Iterator[Question]:
    for number, heading in enumerate(HEADINGS, start=1):
        yield Question(f"section-{number}", heading.text, heading.help, "text", heading.needed)
