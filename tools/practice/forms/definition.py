"""The questions that a contributor is asked: one list, read by every form.

The wording stands with each field in the schema. A form decides only how an answer is given: which
control it has, and what is said of that control.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from practice.content.serializer import Value
from practice.model.schema import (
    ADOPTION_FIELDS,
    FIELDS,
    HEADINGS,
    STEPS,
    Choice,
    Field,
    Heading,
    Step,
)

SECTION = "## "
"""In front of a heading, it makes the name of a question about a section of the text."""
ORIGIN = "contributed"
"""What a form is for; the editors compile without one."""
WORTH_SAYING = 90
"""A limit of so many characters is worth saying; nobody comes near a lower one."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: about a field, about one part of a field that has parts, or about a section of
    the text.
    """

    field: Field
    part: Field | None = None

    @property
    def name(self) -> str:
        """What it is called in data: "title", "contact.email" or "## The problem"."""
        return f"{self.field.name}.{self.part.name}" if self.part else self.field.name

    @property
    def asked(self) -> Field:
        """The field that the answer is a value of."""
        return self.part or self.field

    @property
    def text(self) -> str:
        """The question in words."""
        return self.asked.question or self.asked.caption

    @property
    def hint(self) -> str:
        """What helps to answer it, where the question alone does not say it."""
        return self.asked.hint or ("" if self.asked.question else self.asked.help)

    @property
    def label(self) -> str:
        """The names in the file, in words: "cost: setup"."""
        return f"{self.field.label}: {self.part.label}" if self.part else self.field.label

    @property
    def column(self) -> str:
        """The heading of a column that asks it in a sheet, where nothing stands around it."""
        many = self.part is not None and self.field.many
        return f"{Question(self.field).text} {self.text}" if many else self.text

    @property
    def section(self) -> str:
        """The heading of the section that it is about, or an empty text."""
        return self.field.name.removeprefix(SECTION) if self.field.kind == "section" else ""

    def needed(self, origin: str = "contributed") -> bool:
        """Whether it has to be answered for a case study of this origin; a part of a list's items,
        where there is an item.
        """
        needed = self.field.needed in ("yes", origin)
        if self.part is None:
            return needed
        return (self.field.many or needed) and (
            self.part.needed == "yes" or self.part.needed_in_forms
        )


def preset(today: datetime.date) -> dict[str, Value]:
    """Return the answers that every new case study begins with; a form may let them be changed."""
    return {"origin": ORIGIN, "reviewed": today.isoformat()}


def about(heading: Heading) -> Question:
    """Return the question about a section."""
    field = Field(
        f"{SECTION}{heading.text}",
        "section",
        heading.help,
        "",
        "yes" if heading.needed else "no",
        question=heading.question or heading.text,
        hint=heading.help,
        missing=heading.missing,
    )
    return Question(field)


def steps(
    fields: Sequence[Field] | None = None, headings: Sequence[Heading] | None = None
) -> tuple[Step, ...]:
    """Return the steps with everything that is asked of these fields and headings, and nothing
    else; what no step names stands behind the one before it in the schema.
    """
    names = [field.name for field in (FIELDS if fields is None else fields) if field.asked]
    names += [
        f"{SECTION}{heading.text}" for heading in (HEADINGS if headings is None else headings)
    ]
    order = {step.id: [ask for ask in step.asks if ask in names] for step in STEPS}
    step_of = {ask: step_id for step_id, asks in order.items() for ask in asks}
    before = ""
    for name in names:
        if name not in step_of:
            step_of[name] = step_of.get(before, STEPS[0].id)
            asks = order[step_of[name]]
            asks.insert(asks.index(before) + 1 if before in asks else 0, name)
        before = name
    return tuple(replace(step, asks=tuple(order[step.id])) for step in STEPS if order[step.id])


def questions(names: Iterable[str] | None = None) -> tuple[Question, ...]:
    """Return every question of a new case study in the order of the steps, or those of these names.

    A field with parts is one question; `parts` has those about its parts.
    """
    known = {field.name: Question(field) for field in FIELDS}
    known |= {f"{SECTION}{heading.text}": about(heading) for heading in HEADINGS}
    asked = names if names is not None else (ask for step in steps() for ask in step.asks)
    return tuple(known[name] for name in asked)


def parts(field: Field) -> tuple[Question, ...]:
    """Return the questions about the parts of a field."""
    return tuple(Question(field, part) for part in field.fields if part.asked)


def on_paper(names: Iterable[str] | None = None) -> Iterator[Question]:
    """Yield the questions for a form on which nothing can be looked up, each with one answer, but
    for the fields that need a table: the parts of a field in place of the field itself.
    """
    for question in questions(names):
        field = question.field
        if field.kind == "study":
            continue  # a list of all case studies would be needed to choose from
        if field.fields and not field.many:
            yield from (Question(field), *parts(field)) if field.not_reported else parts(field)
        else:
            yield question


def adoption_questions() -> tuple[Question, ...]:
    """Return the questions about a practice that was taken up."""
    return tuple(Question(field) for field in ADOPTION_FIELDS)


def guidance(question: Question, several: str) -> str:
    """Return the hint, and how an answer is typed; `several` says what stands between items."""
    asked = question.asked
    said = [question.hint]
    if asked.unknown:
        said.append("If nobody knows, write: unknown.")
    if asked.not_reported and "not reported" not in question.hint:
        said.append("If nobody reported it, write: not reported.")
    if asked.max_length >= WORTH_SAYING and not asked.many and question.part is None:
        said.append(f"Up to {asked.max_length} characters.")
    if asked.many and asked.kind != "term":
        said.append(several)
    return " ".join(filter(None, said))


def meanings(choices: tuple[Choice, ...]) -> tuple[str, ...]:
    """Return each choice with what it means."""
    return tuple(f"{choice.label}: {choice.meaning}" for choice in choices)
