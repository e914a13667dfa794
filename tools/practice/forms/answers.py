"""The answers to the questions of a new case study: given one by one, saved to a file, read
back, and checked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Mapping as Mapped
from dataclasses import dataclass, field, replace

from practice.checks.context import Context
from practice.checks.runner import check_file
from practice.content.draft import Draft, Mapping, Scalar
from practice.content.draft import Value as Read
from practice.content.front_matter import read_draft
from practice.content.serializer import Value, compose
from practice.content.values import is_not_reported, read_answer
from practice.content.yaml_nodes import read_yaml
from practice.forms.definition import SECTION
from practice.model.diagnostics import Diagnostic, did_you_mean
from practice.model.schema import FIELDS, HEADINGS, NOT_REPORTED, Field
from practice.model.text import normalise
from practice.model.vocabulary import Vocabularies

SECTIONS = "sections"
_HEADINGS = {normalise(heading.text): heading.text for heading in HEADINGS}


class NotAnswers(Exception):
    """What should be answers is none; the message says why."""


@dataclass
class Answers:
    """Answers so far, in the shape that `compose` takes: `fields` by name, `sections` by heading.

    A question is known by its name, as `Question` has it: "title", or "## The problem".
    """

    fields: dict[str, Value] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return bool(self.take(name))

    def give(self, name: str, value: Value) -> None:
        """Set the answer to a question; an empty one takes it away."""
        if name.startswith(SECTION):
            self.sections.pop(name.removeprefix(SECTION), None)
            if isinstance(value, str) and value.strip():
                self.sections[name.removeprefix(SECTION)] = value
        else:
            self.fields.pop(name, None)
            if value:
                self.fields[name] = value

    def give_part(self, name: str, part: str, value: str) -> None:
        """Set one part of the answer to a question that has parts; an empty one takes it away."""
        before = self.fields.get(name)
        parts = {**(before if isinstance(before, Mapped) else {}), part: value}
        self.give(name, {key: text for key, text in parts.items() if text})

    def take(self, name: str) -> Value:
        """Return the answer to a question, or an empty text."""
        if name.startswith(SECTION):
            return self.sections.get(name.removeprefix(SECTION), "")
        return self.fields.get(name, "")

    @property
    def trust(self) -> str:
        """The first trust that is named, whose folder the file belongs to; or an empty text."""
        trusts = self.take("trusts")
        return str(trusts[0]) if isinstance(trusts, list) and trusts else ""

    @property
    def text(self) -> str:
        """The file that the answers make."""
        return compose(self.fields, self.sections)

    def as_json(self) -> str:
        """Return the answers as a file that `read_answers` reads: JSON, which is YAML too."""
        answers = {**self.fields, SECTIONS: self.sections}
        return json.dumps(answers, ensure_ascii=False, indent=2) + "\n"


def read_answers(text: str, vocabularies: Vocabularies) -> Answers:
    """Read answers from YAML or JSON: a mapping of field names to answers, and of headings to texts
    under "sections".

    Labels, synonyms and dates in words become ids and figures, as they do in every form. What
    is no field is kept, so that the checks speak of it.

    Raises:
        NotAnswers: it is not well-formed, or is no mapping.
    """
    read, problems = read_yaml(text, "answers")
    if problems:
        raise NotAnswers(
            f"line {problems[0].place.line}: {problems[0].message} {problems[0].hint}".strip()
        )
    if not isinstance(read, Mapping):
        raise NotAnswers("a list of answers is wanted, each written 'name: answer'.")
    answers = Answers()
    known = {entry.name: entry for entry in FIELDS}
    for entry in read:
        if entry.key == SECTIONS and isinstance(entry.value, Mapping):
            for section in entry.value:
                answers.give(
                    f"{SECTION}{_HEADINGS.get(normalise(section.key), section.key)}",
                    str(_plain(section.value)),
                )
        elif normalise(entry.key) in _HEADINGS and entry.key not in known:
            answers.give(f"{SECTION}{_HEADINGS[normalise(entry.key)]}", str(_plain(entry.value)))
        else:
            answers.give(entry.key, _understood(known.get(entry.key), entry.value, vocabularies))
    return answers


def set_answer(answers: Answers, assignment: str, vocabularies: Vocabularies) -> None:
    """Take one answer written "name=answer"; the name is a field's, a part of one ("contact.email")
    or a heading. A list grows.

    Raises:
        NotAnswers: it has another form, or there is no such question.
    """
    name, sign, text = assignment.partition("=")
    name = name.strip()
    owner, _, inner = name.partition(".")
    asked = next((entry for entry in FIELDS if entry.name == owner), None)
    part = next(
        (
            entry
            for entry in (asked.fields if asked and not asked.many else ())
            if entry.name == inner
        ),
        None,
    )
    if not sign:
        raise NotAnswers(f"'{assignment}' is not of the form NAME=ANSWER.")
    if normalise(name) in _HEADINGS and asked is None:
        answers.give(f"{SECTION}{_HEADINGS[normalise(name)]}", text)
    elif asked and part:
        answers.give_part(owner, inner, str(read_answer(part, [text], vocabularies)))
    elif (
        asked and not inner and (not asked.fields or (asked.not_reported and is_not_reported(text)))
    ):
        value = NOT_REPORTED if asked.fields else read_answer(asked, [text], vocabularies)
        before = answers.fields.get(owner, ())
        answers.give(
            owner,
            [*before, *value]
            if asked.many and isinstance(before, list) and isinstance(value, list)
            else value,
        )
    elif asked and not inner:
        raise NotAnswers(f"'{name}' has parts. Put it into a file and give that: --answers FILE")
    else:
        names = [*_names(), *(heading.text for heading in HEADINGS)]
        raise NotAnswers(f"There is no question '{name}'. {did_you_mean(name, names)}".strip())


def check_answers(
    answers: Answers, path: str, context: Context
) -> tuple[Draft, tuple[Diagnostic, ...]]:
    """Return the draft that the answers make at `path`, and what is wrong with it by itself."""
    draft = read_draft(path, answers.text.encode())
    return draft, check_file(draft, context).problems


def problems_of(answers: Answers, name: str, path: str, context: Context) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the answer to one question, in the words of the checks."""
    draft, problems = check_answers(answers, path, context)
    lines = _lines(draft, name)
    # What is not answered yet is reported where it would stand: at the first field, or at the
    # section before.
    missing = draft.front.place if draft.front else None
    return tuple(
        problem
        for problem in problems
        if problem.place.line in lines
        and problem.name != "missing-heading"
        and not (problem.name == "missing-field" and problem.place == missing)
    )


