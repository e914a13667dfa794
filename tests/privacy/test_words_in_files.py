"""Words that identify somebody in files beside a case study, written by other programs' libraries;
the file stays off the site.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from building import write_file, write_network
from practice.attachments.file_types import kind_of
from practice.attachments.words import traces_in_words, words_in
from practice.project import open_workspace

from .files import archive

LEAK = "Ask for NHS number 943 476 5919."


def word(*paragraphs: str, cells: tuple[str, ...] = (), footer: str = "") -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if cells:
        for cell, text in zip(document.add_table(1, len(cells)).rows[0].cells, cells, strict=True):
            cell.text = text
    document.sections[0].footer.paragraphs[0].text = footer
    return saved(document)


def saved(made: object) -> bytes:
    target = io.BytesIO()
    made.save(target)  # type: ignore[attr-defined]
    return target.getvalue()


def sheet(*rows: tuple[object, ...], hidden: tuple[object, ...] = ()) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if hidden:
        other = book.create_sheet("Working")
        other.sheet_state = "hidden"
        other.append(hidden)
    return saved(book)


SPLIT = Document()
for piece in ("Ask for NHS number 943 ", "476 ", "5919."):
    if not SPLIT.paragraphs:
        SPLIT.add_paragraph()
    SPLIT.paragraphs[0].add_run(piece)
NUMBER = "'943 *** ****' is an NHS number."


def pivot(*rows: str) -> bytes:
    """Return a sheet whose rows are gone, but for those behind a pivot table."""
    records = "".join(
        f'<r><x v="9"/><s v="{row}"/><n v="943"/><n v="476"/><n v="5919"/></r>' for row in rows
    )
    return archive(
        xl__worksheets__sheet1_xml="<c><v>1</v></c>",
        xl__pivotCache__pivotCacheRecords1_xml=f"<pivotCacheRecords>{records}",
    )


def with_sheet(inner: bytes, times: int = 1) -> bytes:
    """Return a document with a sheet behind its graph, or that document in another, and so on."""
    return (
        inner if not times else with_sheet(archive(word__embeddings__Sheet1_xlsx=inner), times - 1)
    )


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (pivot("Mrs A", LEAK), [NUMBER]),
        (pivot("Mrs A"), []),
        (with_sheet(sheet(("x", LEAK))), [NUMBER]),
        (with_sheet(sheet(("x", LEAK)), 3), [NUMBER]),
        (with_sheet(sheet(("x", LEAK)), 30), []),
        (with_sheet(b"no sheet"), []),
        (word("x", cells=("943", "476", "5919")), []),
        (word("x", cells=tuple("9434765919")), ["'9 4 3 * * * * * * *' is an NHS number."]),
        (
            archive(
                word__charts__chart1_xml=(
                    f"<c:pt><c:v>Mrs A</c:v></c:pt><c:pt><c:v>{LEAK}</c:v></c:pt>"
                )
            ),
            [NUMBER],
        ),
        (LEAK.encode(), [NUMBER]),
        (f"name,number\nMrs A,{LEAK}\n".encode("utf-16"), [NUMBER]),
        (f"caf\xe9 {LEAK}".encode("cp1252"), [NUMBER]),
        (word("Nothing.", LEAK), [NUMBER]),
        (saved(SPLIT), [NUMBER]),
        (word("x", cells=("May", LEAK)), [NUMBER]),
        (word("x", footer=LEAK), [NUMBER]),
        (sheet(("Month", "Calls"), ("May", 41), ("x", LEAK)), [NUMBER]),
        (sheet(("Month", "Calls"), hidden=("x", LEAK)), [NUMBER]),
        (
            b"Her date of birth is 14/02/1948. Her date of birth is 14/02/1948.",
            ["'14/0*/****' is somebody's date of birth."],
        ),
        # No patient: figures, a test number, what only asks for a look.
        (b"Month,Calls\nMay,41\nJune,9434765919.50\n", []),
        (b"share\n0.9434765919\n12.9434765919\n943.4765919\n", []),
        (sheet((0.9434765919, 129.434765919)), []),
        (b"NHS number 999 123 4567", []),
        (b"Mrs Jones rang.", []),
        (word("Women rung", cells=("May", "41")), []),
        (sheet(("Month", "Calls"), ("May", 41)), []),
        # Nothing to read: a picture, and a file that is damaged.
        (b"\x89PNG\r\n\x1a\n" + LEAK.encode(), []),
        (word(LEAK)[:400], []),
    ],
)
def test_words_that_identify_somebody(content: bytes, found: list[str]) -> None:
    assert [trace.name for trace in traces_in_words(content, kind_of(content))] == found


def test_no_more_is_read_than_can_be_searched() -> None:
    assert len(words_in(b"word " * 2_000_000, "text")) == 1024 * 1024
    assert len(words_in(word("word " * 1_000_000), "office file")) == 1024 * 1024


def test_the_file_is_reported_and_not_published(tmp_path: Path) -> None:
    root = write_network(tmp_path)
    write_file(root, "case_studies/haringey-pct/list.csv", f"name,number\nMrs A,{LEAK}\n")
    write_file(root, "case_studies/haringey-pct/calls.csv", "Month,Calls\nMay,41\n")
    workspace = open_workspace(root, processes=1)
    assert [
        (problem.place.path, problem.name, problem.message) for problem in workspace.report.errors
    ] == [("case_studies/haringey-pct/list.csv", "identifying-file", f"In this file: {NUMBER}")]
    assert "case_studies/haringey-pct/list.csv" not in workspace.catalogue.attachments
    assert "case_studies/haringey-pct/calls.csv" in workspace.catalogue.attachments
