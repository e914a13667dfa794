"""Words that identify somebody in PDF files, written by ReportLab; and that one made to do harm
costs nobody else's answer.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from building import PDF, write_file, write_network, write_study
from practice.attachments import pdf_reader
from practice.attachments import words as words_module
from practice.attachments.words import PdfWords, read_pdf, traces_in_words
from practice.project import open_workspace

from .pdfs import attach, changed, photograph, poster
from .test_hidden_in_pdf import HOSTILE, PAGE, PAGES, bomb, stream, written
from .test_words_in_files import sheet

LEAK = "Ask for NHS number 943 476 5919."
NUMBER = "identifies '943 *** ****' is an NHS number."
BIRTH = "identifies '14/0*/****' is somebody's date of birth."


def pages(*draw: Callable[[Canvas], object]) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, invariant=1)
    canvas.setAuthor("")
    for one in draw:
        one(canvas)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def letter(*parts: str | list[list[str]], width: int = 60) -> bytes:
    """Return a document of paragraphs and tables, as a program for writing lays them out."""
    style = getSampleStyleSheet()["Normal"]
    made = io.BytesIO()
    flow = [
        Paragraph(part, style) if isinstance(part, str) else Table(part, colWidths=width)
        for part in parts
    ]
    SimpleDocTemplate(made, invariant=1).build(flow)
    return made.getvalue()


def words(text: str, x: int = 100, y: int = 700) -> Callable[[Canvas], object]:
    return lambda canvas: canvas.drawString(x, y, text)


def scan(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(io.BytesIO(photograph(place=False))), 0, 0, 595, 842)


def scan_with_number(canvas: Canvas) -> None:
    scan(canvas)
    canvas.drawString(300, 20, "Page 2 of 3")


def logo(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(io.BytesIO(photograph(place=False))), 20, 700, 120, 80)


def field(value: str) -> bytes:
    return pages(lambda canvas: canvas.acroForm.textfield(name="number", value=value, x=100, y=500))


def upwards(canvas: Canvas) -> None:
    canvas.rotate(90)
    for place, figure in enumerate(("943", "476", "5919")):
        canvas.drawString(100 + 60 * place, -300, figure)


def boxes(canvas: Canvas) -> None:
    for place, digit in enumerate("9434765919"):
        canvas.drawString(100 + 22 * place, 500, digit)


def painted_over(canvas: Canvas) -> None:
    canvas.drawString(100, 700, LEAK)
    canvas.rect(90, 690, 300, 30, fill=1)


def without_words(content: bytes) -> bytes:
    """Return a PDF to whose end a program has added a page without words in place of the first: the
    old one is still there.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        number, root, size = pdf.pages[0].obj.objgen[0], pdf.Root.objgen[0], int(pdf.trailer.Size)
        parent = pdf.pages[0].obj.Parent.objgen[0]
    page = b"%d 0 obj\n<< /Type /Page /Parent %d 0 R /MediaBox [0 0 99 99] >>\nendobj\n" % (
        number,
        parent,
    )
    start = content.rindex(b"startxref") + 10
    old = int(content[start : content.index(b"%%EOF", start)])
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (
        number,
        len(content),
        size,
        root,
        old,
    )
    return content + page + table + b"startxref\n%d\n%%%%EOF\n" % (len(content) + len(page))


