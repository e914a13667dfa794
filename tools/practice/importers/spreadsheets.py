"""A sheet with one case study a row: columns by our names or usual ones, lists cut at ";", parts as
"cost: setup".
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from practice.attachments.archives import pack
from practice.attachments.errors import CannotImport, library
from practice.forms.definition import ORIGIN, Question
from practice.forms.names import (
    find_question,
    find_section,
    is_our_heading,
)
from practice.importers.opening import Source, decode
from practice.importers.pandoc_markdown import escape, safe_start
from practice.importers.result import UNPLACED, Imported, ImportedAnswers, sentence
from practice.model.schema import FIELDS, Field, field
from practice.model.text import normalise
from practice.model.vocabulary import Vocabularies

MAX_ROWS = 2000
MAX_COLUMNS = 300
_LOOKED_AT = 10
"""Rows at the top among which the headings are looked for."""
_SEPARATORS = ",;\t"
_LISTED = 20
_ROW = re.compile(rb"<(?:\w{1,20}:)?row\b[^<>]{0,300}?\br=[\"'](\d+)[\"'][^<>]{0,300}>")
_COL = re.compile(rb"<(?:\w{1,20}:)?col\b[^<>]{0,300}>")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_NO_RESULT = re.compile(
    rb"<(?:\w{1,20}:)?c\b[^<>]{0,200}?\br=[\"']([A-Z]+\d+)[\"'][^<>]{0,200}>\s{0,20}"
    rb"<(?:\w{1,20}:)?f\b[^<>]{0,300}(?:/>|>[^<]{0,9000}</(?:\w{1,20}:)?f>)\s{0,20}"
    rb"(?:<(?:\w{1,20}:)?v\s?/>|<(?:\w{1,20}:)?v>\s{0,20}</(?:\w{1,20}:)?v>)?\s{0,20}</(?:\w{1,20}:)?c>"
)

Row = list[str]
_TITLE = Question(field("title"))
_PARTS = tuple(Question(owner, part) for owner in FIELDS if owner.many for part in owner.fields)


def import_sheet(source: Source, vocabularies: Vocabularies) -> list[Imported]:
    """Return the case studies of a sheet, one for each row that is not empty.

    Raises:
        CannotImport: it cannot be read, or none of its columns is a question of ours.
        LibraryMissing: openpyxl is not installed.
    """
    found: list[Imported] = []
    said = list(source.remarks)
    for name, rows in _tables(source, said):
        place = f"{source.path.name}, {name}" if source.kind == "xlsx" else source.path.name
        first = _heading_row(rows)
        if first is None:
            if any(any(row) for row in rows):
                said.append(
                    f"Left out: {name}, as none of its columns is a question or a section of a case"
                    " study."
                )
            continue
        said += [
            f"Left out, above the headings of {name}: “{sentence(' '.join(filter(None, row)))}”"
            for row in rows[:first]
            if any(row)
        ]
        columns = [_column(text) for text in rows[first]]
        for number, row in enumerate(rows[first + 1 :], start=first + 2):
            if any(row):
                found.append(_row(source, f"{place}, row {number}", columns, row, vocabularies))
    if not found:
        raise CannotImport(
            "No case study was found in it. The first row names the questions, such as title,"
            " summary, trusts and topics, and each row below is one case study. An empty sheet with"
            " the right headings: practice import --write-form FILE.xlsx"
        )
    if said:
        found[0] = replace(found[0], understood=(*said, *found[0].understood))
    return found


@dataclass(frozen=True)
class _Column:
    """A column: the question or section that it answers, or for several parts their field and the
    part; or none of these.
    """

    name: str
    question: Question | None = None
    section: str = ""
    owner: Field | None = None
    part: str = ""

    @property
    def known(self) -> bool:
        return bool(self.question or self.section or self.owner)


def _column(text: str) -> _Column:
    name = " ".join(text.split())
    for part in _PARTS:
        if normalise(name) in map(normalise, (part.column, part.label)):
            return _Column(name, owner=part.field, part=part.asked.name)
    if is_our_heading(name):
        return _Column(name, section=find_section(name, nearly=False) or "")
    question = find_question(name)
    if question and not (question.part and question.field.many):
        return _Column(name, question=question)
    return _Column(name, section=find_section(name) or "")


def _heading_row(rows: Sequence[Row]) -> int | None:
    known = [[column for column in map(_column, row) if column.known] for row in rows[:_LOOKED_AT]]
    best = max(known, key=len, default=[])
    # Other lists have columns such as "trust" and "status" too; a list of case studies says what
    # each is about.
    tells = any(
        column.section or (column.question and column.question.label in ("title", "summary"))
        for column in best
    )
    return known.index(best) if tells and len(best) >= 2 else None


def _row(
    source: Source, origin: str, columns: Sequence[_Column], row: Row, vocabularies: Vocabularies
) -> Imported:
    answers = ImportedAnswers(vocabularies=vocabularies)
    if any(column.name == _TITLE.text for column in columns):  # the sheet that we hand out
        answers.fields["origin"] = ORIGIN
    lists: dict[str, tuple[Field, dict[str, list[str]]]] = {}
    for column, text in zip(
        [*columns, *(_Column("") for _ in row[len(columns) :])], row, strict=False
    ):
        if not text.strip():
            continue
        if column.owner:
            lists.setdefault(column.owner.name, (column.owner, {}))[1][column.part] = [
                item.strip() for item in text.split(";")
            ]
        elif column.question:
            asked = column.question.asked
            answers.answer(
                column.question, text.replace("\n", ";").split(";") if asked.many else [text]
            )
        elif column.section:
            paragraphs = "\n\n".join(_paragraph(line) for line in text.split("\n") if line.strip())
            ours = is_our_heading(column.name)
            again = column.section in answers.sections and not ours
            answers.write(
                column.section,
                f"### {escape(column.name)}\n\n{paragraphs}" if again else paragraphs,
            )
            if not ours and not again:
                answers.understood.append(
                    f"“{column.name}” is taken for the section “{column.section}”."
                )
        else:
            answers.set_aside(column.name, text)
    for owner, parts in lists.values():
        most = max(map(len, parts.values()))
        answers.add_items(
            owner,
            [
                {name: items[number : number + 1] for name, items in parts.items()}
                for number in range(most)
            ],
        )
        if len({len(items) for items in parts.values()}) > 1:
            answers.understood.append(
                f"The columns of '{owner.label}' do not have the same number of items: look at what"
                " belongs together."
            )
    unknown = [
        column.name
        for column, text in zip(columns, row, strict=False)
        if column.name and text and not column.known
    ]
    said = [
        f"The column “{sentence(name, 80)}” is no question: its words stand under “{UNPLACED}”."
        for name in unknown
    ]
    return Imported(
        origin,
        source.path.stem,
        answers.fields,
        answers.sections_in_order(),
        understood=(*answers.understood, *said),
    )


def _paragraph(line: str) -> str:
    # A hyphen or bullet in front makes it an item of a list.
    text = line.strip()
    for mark in ("- ", "• ", "* "):
        if text.startswith(mark):
            return f"- {escape(text[2:].strip())}"
    return safe_start(escape(text))


def _tables(source: Source, said: list[str]) -> Iterator[tuple[str, list[Row]]]:
    if source.kind == "csv":
        text, remark = decode(source.content)
        said += [remark] if remark else []
        yield "the sheet", _csv_rows(text)
    else:
        yield from _sheets(source, said)


def _csv_rows(text: str) -> list[Row]:
    first = text.split("\n", 1)[0]
    # The headings decide: an answer may hold any number of commas.
    separator = max(_SEPARATORS, key=first.count)
    csv.field_size_limit(2 * 1024 * 1024)
    rows: list[Row] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            _within(len(rows), len(row))
            rows.append([cell.strip() for cell in row])
    except csv.Error as error:
        raise CannotImport(
            f"Its rows cannot be told apart: {error}. Save it anew as CSV UTF-8."
        ) from None
    return rows


def _sheets(source: Source, said: list[str]) -> Iterator[tuple[str, list[Row]]]:
    notes = [
        name
        for name in source.parts
        if name.startswith("xl/") and "comments" in name.lower() and name.endswith(".xml")
    ]
    if notes:
        said.append("Left out: the comments on its cells.")
    openpyxl = library("openpyxl")
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(pack(source.parts)), read_only=True, data_only=True, keep_links=False
        )
    except Exception:  # openpyxl raises whatever its parts stumble over
        raise CannotImport(
            "It is damaged: its sheets cannot be made out. Open it in Excel, save it anew and try"
            " again."
        ) from None
    try:
        for sheet in book.worksheets:
            # What a sheet says of its own size may be wrong by a million rows.
            sheet.reset_dimensions()
            name = f"the sheet “{sentence(sheet.title, 60)}”"
            rows = _rows_of_sheet(sheet)
            if any(map(any, rows)):
                path = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
                said += _unseen(name, sheet.sheet_state != "visible", source.parts.get(path, b""))
            yield name, rows
    finally:
        book.close()


def _unseen(name: str, hidden: bool, part: bytes) -> Iterator[str]:
    """Say what of a sheet nobody sees in Excel but is read, and what is seen and cannot be read."""
    if hidden:
        yield f"{name[:1].upper()}{name[1:]} is hidden in the file, and was read like the others."
    rows = [found[1].decode() for found in _ROW.finditer(part) if _HIDDEN.search(found[0])]
    if rows:
        yield f"Hidden in {name}, and read like the others: {_listed('row', rows)}."
    columns = sum(_HIDDEN.search(found[0]) is not None for found in _COL.finditer(part))
    if columns:
        yield f"Columns of {name} are hidden in the file, and were read like the others."
    cells = [found[1].decode() for found in _NO_RESULT.finditer(part)]
    if cells:
        yield (
            f"Left out, as the file holds no result of their formulas: {_listed('cell', cells)} of"
            f" {name}. Open it in Excel, save it there and import it again."
        )


def _listed(kind: str, names: Sequence[str]) -> str:
    more = f" and {len(names) - _LISTED:,} more" if len(names) > _LISTED else ""
    return f"{kind}{'' if len(names) == 1 else 's'} {', '.join(names[:_LISTED])}{more}"


def _rows_of_sheet(sheet: Any) -> list[Row]:
    rows: list[Row] = []
    empty = 0
    try:
        for cells in sheet.iter_rows():
            row = [_text(cell) for cell in cells]
            while row and not row[-1]:
                row.pop()
            # Formatting alone can go on for a million rows.
            empty = 0 if row else empty + 1
            if empty > MAX_ROWS:
                break
            _within(len(rows) - empty, len(row))
            rows.append(row)
    except CannotImport:
        raise
    except Exception:  # openpyxl raises whatever its parts stumble over
        raise CannotImport(
            "It is damaged: its cells cannot be made out. Open it in Excel, save it anew and try"
            " again."
        ) from None
    return rows


def _within(rows: int, columns: int) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        raise CannotImport(
            f"It has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns. Cut it into smaller"
            " files."
        )


def _text(cell: Any) -> str:
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime.datetime():
            return (
                value.date().isoformat()
                if value.time() == datetime.time()
                else value.isoformat(" ")
            )
        case float():
            # A share is stored as 0.57 and shown as 57%: what is shown is what was meant.
            if "%" in str(cell.number_format or ""):
                return f"{value * 100:.10g}%"
            return f"{value:.15g}"
        case int() if "%" in str(cell.number_format or ""):
            return f"{value * 100}%"
    return str(value).strip()
