"""The form for Word: every question and section of a case study, made from the schema and the words
of the network.

What is filled in comes back by the labels of its rows, columns and headings, never by hidden marks:
so the form survives being saved by other programs, and rows may be added.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from practice.attachments.archives import pack, unpack
from practice.attachments.errors import library
from practice.forms.question_names import Question, questions
from practice.forms.word_form_words import (
    CHOOSE,
    INTRODUCTION,
    NOT_REPORTED_LABEL,
    PARTS,
    TITLE,
    capital,
    fields_in_short,
    further_fields,
    guidance,
    heading_guidance,
    is_repeated,
    meanings,
    table_help,
)
from practice.forms.word_parts import (
    drop_down,
    finish_table,
    keep_together,
    prepare,
    repeat_header,
    shade,
    turn,
)
from practice.model.schema import HEADINGS, Field
from practice.model.vocabulary import Vocabularies

_LISTS = 4
"""Lists to choose from, where several terms may be chosen and the schema sets no limit."""
_ROWS = 5
_WIDE = 4
"""A table with more columns than this gets a page on its side."""

Document = Any
Cell = Any


def write(path: Path, vocabularies: Vocabularies) -> None:
    """Write the form to `path`; the same words give the same bytes.

    Raises:
        LibraryMissing: python-docx is not installed.
        OSError: the file cannot be written.
    """
    path.write_bytes(make(vocabularies))


def make(vocabularies: Vocabularies) -> bytes:
    """Return the form as the content of a .docx file.

    Raises:
        LibraryMissing: python-docx is not installed.
    """
    document = library("docx").Document()
    prepare(document, TITLE)
    form = _Form(document, vocabularies)
    form.first_page()
    form.short_part()
    form.story()
    form.further_part()
    target = io.BytesIO()
    document.save(target)
    # Packed anew without the time of day.
    return pack(unpack(target.getvalue()))


class _Form:
    def __init__(self, document: Document, vocabularies: Vocabularies) -> None:
        self._document = document
        self._vocabularies = vocabularies
        self._wide = False

    def first_page(self) -> None:
        self._document.add_paragraph(TITLE, style="Title")
        for text in INTRODUCTION:
            self._document.add_paragraph(text)

    def short_part(self) -> None:
        self._document.add_heading(PARTS[0], 1)
        self._questions(questions(fields_in_short()))

    def story(self) -> None:
        self._document.add_heading(PARTS[1], 1)
        for heading in HEADINGS:
            self._document.add_heading(heading.text, 2)
            self._document.add_paragraph(heading_guidance(heading), style="Guidance")
            self._document.add_paragraph()

    def further_part(self) -> None:
        first = True
        waiting: list[Question] = []
        for field in (*further_fields(), None):
            if field is not None and not is_repeated(field):
                waiting += questions((field,))
                continue
            if waiting:
                self._turn(wide=False)
                if first:
                    self._document.add_heading(PARTS[2], 1)
                self._questions(waiting)
                first, waiting = False, []
            if field is not None:
                self._turn(wide=len(field.fields) > _WIDE)
                if first:
                    self._document.add_heading(PARTS[2], 1)
                self._items(field)
                first = False

    def _turn(self, *, wide: bool) -> None:
        if wide != self._wide:
            turn(self._document, wide=wide)
            self._wide = wide

    def _questions(self, asked: Sequence[Question]) -> None:
        table = self._document.add_table(rows=0, cols=2, style="Table Grid")
        for question in asked:
            row = table.add_row()
            keep_together(row)
            left, right = row.cells
            shade(left)
            left.paragraphs[0].add_run(capital(question.label)).bold = True
            for line in (guidance(question), *meanings(question.asked.choices)):
                left.add_paragraph(line, style="Help")
            self._answer(right, question)
        finish_table(table, (6.5, 10.5))
        self._document.add_paragraph()

    def _answer(self, cell: Cell, question: Question) -> None:
        asked = question.asked
        if question.part is None and asked.fields:
            drop_down(
                cell.paragraphs[0], question.label, CHOOSE, [(NOT_REPORTED_LABEL, "not-reported")]
            )
        elif asked.choices:
            drop_down(
                cell.paragraphs[0],
                question.label,
                CHOOSE,
                [(choice.label, choice.value) for choice in asked.choices],
            )
        elif asked.kind == "term":
            terms = [
                ("\N{NO-BREAK SPACE}" * 4 * depth + term.label, term.id)
                for depth, term in self._vocabularies[asked.vocabulary].tree()
            ]
            for number in range((asked.max_items or _LISTS) if asked.many else 1):
                paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
                # A word of one's own may be typed: the checks say which of ours is meant.
                drop_down(paragraph, f"{question.label} {number + 1}", CHOOSE, terms, typing=True)

    def _items(self, field: Field) -> None:
        self._document.add_heading(capital(field.label), 2)
        self._document.add_paragraph(table_help(field), style="Guidance")
        table = self._document.add_table(rows=1, cols=len(field.fields), style="Table Grid")
        repeat_header(table.rows[0])
        for cell, part in zip(table.rows[0].cells, field.fields, strict=True):
            shade(cell)
            cell.paragraphs[0].add_run(capital(part.label)).bold = True
            for line in (part.help, *meanings(part.choices)):
                cell.add_paragraph(line, style="Help")
        for _ in range(_ROWS):
            row = table.add_row()
            keep_together(row)
            for cell, part in zip(row.cells, field.fields, strict=True):
                if part.choices:
                    self._answer(cell, Question(field, part))
        width = 26.0 if self._wide else 17.0
        finish_table(table, [width / len(field.fields)] * len(field.fields))
        self._document.add_paragraph()
        if field.not_reported:
            self._questions([Question(field)])