FIGURES = [
    ["Month", "Calls", "Extras", "Seen"],
    ["May", "943", "476", "5919"],
    ["June", "12", "476", "5919"],
]
CASES = {
    "a sentence": (letter("Nothing.", LEAK), [NUMBER]),
    "a sentence over two lines": (letter("word " * 17 + LEAK), [NUMBER]),
    "on the second page": (pages(words("Nothing."), words(LEAK)), [NUMBER]),
    "under a black bar": (pages(painted_over), [NUMBER]),
    "white on white": (
        pages(lambda canvas: (canvas.setFillGray(1), canvas.drawString(100, 700, LEAK))),
        [NUMBER],
    ),
    "the boxes of a form": (
        pages(words("NHS number", 100, 520), boxes),
        ["identifies '9 4 3 * * * * * * *' is an NHS number."],
    ),
    "a form of two columns": (letter([["Date of birth", "14/02/1948"]], width=200), [BIRTH]),
    "a field that was filled in": (field("Mrs A, 943 476 5919"), [NUMBER]),
    "the title": (changed(poster(), lambda pdf: pdf.docinfo.update({"/Title": LEAK})), [NUMBER]),
    "a sheet that is attached": (
        changed(poster(), attach("calls.xlsx", sheet(("Mrs A", LEAK)))),
        [NUMBER],
    ),
    "a list that is attached": (
        changed(poster(), attach("calls.csv", f"Mrs A,{LEAK}".encode())),
        [NUMBER],
    ),
    "a harmless list that is attached": (changed(poster(), attach("calls.csv", b"May,41")), []),
    "an older version": (without_words(pages(words(LEAK))), [NUMBER]),
    # No patient: figures in the cells of a table, a number for tests, what only asks for a look.
    "figures in cells": (letter(FIGURES), []),
    "figures in narrow cells": (letter([["943", "476", "5919"]], width=32), []),
    "figures below each other": (
        pages(words("943"), words("476", 100, 680), words("5919", 100, 660)),
        [],
    ),
    "figures that run upwards": (pages(upwards), []),
    "a number for tests": (letter("NHS number 999 123 4567"), []),
    "a name": (letter("Mrs Jones rang."), []),
    "a leaflet": (poster(), []),
    "an empty page": (PDF, []),
    "a password": (poster(userPassword="x", ownerPassword="y"), []),
    # Pictures of words.
    "a scan": (pages(scan), ["pictures its page"]),
    "a scan of two pages": (pages(scan, scan), ["pictures every page"]),
    "two pages of a letter": (
        pages(words("Dear all, this is how we did it."), scan, scan_with_number),
        ["pictures pages 2 and 3"],
    ),
    "an appendix": (
        pages(words("This is how we did it in the end."), *[scan] * 6),
        ["pictures 6 of its 7 pages, from page 2 on,"],
    ),
    "a cover": (pages(scan, words("This is how we did it in the end.")), []),
    "a cover and a scan": (
        pages(scan, words("This is how we did it in the end."), scan),
        ["pictures page 3"],
    ),
    "a scan with its words behind": (
        pages(
            lambda canvas: (
                scan(canvas),
                canvas.drawString(9, 9, "Come early. Doors open at eight."),
            )
        ),
        [],
    ),
    "a logo alone": (pages(logo), []),
    # What cannot be read is said to be so.
    "cut at its end": (poster()[:-40], ["unread it is damaged"]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_found(case: str) -> None:
    content, found = CASES[case]
    assert [f"{trace.kind} {trace.name}" for trace in traces_in_words(content, "PDF")] == found


def test_words_in_other_letters_come_whole() -> None:
    made = changed(poster(), lambda pdf: pdf.docinfo.update({"/Title": "বাংলা, ਪੰਜਾਬੀ, 𝒜"}))
    assert read_pdf(made).words.startswith("বাংলা, ਪੰਜਾਬੀ, 𝒜\n")


FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>"
SHOWN = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << /XObject <<"
    b" /F 5 0 R >> >> >>"
)
ROOT = b"<< /Type /Catalog /Pages 2 0 R >>"
MADE_TO_DO_HARM = {
    "a page that is a bomb": lambda: written(
        ROOT, PAGES, SHOWN, stream(b"/Filter /FlateDecode", bomb()), b"null"
    ),
    "a bomb packed twice": lambda: written(
        ROOT, PAGES, SHOWN, stream(b"/Filter [/FlateDecode /FlateDecode]", bomb(2)), b"null"
    ),
    "a form in itself": lambda: written(
        ROOT, PAGES, SHOWN, stream(b"", b"/F Do"), stream(FORM, b"/F Do")
    ),
    "states without end": lambda: written(
        ROOT,
        PAGES,
        SHOWN,
        stream(b"/Filter /FlateDecode", zlib.compress(b"q " * 3_000_000)),
        b"null",
    ),
    "more pages than anybody made": lambda: written(
        ROOT, b"<< /Type /Pages /Kids [%b] /Count 6000 >>" % (b"3 0 R " * 6_000), PAGE
    ),
    "a million comments": lambda: written(
        ROOT,
        PAGES,
        PAGE[:-2] + b"/Annots [%b] >>" % (b"4 0 R " * 1_000_000),
        b"<< /Subtype /Text >>",
    ),
}


@pytest.mark.parametrize("case", MADE_TO_DO_HARM)
def test_what_is_made_to_do_harm_ends_soon_and_the_next_file_is_read(case: str) -> None:
    start = time.monotonic()
    read_pdf(MADE_TO_DO_HARM[case]())
    assert time.monotonic() - start < words_module.MOST_SECONDS + 5
    assert read_pdf(pages(words(LEAK))).words.strip().endswith(LEAK)


def reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> PdfWords:
    """Return what comes of a PDF with another program in place of the reader."""
    monkeypatch.setattr(pdf_reader, "__file__", str(write_file(tmp_path, "reader.py", program)))
    return read_pdf(PDF)


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.abort()",
        "print('x' * 99)",
        "import sys; sys.stdin.buffer.read(9); print(1/0)",
        "!",
    ],
)
def test_a_reader_that_breaks_loses_one_answer(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reads(tmp_path, monkeypatch, program) == PdfWords(
        fault="it breaks the program that reads its words"
    )
    monkeypatch.undo()
    assert read_pdf(PDF) == PdfWords(pages=1)


def test_a_reader_that_does_not_answer_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words_module, "MOST_SECONDS", 0.2)
    assert (
        reads(tmp_path, monkeypatch, "import time; time.sleep(60)").fault
        == "reading its words takes longer than 20 seconds"
    )


