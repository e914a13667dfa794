"""The form for Word: the questions of the form on the site, in the same steps.

What is filled in comes back by the labels of its rows, columns and headings, never by hidden marks:
so the form survives being saved by other programs, and rows may be added.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from practice.attachments.archives import pack, unpack
from practice.attachments.errors import library
from practice.forms.definition import Question, guidance, meanings, on_paper, parts, steps
from practice.forms.word_parts import (
    drop_down,
    finish_table,
    keep_together,
    prepare,
    repeat_header,
    shade,
    turn,
)
from practice.model.schema import FIELDS, HEADINGS, Field
from practice.model.text import normalise
from practice.model.vocabulary import Vocabularies

TITLE = "Case study form"
CHOOSE = "Choose…"
"""What a list shows until something is chosen from it."""
TO_WRITE = "To write here: "
"""Starts every line of guidance below a heading."""

INTRODUCTION = (
    (
        "Write up what your trust did, whether it worked or not, so that others can do the same or"
        " avoid the same mistake. It takes about 20 minutes with the figures to hand."
    ),
    (
        "Everything that is not marked “optional” is needed in the end. “Not reported” is an honest"
        " answer."
    ),
    "Please write nothing about a patient, and name nobody: people appear by their role.",
    (
        "You can add rows to any table, and pictures, lists and tables to any text. Do not change"
        " the headings."
    ),
    "When it is done, save it and send it to the editors of the site.",
)
_FORMER_LINES = (
    "Fill in what you know and leave the rest empty. “Not reported” is an honest answer.",
    (
        "When it is done, save it and send it to the editors of the site, or run: practice import"
        " with the name of the file."
    ),
    "Part 1: In short",
    "Part 2: The story",
    "Part 3: For those who want to do the same",
)
"""What forms of before December 2026 said; people have them, half filled in."""

_LISTS = 4
"""Lists to choose from, where several terms may be chosen and the schema sets no limit."""
_ROWS = 5
_WIDE = 4
"""A table with more columns than this gets a page on its side."""

Document = Any
Cell = Any


def make(vocabularies: Vocabularies) -> bytes:
    """Return the form as the content of a .docx file; the same words give the same bytes.

    Raises:
        LibraryMissing: python-docx is not installed.
    """
    document = library("docx").Document()
    prepare(document, TITLE)
    _Form(document, vocabularies).write()
    target = io.BytesIO()
    document.save(target)
    # Packed anew without the time of day.
    return pack(unpack(target.getvalue()))


def our_lines() -> frozenset[str]:
    """Return every paragraph of the form outside its tables, and those of forms before it, as they
    are compared.
    """
    lines = [TITLE, *INTRODUCTION, *_FORMER_LINES]
    for number, step in enumerate(steps(), start=1):
        lines += [_title(number, step.title), step.intro]
    for question in on_paper():
        lines.append(_to_write(question))
    lines += [f"{TO_WRITE}{heading.help}{' Needed.' * heading.needed}" for heading in HEADINGS]
    lines += [f"{TO_WRITE}{field.help}{_ONE_ROW}" for field in FIELDS if field.fields]
    return frozenset(map(normalise, lines))


def lines_below(question: Question) -> frozenset[str]:
    """Return what the form, or one before it, says below the label of a question, as it is
    compared.
    """
    asked = question.asked
    lines = {_help(question), *meanings(asked.choices)}
    # Forms of before December 2026.
    needed = {
        "yes": "Needed. ",
        "contributed": "Needed if the trust writes it. ",
        "compiled": "Needed if the editors write it. ",
    }
    of_use = question.part is None or question.field.needed != "no"
    lines.add(
        (needed.get(asked.needed, "") if of_use else "")
        + asked.help
        + " For example: 2024, 2024-05 or 2024-05-17." * (asked.kind == "date")
        + f" At most {asked.max_length} letters."
        * (asked.max_length >= 90 and not asked.many and question.part is None)
        + " One a line." * (asked.many and asked.kind != "term")
    )
    return frozenset(map(normalise, (*lines, "Choose this if nothing at all is reported of it.")))


_ONE_ROW = " One row for each; leave rows empty that you do not need."


def _title(number: int, title: str) -> str:
    return f"Step {number}: {title}"


def _help(question: Question) -> str:
    if question.part is None and question.field.fields:
        return f"{question.hint} Choose this if nobody reported it.".strip()
    optional = "" if question.needed() else "Optional. "
    choose = " Choose from the lists." if question.asked.kind == "term" else ""
    return f"{optional}{guidance(question, 'Write each on a line of its own.')}{choose}".strip()


def _to_write(question: Question) -> str:
    end = "" if question.section else _ONE_ROW
    return f"{TO_WRITE}{question.hint}{end}{'' if question.needed() else ' Optional.'}"


class _Form:
    def __init__(self, document: Document, vocabularies: Vocabularies) -> None:
        self._document = document
        self._vocabularies = vocabularies
        self._wide = False

    def write(self) -> None:
        self._document.add_paragraph(TITLE, style="Title")
        for text in INTRODUCTION:
            self._document.add_paragraph(text)
        for number, step in enumerate(steps(), start=1):
            blocks = list(_blocks(step.asks))
            self._turn(blocks[0][0].field)
            self._document.add_heading(_title(number, step.title), 1)
            self._document.add_paragraph(step.intro)
            for block in blocks:
                field = block[0].field
                self._turn(field)
                if field.kind == "section":
                    self._section(block[0])
                elif _has_table(field):
                    self._items(field)
                else:
                    self._questions(block)

    def _turn(self, field: Field) -> None:
        wide = _has_table(field) and len(parts(field)) > _WIDE
        if wide != self._wide:
            turn(self._document, wide=wide)
            self._wide = wide

    def _section(self, question: Question) -> None:
        self._document.add_heading(question.text, 2)
        self._document.add_paragraph(_to_write(question), style="Guidance")
        self._document.add_paragraph()

    def _questions(self, asked: Sequence[Question]) -> None:
        table = self._document.add_table(rows=0, cols=2, style="Table Grid")
        for question in asked:
            row = table.add_row()
            keep_together(row)
            left, right = row.cells
            shade(left)
            left.paragraphs[0].add_run(question.text).bold = True
            for line in (_help(question), *meanings(question.asked.choices)):
                if line:
                    left.add_paragraph(line, style="Help")
            self._answer(right, question)
        finish_table(table, (6.5, 10.5))
        self._document.add_paragraph()

    def _answer(self, cell: Cell, question: Question) -> None:
        asked = question.asked
        first = cell.paragraphs[0]
        if question.part is None and asked.fields:
            drop_down(first, question.text, CHOOSE, [("Not reported", "not-reported")])
        elif asked.choices:
            choices = [(choice.label, choice.value) for choice in asked.choices]
            drop_down(first, question.text, CHOOSE, choices)
        elif asked.kind == "term":
            terms = [
                ("\N{NO-BREAK SPACE}" * 4 * depth + term.label, term.id)
                for depth, term in self._vocabularies[asked.vocabulary].tree()
            ]
            for number in range((asked.max_items or _LISTS) if asked.many else 1):
                paragraph = cell.add_paragraph() if number else first
                # A word of one's own may be typed: the checks say which of ours is meant.
                drop_down(paragraph, f"{question.text} {number + 1}", CHOOSE, terms, typing=True)

    def _items(self, field: Field) -> None:
        question = Question(field)
        asked = parts(field)
        self._document.add_heading(question.text, 2)
        self._document.add_paragraph(_to_write(question), style="Guidance")
        table = self._document.add_table(rows=1, cols=len(asked), style="Table Grid")
        repeat_header(table.rows[0])
        for cell, part in zip(table.rows[0].cells, asked, strict=True):
            shade(cell)
            cell.paragraphs[0].add_run(part.text).bold = True
            for line in (_help(part), *meanings(part.asked.choices)):
                if line:
                    cell.add_paragraph(line, style="Help")
        for _ in range(_ROWS):
            row = table.add_row()
            keep_together(row)
            for cell, part in zip(row.cells, asked, strict=True):
                if part.asked.choices:
                    self._answer(cell, part)
        finish_table(table, [(26.0 if self._wide else 17.0) / len(asked)] * len(asked))
        self._document.add_paragraph()
        if field.not_reported:
            self._questions([question])


def _has_table(field: Field) -> bool:
    """Whether the form asks for a field in a table with a row for each item."""
    return field.many and bool(field.fields)


def _blocks(asks: Sequence[str]) -> Iterator[list[Question]]:
    """Yield the questions of a step: those that share a table of two columns together, any other
    by itself.
    """
    apart = lambda question: (  # noqa: E731
        question.field.name if question.section or _has_table(question.field) else ""
    )
    for _, block in groupby(on_paper(asks), apart):
        yield list(block)
