"""Corrections: the issue form for something wrong on a page, and new words for one field of one
case study.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from practice.content.draft import Entry, Scalar, Value
from practice.content.draft import Mapping as Mapped
from practice.content.front_matter import read_draft
from practice.content.front_matter_editor import CannotEdit, FrontMatterEditor
from practice.content.serializer import one_line
from practice.content.yaml_writer import scalar
from practice.forms.definition import Question, questions
from practice.forms.issue_form import Element, cut_lines, issue_form
from practice.model.schema import Field
from practice.model.text import normalise

CORRECTION_FORM = ".github/ISSUE_TEMPLATE/correction.yml"


class LeftToAPerson(Exception):
    """What is asked for is not clear enough for a machine to change a file; the message says what
    is missing.
    """


def correction_form() -> str:
    """Return the form by which anybody says that a page is wrong."""
    return issue_form(
        correction_elements(),
        name="Something is wrong on a page",
        description=(
            "Say what is wrong and where you read it. Name no patient and no private person."
        ),
        title="Correction: ",
        labels=["correction"],
    )


def correction_elements() -> tuple[Element, ...]:
    """Return what the form for something wrong on a page asks."""
    new_words = (
        "Word for word what should stand there instead, and nothing else. With an answer chosen"
        " above, an editor can make a change of this at once; without, a person will work on it."
    )
    offered = tuple(
        (f"{field.caption}: {Question(field).text}", name) for name, field in _correctable().items()
    )
    return (
        Element("page", "Which page?", "Its address, or its title.", "line", True),
        Element("wrong", "What is wrong?", "What it says, and what it should say.", "text", True),
        Element(
            "field",
            "Which answer is wrong?",
            "The question that it answers. Leave this empty when it is anything else.",
            "one-of",
            False,
            offered,
        ),
        Element("words", "New words", new_words, "text", False),
        Element(
            "source",
            "How do you know?",
            "A source with its address, or your part in the work.",
            "text",
            False,
        ),
    )


def study_meant(text: str, titles: Mapping[str, str]) -> str | None:
    """Return the id of the case study, or None when it is none of these or could be several.

    Args:
        text: an id, a title, a path or the address of a page.
        titles: the titles of the case studies by id.
    """
    named = text.strip().strip("<>`'\"")
    path = urlsplit(named.partition("#")[0].partition("?")[0]).path
    last = path.rstrip("/").rpartition("/")[2].removesuffix(".md")
    if last in titles:
        return last
    wanted = normalise(named)
    found = [name for name, title in titles.items() if wanted and normalise(title) == wanted]
    return found[0] if len(found) == 1 else None


def read_correction(text: str) -> Mapping[str, str]:
    """Return the answers of a filled form by the id of their question, each on one line; "" where
    there is none.

    Raises:
        NotAForm: none, or not all, of the form's questions are in the text.
        LeftToAPerson: it names no field that can be changed, or no new words.
    """
    answers = cut_lines(text, correction_elements())
    if answers["field"] not in _correctable():
        raise LeftToAPerson("The form does not name a field.")
    if not answers["words"]:
        raise LeftToAPerson("The form does not give the new words.")
    return answers


def corrected(path: str, content: bytes, name: str, words: str) -> bytes:
    """Return a case study with `words` as its field `name`; all else is kept byte by byte.

    Args:
        path: where the file stands, relative to the root.
        content: what is in it.
        name: one of the fields that the form offers.
        words: what should stand there; of a choice, its value or its label.

    Raises:
        LeftToAPerson: the field is not there exactly once as plain words, has a remark, or says
            this already.
    """
    field = _correctable()[name]
    new = _value(field, one_line(words))
    entries = _entries(path, content)
    found = [entry for entry in entries if entry.key == name]
    if len(found) != 1 or not isinstance(found[0].value, Scalar):
        raise LeftToAPerson(
            f"The page has no '{field.label}' that new words could take the place of."
        )
    if _plain(found[0].value) == new:
        raise LeftToAPerson(f"'{field.label}' says this already.")
    # A comment beside the words may be an exception that somebody reviewed. And whatever way the
    # file is written, it is read again as everybody will read it: one field says something else,
    # and no other does.
    wanted = [(entry.key, new if entry is found[0] else _plain(entry.value)) for entry in entries]
    try:
        text = FrontMatterEditor(content.decode()).set_field(name, scalar(new, field))
        after = text.encode()
        if [(entry.key, _plain(entry.value)) for entry in _entries(path, after)] != wanted:
            raise CannotEdit("it is read in another way")
    except CannotEdit:
        raise LeftToAPerson(
            f"'{field.label}' is written in a way that a person has to look at."
        ) from None
    return after


def _correctable() -> Mapping[str, Field]:
    # One value, so that new words leave no doubt what becomes of the old ones.
    return {
        question.name: question.field
        for question in questions()
        if question.field.kind in ("text", "date", "choice", "figure")
        and not question.field.many
        and question.name != "reviewed"
    }


def _value(field: Field, words: str) -> str:
    for choice in field.choices:
        if words.casefold().rstrip(".") in (
            choice.value,
            choice.label.casefold(),
            f"{choice.label}: {choice.meaning}".casefold().rstrip("."),
        ):
            return choice.value
    return words


def _entries(path: str, content: bytes) -> tuple[Entry, ...]:
    front = read_draft(path, content).front
    return front.entries if front else ()


def _plain(value: Value) -> Any:
    """Return what a value says without where it stands."""
    if isinstance(value, Scalar):
        return one_line(value.text)
    if isinstance(value, Mapped):
        return [(entry.key, _plain(entry.value)) for entry in value]
    return [_plain(item) for item in value]
