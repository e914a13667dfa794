"""Which of our questions and sections the headings of a report mean, or the columns of a sheet."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache

from practice.forms.usual_names import QUESTIONS, SECTIONS
from practice.model.schema import FIELDS, HEADINGS, Field
from practice.model.text import normalise

_LONGEST = 80
_ALIKE = 0.88
"""A slip of the finger, not another word: "sources" is 0.8 from "successes"."""
_NUMBERS = "0123456789"
_EMPHASIS = ("key", "main", "our", "overall", "project")
_LONGEST_PART = 3
"""Words of the second of two joined names: "Results and what they mean for us" is a title."""


@dataclass(frozen=True, slots=True)
class Question:
    """A field of a case study, or one part of a field that has parts."""

    field: Field
    part: Field | None = None

    @property
    def label(self) -> str:
        """The question as forms and sheets show it: "cost: setup"."""
        return f"{self.field.label}: {self.part.label}" if self.part else self.field.label

    @property
    def asked(self) -> Field:
        """The field that the answer is a value of."""
        return self.part or self.field


def questions(fields: tuple[Field, ...] | None = None) -> tuple[Question, ...]:
    """Return every question that one answer can be given to, in the order of the schema.

    A field with parts gives one for each of them, and one for itself where "not reported" answers
    for all.
    """
    found: list[Question] = []
    for entry in FIELDS if fields is None else fields:
        if not entry.fields or entry.not_reported:
            found.append(Question(entry))
        found += [Question(entry, part) for part in entry.fields]
    return tuple(found)


@cache
def _by_name(fields: tuple[Field, ...]) -> dict[str, Question]:
    found: dict[str, Question] = {}
    asked = questions(fields)
    for question in asked:
        found.setdefault(normalise(question.label), question)
        if question.part is None:
            found.setdefault(normalise(question.field.name), question)
    for question in asked:
        for other in filter(None, QUESTIONS.get(question.label, "").split("; ")):
            found.setdefault(normalise(other), question)
    return found


@cache
def _sections() -> dict[str, str]:
    found = {normalise(heading.text): heading.text for heading in HEADINGS}
    for heading, others in SECTIONS.items():
        for other in others.split("; "):
            found.setdefault(normalise(other), heading)
    return found


def find_question(text: str) -> Question | None:
    """Return the question that a column, a row or a heading called `text` answers, by our name or a
    usual one.
    """
    return _by_name(FIELDS).get(_folded(text))


def find_field(text: str) -> Field | None:
    """Return the field with parts that a heading called `text` announces a table for."""
    folded = _folded(text)
    return next(
        (
            entry
            for entry in FIELDS
            if entry.fields and folded in (normalise(entry.name), normalise(entry.label))
        ),
        None,
    )


def is_our_heading(text: str) -> bool:
    """Whether `text` is one of the sections' own headings."""
    return any(normalise(heading.text) == _folded(text) for heading in HEADINGS)


def find_section(text: str, *, nearly: bool = True) -> str | None:
    """Return the section that a heading means: by our name, a usual one, or with `nearly` one
    spelled much like these.
    """
    if len(text) > _LONGEST:
        return None
    folded = _folded(text)
    known = _sections()
    if exact := _exactly(folded):
        return exact
    close = (
        difflib.get_close_matches(folded, known, n=1, cutoff=_ALIKE)
        if nearly and len(folded) > 5
        else []
    )
    # A word more or less may turn the meaning round ("What was not done"), a letter does not.
    return known[close[0]] if close and len(close[0].split()) == len(folded.split()) else None


def _exactly(folded: str) -> str | None:
    known = _sections()
    if folded in known:
        return known[folded]
    # "Key achievements", "Our results"
    first, _, rest = folded.partition(" ")
    if first in _EMPHASIS and rest in known:
        return known[rest]
    # Of two names joined ("Staffing and budget") the first says what it is about.
    first, joined, rest = folded.partition(" and ")
    return _exactly(first) if joined and _joins(rest) else None


def _joins(rest: str) -> bool:
    return 0 < len(rest.split()) <= _LONGEST_PART


def _folded(text: str) -> str:
    # "3. What we did:", "Section 2 - Results"
    words = normalise(text[:200]).split()
    if words[:1] == ["section"]:
        words = words[1:]
    while len(words) > 1 and words[0].strip(_NUMBERS) == "":
        words = words[1:]
    return " ".join(words)
