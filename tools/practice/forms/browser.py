"""What the form on the site asks, as data for its script; and for a correction, the remarks in a
case study's file that set a check aside, each with the answer that it speaks of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Sequence as Items
from typing import Any

from practice.content.draft import Draft, Scalar, Sequence, Value
from practice.content.draft import Mapping as Written
from practice.content.front_matter import read_draft
from practice.content.markdown import read_body
from practice.forms.definition import Question, about, steps
from practice.model.case_study import is_added
from practice.model.schema import FIELDS, Field, Heading
from practice.model.vocabulary import Vocabularies
from practice.privacy.scanner import find
from practice.privacy.suppressions import Exemption, read_exemptions

Json = Any
At = tuple[str | int, ...]

_IDENTITY = {field.name: field.fields[0].name for field in FIELDS if field.many and field.fields}
"""The part of a list's items by which an item is known again when others before it are gone."""


FEW = 8
"""So many terms are ticked, more are looked up."""


def questions_as_data(
    fields: Items[Field], headings: Items[Heading], vocabularies: Vocabularies
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
    """Return a question as data, without what is empty. Only a field that a network added has a
    `label`: the page knows the others by itself.
    """
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
        "label": question.asked.label if question.part else field.caption,
        "fields": inner,
    }
    if not is_added(question.field):
        del given["label"]
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


def with_remarks(answers: Mapping[str, Json], text: str) -> Json:
    """Return the answers of a published case study together with the exceptions of its file.

    Args:
        answers: what `written` returns.
        text: the whole file.

    `remarks` are new: for each exception its words, the way to its answer, that answer, and for a
    part of a list's item what the item is called. Sections have their exceptions in them, as in the
    file.
    """
    draft = read_draft(answers["path"], text.encode())
    found = read_exemptions(draft.text)
    if not found:
        return answers
    lines = draft.text.split("\n")
    end = next(
        (number for number, line in enumerate(lines[1:], start=2) if line.rstrip() == "---"), 1
    )
    sections = {
        section.heading: section.markdown
        for section in read_body("\n".join(lines[end:]), draft.path).sections
    }
    values = dict(_values(draft.front)) if draft.front else {}
    remarks = [
        _in_front(one, values, answers["fields"]) if one.line < end else _in_body(one, draft)
        for one in found
    ]
    return {**answers, "sections": sections, "remarks": remarks}


def _in_front(one: Exemption, values: Mapping[At, Scalar], fields: Json) -> Json:
    on_line = {
        at: scalar.text for at, scalar in values.items() if scalar.place.line == one.holds_for
    }
    needing = [
        at
        for at, text in on_line.items()
        if any(one.check.upper() == m.code or one.check == m.pattern.name for m in find(text))
    ]
    at = next(iter((*needing, *on_line)), ())
    name = values.get((*at[:2], _IDENTITY.get(str(at[0]), ""))) if len(at) == 3 else None
    return {
        "words": one.words,
        "at": at,
        "value": _answered(fields, at) or on_line.get(at, ""),
        "of": name.text if name else "",
    }


def _in_body(one: Exemption, draft: Draft) -> Json:
    before = [section.heading for section in draft.body.sections if section.place.line <= one.line]
    return {"words": one.words, "at": ["section", *before[-1:]], "value": "", "of": ""}


def _answered(fields: Json, at: At) -> str:
    """Return the answer at a place, which may be spelled in another way than in the file; "" where
    there is none.
    """
    for part in at:
        try:
            fields = fields[part]
        except (KeyError, IndexError, TypeError):
            return ""
    return fields if isinstance(fields, str) else ""


def _values(value: Value, at: At = ()) -> Iterator[tuple[At, Scalar]]:
    if isinstance(value, Scalar):
        yield at, value
    elif isinstance(value, Sequence):
        for number, item in enumerate(value):
            yield from _values(item, (*at, number))
    elif isinstance(value, Written):
        for entry in value:
            yield from _values(entry.value, (*at, entry.key))
