"""What was understood of a file so far: answers to questions, text of sections, and what found no
place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from practice.content.serializer import Value, one_line
from practice.content.values import is_not_reported, read_answer
from practice.forms.question_names import Question
from practice.importers.inlines import escape
from practice.model.schema import HEADINGS, NOT_REPORTED, Field
from practice.model.vocabulary import Vocabularies

UNPLACED = "Not placed"
"""The section for what found no other place. It is no section of a case study, so the checks point
at it.
"""


@dataclass
class Answers:
    """Fields and sections as they are found, in the shape that `compose` takes.

    What is given twice to a question that has one answer is kept under "Not placed", never dropped.
    `understood` says what was taken for what, for people; `raw` is every word that was taken for a
    question or an answer, as it was written.
    """

    vocabularies: Vocabularies
    fields: dict[str, Value] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    understood: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)

    def give(self, question: Question, parts: Sequence[str]) -> bool:
        """Give an answer to a question; return whether it was taken (an empty one is not)."""
        if question.part:
            return self._give_part(question.field, question.part, parts)
        if question.field.fields:
            return self._give_not_reported(question.field, parts)
        value = read_answer(question.field, parts, self.vocabularies)
        if not value:
            return False
        name = question.field.name
        before = self.fields.get(name)
        if before is None:
            self.fields[name] = value
        elif question.field.many and isinstance(before, Sequence) and not isinstance(before, str):
            self.fields[name] = [*before, *(item for item in value if item not in before)]
        elif before != value:
            self.keep(question.label, " ".join(map(one_line, parts)))
        return True

    def give_items(self, owner: Field, rows: Sequence[Mapping[str, Sequence[str]]]) -> bool:
        """Give the rows of a table to a field that has parts; the keys are the parts' names."""
        parts = {part.name: part for part in owner.fields}
        items: list[dict[str, str]] = []
        for row in rows:
            item = {
                name: read_answer(parts[name], lines, self.vocabularies)
                for name, lines in row.items()
            }
            told = {name: value for name, value in item.items() if isinstance(value, str) and value}
            if told:
                items.append(told)
        before = self.fields.get(owner.name, [])
        if items:
            earlier = (
                [item for item in before if isinstance(item, Mapping)]
                if not isinstance(before, (str, Mapping))
                else []
            )
            self.fields[owner.name] = [*earlier, *items]
        return bool(items)

    def write(self, heading: str, text: str) -> None:
        """Add Markdown to a section."""
        if text.strip():
            self.texts.setdefault(heading, []).append(text)

    def keep(self, label: str, words: str) -> None:
        """Keep an answer that has no place, in words, with the name it had."""
        words = one_line(words)
        if words:
            self.write(
                UNPLACED,
                f"{escape(one_line(label))}: {escape(words)}" if label.strip() else escape(words),
            )

    @property
    def sections(self) -> dict[str, str]:
        """The text of each section; what found no place comes last."""
        ours = [heading.text for heading in HEADINGS]
        names = [
            *ours,
            *(name for name in self.texts if name not in ours and name != UNPLACED),
            UNPLACED,
        ]
        return {name: "\n\n".join(self.texts[name]) for name in names if name in self.texts}

    def _give_part(self, owner: Field, part: Field, parts: Sequence[str]) -> bool:
        if owner.many:
            return False
        value = read_answer(part, parts, self.vocabularies)
        if not value or not isinstance(value, str):
            return False
        before = self.fields.get(owner.name, {})
        told = dict(before) if isinstance(before, Mapping) else {}
        if isinstance(before, str):
            self.keep(owner.label, before)
        if told.get(part.name, value) != value:
            self.keep(f"{owner.label}: {part.label}", value)
            return True
        self.fields[owner.name] = {**told, part.name: value}
        return True

    def _give_not_reported(self, owner: Field, parts: Sequence[str]) -> bool:
        text = " ".join(map(one_line, parts)).strip()
        if not text:
            return False
        if owner.not_reported and is_not_reported(text) and owner.name not in self.fields:
            self.fields[owner.name] = NOT_REPORTED
        elif not is_not_reported(text) and owner.name not in self.fields:
            # Words where a list of parts belongs: the checks say what the parts are.
            self.fields[owner.name] = text
        else:
            self.keep(owner.label, text)
        return True
