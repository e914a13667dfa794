"""An empty sheet for many case studies: a column for each question, with lists to choose from."""

from __future__ import annotations

import io
import re
from typing import Any

from practice.attachments.archives import pack, unpack
from practice.attachments.errors import library
from practice.forms.definition import Question, guidance, on_paper, parts
from practice.model.vocabulary import Vocabularies

_ROWS = 500
_LONGEST_PROMPT = 255  # Excel's own limit
_SEVERAL = "Several: with a semicolon between."
_CHANGED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def make(vocabularies: Vocabularies) -> bytes:
    """Return the sheet as the content of an .xlsx file; the same words give the same bytes.

    Raises:
        LibraryMissing: openpyxl is not installed.
    """
    book = library("openpyxl").Workbook()
    sheet = book.active
    sheet.title = "Case studies"
    lists = book.create_sheet("Lists")
    for column, question in enumerate(columns(), start=1):
        _head(sheet, column, question.column)
        _validate(sheet, lists, column, question, vocabularies)
    sheet.freeze_panes = "B2"
    target = io.BytesIO()
    book.save(target)
    files = unpack(target.getvalue())
    # Packed anew without the time of day.
    files["docProps/core.xml"] = _CHANGED.sub(
        rb"\g<1>2000-01-01T00:00:00Z", files["docProps/core.xml"]
    )
    return pack(files)


def columns() -> list[Question]:
    """Return the questions, each with one answer or several of one kind in a cell."""
    return [
        one
        for question in on_paper()
        for one in (
            parts(question.field) if question.field.many and question.field.fields else (question,)
        )
    ]


def _head(sheet: Any, column: int, text: str) -> None:
    styles = library("openpyxl.styles")
    cell = sheet.cell(1, column, text)
    cell.font = styles.Font(bold=True)
    cell.fill = styles.PatternFill("solid", fgColor="EDF1F6")
    cell.alignment = styles.Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions[cell.column_letter].width = 24


def _validate(
    sheet: Any, lists: Any, column: int, question: Question, vocabularies: Vocabularies
) -> None:
    asked = question.asked
    words: list[str] = []
    if asked.choices:
        words = [choice.label for choice in asked.choices]
    elif asked.kind == "term":
        words = [term.label for _, term in vocabularies[asked.vocabulary].tree()]
    elif asked.kind == "organisation":
        words = [body.name for body in vocabularies.organisations]
    said = guidance(question, _SEVERAL)
    several = asked.many or question.field.many
    if several and _SEVERAL not in said:
        said = f"{said} {_SEVERAL}"
    needed = question.needed() and Question(question.field).needed()
    said = said or "Choose from the list."
    rule = _prompt(
        sheet,
        column,
        question.label.capitalize(),
        said if needed else f"Optional. {said}",
    )
    if words:
        number = lists.max_column + 1 if lists.cell(1, 1).value else 1
        letter = library("openpyxl.utils").get_column_letter(number)
        for row, word in enumerate((f"Words for {question.label}", *words), start=1):
            lists.cell(row, number, word)
        rule.type, rule.formula1 = "list", f"Lists!${letter}$2:${letter}${len(words) + 1}"
        # A cell takes one word from a list; several are typed, so the list may only offer.
        rule.showErrorMessage = not several


def _prompt(sheet: Any, column: int, title: str, text: str) -> Any:
    letter = library("openpyxl.utils").get_column_letter(column)
    rule = library("openpyxl.worksheet.datavalidation").DataValidation(
        allow_blank=True, showInputMessage=True
    )
    rule.promptTitle, rule.prompt = title[:32], text[:_LONGEST_PROMPT]
    rule.add(f"{letter}2:{letter}{_ROWS}")
    sheet.add_data_validation(rule)
    return rule
