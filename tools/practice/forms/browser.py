"""What the form on the site asks, as data for its script; and for a correction, what the exceptions
in a case study's file let stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from practice.checks.identifying import holds
from practice.forms.definition import Question, about, steps
from practice.model.dates import (
    ABOUT_DAYS,
    FAULTS,
    FIRST_YEAR,
    FORM,
    LAST_YEAR,
    MONTHS,
    SAID,
    SAID_IN_FRONT,
)
from practice.model.schema import Field, Heading
from practice.model.vocabulary import Vocabularies
from practice.privacy.scanner import find
from practice.privacy.suppressions import read_exemptions

Json = Any

FEW = 8
"""So many terms are ticked, more are looked up."""


def questions_as_data(
    fields: Sequence[Field], headings: Sequence[Heading], vocabularies: Vocabularies
) -> Json:
    """Return every question of the form with all that its control needs, and the steps."""
    return {
        "fields": [_question(Question(field), vocabularies) for field in fields],
        "headings": [
            {
                "text": heading.text,
                "needed": heading.needed,
                "help": heading.help,
                "question": about(heading).text,
                "hint": about(heading).hint,
                "missing": heading.missing,
            }
            for heading in headings
        ],
        "steps": [
            {"id": step.id, "title": step.title, "intro": step.intro, "asks": step.asks}
            for step in steps(fields, headings)
        ],
        "few": FEW,
    }


def _question(question: Question, vocabularies: Vocabularies) -> Json:
    """Return a question as data, without what is empty."""
    field = question.asked
    inner = [_question(Question(field, part), vocabularies) for part in field.fields]
    given = {
        "name": field.name,
        "kind": field.kind,
        "question": question.text,
        "help": field.help,
        "hint": " ".join(filter(None, (question.hint, _how(field, vocabularies)))),
        "missing": field.missing,
        "example": field.example,
        "needed": field.needed,
        "many": field.many,
        "max_length": field.max_length,
        "max_items": field.max_items,
        "vocabulary": field.vocabulary,
        "not_reported": field.not_reported,
        "unknown": field.unknown,
        "noun": field.noun,
        "needed_here": field.needed_in_forms,
        "asked": field.asked,
        "choices": [[choice.value, choice.label, choice.meaning] for choice in field.choices],
        "fields": inner,
    }
    return {key: value for key, value in given.items() if value}


def _how(field: Field, vocabularies: Vocabularies) -> str:
    """Return how to use the control of a question."""
    if field.kind == "organisation":
        return "Type a part of it, and choose from the list."
    if field.kind == "study":
        return "Type a word of its title, and choose it from the list."
    if field.kind == "term":
        looked_up = len(vocabularies[field.vocabulary].terms) > FEW
        return "Type a word, and choose from the list." if looked_up else ""
    return "Write each on a line of its own." if field.many and not field.fields else ""


def allowed(text: str) -> list[list[str]]:
    """Return what the exceptions in a case study's file let stand: the code of each check, and the
    words.
    """
    exemptions = read_exemptions(text)
    return [
        [match.code, match.text]
        for match in find(text)
        if any(one.holds_for == match.line and holds(one, match.code) for one in exemptions)
    ]


def dates_as_data() -> Json:
    """Return how dates are read: as files have them, and as people write them."""
    return {
        "months": MONTHS,
        "form": FORM,
        "years": (FIRST_YEAR, LAST_YEAR),
        "faults": {**FAULTS, "form": _FAULT_HERE},
        "about_days": ABOUT_DAYS,
        "said": [form.replace("(?P<", "(?<") for form in SAID],
        "in_front": SAID_IN_FRONT,
    }


_FAULT_HERE = (
    "a date is written 2005, July 2005 or 10 July 2005, and “about”, “before”, “by” or “after” may"
    " stand in front"
)
