"""Sheets with one case study a row, from whatever program they come."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from practice.attachments.errors import CannotImport
from practice.forms import spreadsheet
from practice.importers.importer import import_file
from practice.model.schema import FIELDS, HEADINGS
from practice.model.vocabulary import Vocabularies

from .test_word_form import EVERYTHING

ROWS = [
    ["Back catalogue of the region", "", "", "", "", "", ""],
    ["Project title", "Trust", "topics", "Start date", "Background", "What we did", "Car park"],
    [
        "Café at the “door”",
        "Luton PCT; 5C9",
        "Queues and waiting; blood sugar",
        "July 2005",
        "People, waited; long.",
        "- Met them\n- Asked",
        "",
    ],
    ["", "", "", "", "", "", ""],
    ["Second", "NHS Luton", "", "10/07/2005", "", "1. Not a list", "full"],
]
READ = [
    (
        "row 3",
        {
            "title": "Café at the “door”",
            "trusts": ["Luton PCT", "5C9"],
            "topics": ["queues", "diabetes"],
            "started": "2005-07",
        },
        {"The problem": "People, waited; long.", "What was done": "- Met them\n\n- Asked"},
    ),
    (
        "row 5",
        {"title": "Second", "trusts": ["NHS Luton"], "started": "2005-07-10"},
        {"What was done": "1\\. Not a list", "Not placed": "Car park: full"},
    ),
]


def as_csv(separator: str) -> str:
    import csv

    target = io.StringIO(newline="")
    csv.writer(target, delimiter=separator).writerows(ROWS)
    return target.getvalue()


def as_xlsx(rows: list[list[Any]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append([cell or None for cell in row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def taken_in(path: Path, content: bytes, words: Vocabularies) -> list[tuple[str, Any, Any]]:
    path.write_bytes(content)
    return [
        (study.origin.rpartition(", ")[2], study.fields, study.sections)
        for study in import_file(path, words)
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv(separator: str, encoding: str, tmp_path: Path, words: Vocabularies) -> None:
    assert taken_in(tmp_path / "back.csv", as_csv(separator).encode(encoding), words) == READ


def test_xlsx(tmp_path: Path, words: Vocabularies) -> None:
    assert taken_in(tmp_path / "back.xlsx", as_xlsx(ROWS), words) == READ


def test_what_is_said_of_it(tmp_path: Path, words: Vocabularies) -> None:
    path = tmp_path / "back.csv"
    path.write_bytes(as_csv(";").encode("cp1252"))
    assert [study.understood for study in import_file(path, words)] == [
        (
            (
                "It was read as Windows text (code page 1252). Look at letters with accents, quotes"
                " and pound signs."
            ),
            "Left out, above the headings of the sheet: “Back catalogue of the region”",
            "“Background” is taken for the section “The problem”.",
            "“What we did” is taken for the section “What was done”.",
        ),
        (
            "“What we did” is taken for the section “What was done”.",
            "The column “Car park” is no question: its words stand under “Not placed”.",
        ),
    ]


CELLS = {
    "a whole number": (57, None, "57"),
    "a fraction": (0.1, None, "0.1"),
    "a share": (0.57, "0%", "57%"),
    "a year": (2005, None, "2005"),
    "a day": (datetime.datetime(2005, 7, 10), None, "2005-07-10"),
    "yes or no": (True, None, "yes"),
}


@pytest.mark.parametrize("case", CELLS)
def test_cells_are_read_as_they_are_shown(case: str, tmp_path: Path, words: Vocabularies) -> None:
    value, number_format, expected = CELLS[case]
    book = Workbook()
    book.active.append(["Title", "Place"])
    book.active.append(["At the door", value])
    if number_format:
        book.active["B2"].number_format = number_format
    target = io.BytesIO()
    book.save(target)
    assert taken_in(tmp_path / "one.xlsx", target.getvalue(), words)[0][1]["place"] == expected


def test_marks_that_people_and_mail_programs_put_before_an_answer_are_no_part_of_it(
    tmp_path: Path, words: Vocabularies
) -> None:
    setting = words["settings"].terms[0]
    book = Workbook()
    book.active.append(["Title", "Partners", "Settings", "Contact: email"])
    listed = "\u2022 Mosques\n- The council\n1. A charity\n(b) 24-hour pharmacy\n-"
    book.active.append(
        [
            "At the door",
            listed,
            f"\u2022 {setting.label}",
            "Screening team <screening@trust.example>",
        ]
    )
    target = io.BytesIO()
    book.save(target)
    ((_, fields, *_),) = taken_in(tmp_path / "one.xlsx", target.getvalue(), words)
    assert fields["partners"] == ["Mosques", "The council", "A charity", "24-hour pharmacy", "-"]
    assert fields["settings"] == [setting.id]
    assert fields["contact"] == {"email": "screening@trust.example"}


def test_an_empty_sheet_asks_everything_and_brings_it_back(
    tmp_path: Path, words: Vocabularies
) -> None:
    """Every answer of every kind, typed into the empty sheet that we hand out."""
    content = spreadsheet.make(words)
    assert spreadsheet.make(words) == content
    book = load_workbook(io.BytesIO(content))
    asked = spreadsheet.columns()
    headings = [cell.value for cell in book["Case studies"][1]]
    assert headings == [question.column for question in asked]
    assert len(set(headings)) == len(headings)
    told: dict[str, Any] = dict(EVERYTHING)
    # A cell has no room for two answers with a semicolon in one of them.
    told["partners"] = ["Bangladesh Welfare Group", "The mosque"]
    row: list[str] = []
    for question in asked:
        value = told.get(question.field.name, "It was so.")
        if question.part and question.field.many:
            row.append("; ".join(item.get(question.part.name, "") for item in value))
        elif question.part:
            row.append(value.get(question.part.name, ""))
        elif question.field.fields:
            row.append("")
        else:
            row.append("; ".join(value) if question.field.many else value)
    for number, text in enumerate(row, start=1):
        book["Case studies"].cell(2, number, text)
    target = io.BytesIO()
    book.save(target)
    ((_, fields, sections),) = taken_in(tmp_path / "one.xlsx", target.getvalue(), words)
    assert fields == told
    assert sections == {heading.text: "It was so." for heading in HEADINGS}


def test_the_empty_sheet_offers_the_words_of_the_network(words: Vocabularies) -> None:
    book = load_workbook(io.BytesIO(spreadsheet.make(words)))
    offered = {
        cell.value for row in book["Lists"].iter_rows(min_row=2) for cell in row if cell.value
    }
    assert {"Leadership", "Bangladeshi", "Luton PCT", "A pilot", "Randomised trial"} <= offered
    rules = book["Case studies"].data_validations.dataValidation
    assert sum(rule.type == "list" for rule in rules) == 1 + len(
        [field for field in FIELDS if field.asked and (field.choices or field.vocabulary)]
    )
    assert all(rule.prompt for rule in rules)


def test_a_million_rows_are_refused(tmp_path: Path, words: Vocabularies) -> None:
    path = tmp_path / "long.csv"
    path.write_text("Title,Place\n" + "a,b\n" * 2001)
    with pytest.raises(
        CannotImport,
        match=r"It has more than 2,000 rows or 300 columns\. Cut it into smaller files\.",
    ):
        import_file(path, words)


def test_what_is_hidden_or_without_a_result_is_said(tmp_path: Path, words: Vocabularies) -> None:
    book = Workbook()
    shown = book.active
    shown.title = "2006"
    for row in (
        ["Title", "Summary", "Place"],
        ["A door", "Of a door.", "Luton"],
        ["A window", "Of a window.", "=B2"],
    ):
        shown.append(row)
    shown.row_dimensions[3].hidden = True
    secret = book.create_sheet("Old")
    secret.sheet_state = "hidden"
    secret.append(["Title", "Summary"])
    secret.append(["A gate", "Of a gate."])
    target = io.BytesIO()
    book.save(target)
    path = tmp_path / "list.xlsx"
    path.write_bytes(target.getvalue())
    studies = import_file(path, words)
    assert [study.origin for study in studies] == [
        "list.xlsx, the sheet “2006”, row 2",
        "list.xlsx, the sheet “2006”, row 3",
        "list.xlsx, the sheet “Old”, row 2",
    ]
    assert studies[0].understood == (
        "Hidden in the sheet “2006”, and read like the others: row 3.",
        (
            "Left out, as the file holds no result of their formulas: cell C3 of the sheet “2006”. "
            "Open it in Excel, save it there and import it again."
        ),
        "The sheet “Old” is hidden in the file, and was read like the others.",
    )
