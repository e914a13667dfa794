"""Which questions a new case study answers, and in which order: those that are needed first, then
the rest, each skippable.

Everything comes from the schema; the wording is that of the form on the site.
"""

from __future__ import annotations

from dataclasses import dataclass

from practice.forms.browser_steps import NOT_ASKED, QUESTIONS, arrange
from practice.model.schema import FIELDS, HEADINGS, Field, Heading


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `name` is the field's, or the heading with "## " in front. Just one of `field`
    and `heading` is there.
    """

    name: str
    text: str
    needed: bool
    field: Field | None = None
    heading: Heading | None = None

    @property
    def help(self) -> str:
        """One sentence on what belongs in the answer."""
        return self.field.help if self.field else self.heading.help if self.heading else ""


def questions(origin: str = "contributed") -> tuple[Question, ...]:
    """Return every question for a case study of this origin.

    Words of the vocabularies are asked for last among what is needed: by then there is text to
    suggest them from.
    """
    found = [_question(name, origin) for step in arrange(FIELDS, HEADINGS) for name in step.asks]
    needed = [one for one in found if one.needed]
    terms = [one for one in needed if one.field and one.field.kind == "term"]
    return (
        *(one for one in needed if one not in terms),
        *terms,
        *(one for one in found if not one.needed),
    )


def parts(field: Field) -> tuple[tuple[str, Field], ...]:
    """Return the questions for the parts of a field, in words, with the field of each."""
    asked = [part for part in field.fields if f"{field.name}.{part.name}" not in NOT_ASKED]
    return tuple((wording(f"{field.name}.{part.name}", part), part) for part in asked)


def wording(path: str, field: Field) -> str:
    """Return the question for the field at `path` ("contact.email")."""
    return QUESTIONS.get(path, field.caption)


def _question(name: str, origin: str) -> Question:
    if name.startswith("## "):
        heading = next(heading for heading in HEADINGS if heading.text == name[3:])
        return Question(name, QUESTIONS.get(name, heading.text), heading.needed, heading=heading)
    field = next(field for field in FIELDS if field.name == name)
    return Question(name, wording(name, field), field.needed in ("yes", origin), field=field)
