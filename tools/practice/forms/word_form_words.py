"""The words of the Word form that are ours, so that what an author wrote can be told from them."""

from __future__ import annotations

from practice.forms.question_names import Question
from practice.model.schema import FIELDS, HEADINGS, Choice, Field, Heading
from practice.model.text import normalise

TITLE = "Case study form"
CHOOSE = "Choose…"
"""What a list shows until something is chosen from it."""
NOT_REPORTED_LABEL = "Not reported"
TO_WRITE = "To write here: "
"""Starts every line of guidance below a heading."""

INTRODUCTION = (
    (
        "Write up what your trust did, whether it worked or not, so that others can do the same or"
        " avoid the same mistake. It takes about 20 minutes with the figures to hand."
    ),
    "Fill in what you know and leave the rest empty. “Not reported” is an honest answer.",
    "Please write nothing about a patient, and name nobody: people appear by their role.",
    (
        "You can add rows to any table, and pictures, lists and tables to any text. Do not change"
        " the headings."
    ),
    (
        "When it is done, save it and send it to the editors of the site, or run: practice import"
        " with the name of the file."
    ),
)
PARTS = ("Part 1: In short", "Part 2: The story", "Part 3: For those who want to do the same")


def capital(text: str) -> str:
    """Return `text` with a capital first letter."""
    return text[:1].upper() + text[1:]


def is_repeated(field: Field) -> bool:
    """Whether the form asks for this field in a table with a row for each item."""
    return field.many and bool(field.fields)


def fields_in_short() -> tuple[Field, ...]:
    """Return the fields of part 1: those before the first that needs a table of its own."""
    first = next((number for number, field in enumerate(FIELDS) if is_repeated(field)), len(FIELDS))
    return FIELDS[:first]


def further_fields() -> tuple[Field, ...]:
    """Return the fields of part 3."""
    return FIELDS[len(fields_in_short()) :]


def guidance(question: Question) -> str:
    """Return the help beside a question."""
    asked = question.asked
    if question.part is None and asked.fields:
        return "Choose this if nothing at all is reported of it."
    needed = {
        "yes": "Needed. ",
        "contributed": "Needed if the trust writes it. ",
        "compiled": "Needed if the editors write it. ",
    }
    needed_of_part = question.part is None or question.field.needed != "no"
    text = (needed.get(asked.needed, "") if needed_of_part else "") + asked.help
    if asked.kind == "date":
        text += " For example: 2024, 2024-05 or 2024-05-17."
    if asked.max_length and asked.max_length >= 90 and not asked.many and question.part is None:
        text += f" At most {asked.max_length} letters."
    if asked.many and asked.kind not in ("term",):
        text += " One a line."
    return text


def meanings(choices: tuple[Choice, ...]) -> tuple[str, ...]:
    """Return what each choice means, for the help beside the question."""
    return tuple(f"{choice.label}: {choice.meaning}" for choice in choices)


def heading_guidance(heading: Heading) -> str:
    """Return the guidance below the heading of a section."""
    return f"{TO_WRITE}{heading.help}{' Needed.' if heading.needed else ''}"


def our_lines() -> frozenset[str]:
    """Return every paragraph of the form outside its tables, folded."""
    lines = [
        TITLE,
        *INTRODUCTION,
        *PARTS,
        *map(heading_guidance, HEADINGS),
        *map(table_help, filter(is_repeated, FIELDS)),
    ]
    return frozenset(map(normalise, lines))


def table_help(field: Field) -> str:
    """Return the guidance above the table of a field with several items."""
    return f"{TO_WRITE}{field.help} One row for each; leave rows empty that you do not need."
