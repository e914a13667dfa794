"""What an import makes of a file: answers, sections, pictures, and what found no place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from practice.content.paths import file_name
from practice.content.serializer import Value, compose, one_line
from practice.content.values import is_not_reported, read_answer
from practice.forms.answers import Answers
from practice.forms.definition import Question
from practice.importers.pandoc_markdown import escape
from practice.model.schema import HEADINGS, NOT_REPORTED, Field
from practice.model.vocabulary import Vocabularies
from practice.privacy.scanner import with_finds_covered

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


@dataclass(frozen=True)
class Picture:
    """A picture of the file: its bytes without data about it, the ending of its name, and the name
    itself if it must keep it.
    """

    content: bytes
    ending: str
    name: str = ""


@dataclass(frozen=True)
class Imported:
    """One case study as it was understood.

    `fields` and `sections` are for `compose`; `text` is the whole file when it was one already, and
    is taken as it is. `stem` is the name for its file if it has no title. `understood` are
    sentences for people. `origin` names the file, and the row of a sheet.
    """

    origin: str
    stem: str
    fields: Mapping[str, Value] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()
    understood: tuple[str, ...] = ()
    text: str = ""

    @property
    def slug(self) -> str:
        """The name for its file: made of the title, or of the file's name where it has none."""
        return file_name(self.named_after)

    @property
    def named_after(self) -> str:
        """The words that the name for its file is made of."""
        title = "" if self.text else str(self.fields.get("title", ""))
        return title or self.stem

    @property
    def trusts(self) -> tuple[str, ...]:
        """The trusts that it names."""
        value = self.fields.get("trusts", ())
        return (
            tuple(str(item) for item in value)
            if not isinstance(value, (str, Mapping))
            else (str(value),)
            if value
            else ()
        )

    def picture_names(self) -> tuple[str, ...]:
        """Return the names for the files of its pictures."""
        return tuple(
            picture.name or f"{self.slug}-{number}{picture.ending}"
            for number, picture in enumerate(self.pictures, start=1)
        )

    def file_text(self, trusts: tuple[str, ...] = ()) -> str:
        """Return the text of the file, with `trusts` if it names none itself."""
        if self.text:
            return self.text
        fields = dict(self.fields)
        if trusts and not fields.get("trusts"):
            fields["trusts"] = list(trusts)
        return compose(fields, self.sections)


def sentence(text: str, longest: int = 400) -> str:
    """Return `text` on one line for a report: what may identify somebody covered, and then cut
    where it is long.
    """
    line = with_finds_covered(one_line(text))
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
