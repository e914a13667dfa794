"""What was understood of a file so far: answers to questions, text of sections, and what found no
place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from practice.content.serializer import one_line
from practice.content.values import is_not_reported, read_answer
from practice.forms.answers import Answers
from practice.forms.definition import Question
from practice.importers.inlines import escape
from practice.model.schema import HEADINGS, NOT_REPORTED, Field
from practice.model.vocabulary import Vocabularies

UNPLACED = "Not placed"
"""The section for what found no other place. It is no section of a case study, so the checks point
at it.
"""


@dataclass
class ImportedAnswers(Answers):
    """Answers as they are found in a file.

    What is given twice to a question that has one answer is kept under "Not placed", never dropped.
    `understood` says what was taken for what, for people; `raw` is every word that was taken for a
    question or an answer, as it was written.
    """

    vocabularies: Vocabularies = field(kw_only=True)
    understood: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)

    def answer(self, question: Question, parts: Sequence[str]) -> bool:
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
            self.set_aside(question.label, " ".join(map(one_line, parts)))
        return True

    def add_items(self, owner: Field, rows: Sequence[Mapping[str, Sequence[str]]]) -> bool:
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
            before = self.sections.get(heading)
            self.sections[heading] = f"{before}\n\n{text}" if before else text

    def set_aside(self, label: str, words: str) -> None:
        """Keep an answer that has no place, in words, with the name it had."""
        words = one_line(words)
        if words:
            self.write(
                UNPLACED,
                f"{escape(one_line(label))}: {escape(words)}" if label.strip() else escape(words),
            )

    def sections_in_order(self) -> dict[str, str]:
        """Return the sections as a file has them; what found no place comes last."""
        ours = [heading.text for heading in HEADINGS]
        order = [*ours, *(name for name in self.sections if name not in ours), UNPLACED]
        names = sorted(self.sections, key=lambda name: (name == UNPLACED, order.index(name)))
        return {name: self.sections[name] for name in names}

    def _give_part(self, owner: Field, part: Field, parts: Sequence[str]) -> bool:
        if owner.many:
            return False
        value = read_answer(part, parts, self.vocabularies)
        if not value or not isinstance(value, str):
            return False
        before = self.fields.get(owner.name, {})
        if isinstance(before, str):
            self.set_aside(owner.label, before)
        if isinstance(before, Mapping) and before.get(part.name, value) != value:
            self.set_aside(f"{owner.label}: {part.label}", value)
        else:
            self.give_part(owner.name, part.name, value)
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
            self.set_aside(owner.label, text)
        return True