def _lines(draft: Draft, name: str) -> range:
    """Return the lines on which the answer to a question stands."""
    starts = [entry.place.line for entry in draft.front or ()]
    body = [section.place.line for section in draft.body.sections]
    fence = body[0] - 2 if body else draft.text.count("\n")
    if name.startswith("## "):
        start = next(
            (section.place.line for section in draft.body.sections if section.heading == name[3:]),
            0,
        )
        after = [line for line in body if line > start]
    else:
        start = next((entry.place.line for entry in draft.front or () if entry.key == name), 0)
        after = [*(line for line in starts if line > start), fence]
    return range(start, min(after, default=draft.text.count("\n") + 2)) if start else range(0)


def _understood(asked: Field | None, value: Read, vocabularies: Vocabularies) -> Value:
    if asked is None or (asked.fields and isinstance(value, Scalar)):
        text = _plain(value)
        nobody = asked and asked.not_reported and is_not_reported(str(text))
        return NOT_REPORTED if nobody else text
    if isinstance(value, Scalar):
        return read_answer(asked, [str(_plain(value))], vocabularies)
    if isinstance(value, Mapping):
        inner = {part.name: part for part in asked.fields}
        parts = {
            entry.key: _understood(inner.get(entry.key), entry.value, vocabularies)
            for entry in value
        }
        return {
            key: part if isinstance(part, str) else " ".join(map(str, part))
            for key, part in parts.items()
        }
    items: list[str | dict[str, str]] = []
    for written in value:
        item = _understood(replace(asked, many=False), written, vocabularies)
        items.append(item if isinstance(item, (str, dict)) else " ".join(map(str, item)))
    return items


def _plain(value: Read) -> Value:
    if isinstance(value, Scalar):
        return "" if value.tag == "null" else value.text
    if isinstance(value, Mapping):
        return {entry.key: str(_plain(entry.value)) for entry in value}
    return [str(_plain(item)) for item in value]


def _names() -> Iterator[str]:
    for entry in FIELDS:
        yield entry.name
        if not entry.many:
            yield from (f"{entry.name}.{part.name}" for part in entry.fields)