def test_without_pypdfium2_nothing_passes() -> None:
    # Without the folder of installed packages (-S) there is none.
    command = [sys.executable, "-S", "-P", pdf_reader.__file__]
    run = subprocess.run(command, input=PDF, capture_output=True, check=True)
    assert json.loads(run.stdout) == {
        "fault": "pypdfium2, which reads the words of PDF files, is not installed here"
    }


def test_without_the_extra_a_pdf_is_reported_with_the_cure(tmp_path: Path) -> None:
    root = write_network(tmp_path)
    write_file(root, "case_studies/haringey-pct/poster.pdf", poster())
    write_study(root, "posters", yaml_lines="resources:\n  - {title: A poster, file: poster.pdf}")
    code = (
        "import sys; sys.modules.update(pikepdf=None, pypdfium2=None);"
        " from practice.cli.main import main; sys.argv = ['practice', 'check']; main()"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (1, "")
    assert "CS517 The file cannot be looked into: pikepdf, which reads PDF files," in run.stdout
    assert "pip install '.[attachments]'" in run.stdout


def test_nothing_of_it_is_loaded_here() -> None:
    code = (
        "import sys; from practice.attachments.words import read_pdf; read_pdf(b'x');"
        " print('pypdfium2' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    assert (run.stdout, run.stderr) == ("False\n", "")


def test_the_file_is_reported_and_not_published(tmp_path: Path) -> None:
    root = write_network(tmp_path)
    write_file(root, "case_studies/haringey-pct/letter.pdf", pages(words(LEAK), scan))
    write_file(root, "case_studies/haringey-pct/cut.pdf", poster()[:-40])
    write_study(
        root,
        "letters",
        yaml_lines=(
            "resources:\n  - {title: A letter, file: letter.pdf}\n  - {title: Cut, file: cut.pdf}"
        ),
    )
    workspace = open_workspace(root, processes=1)
    assert {
        (problem.place.path[26:], problem.name, problem.message) for problem in workspace.report
    } == {
        ("letter.pdf", "identifying-file", "In this file: '943 *** ****' is an NHS number."),
        (
            "letter.pdf",
            "scanned-page",
            "Page 2 is a picture, and its words cannot be looked through.",
        ),
        (
            "cut.pdf",
            "unpublishable-file",
            (
                "The file cannot be looked into: it is damaged. It is used in"
                " case_studies/haringey-pct/letters.md, line 23."
            ),
        ),
    }
    assert [
        path for path in workspace.catalogue.attachments if path.endswith(("letter.pdf", "cut.pdf"))
    ] == []


def test_hostile_files_of_the_other_reader_end_too() -> None:
    start = time.monotonic()
    for case in (
        "objects that lead to each other",
        "a table that leads to itself",
        "lists in lists",
        "a size that lies",
    ):
        read_pdf(HOSTILE[case][0]())
    assert time.monotonic() - start < words_module.MOST_SECONDS
