"""What may identify a patient comes neither into the collection nor onto the screen, whatever it is
imported from.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from .making import saved, word
from .test_command import code, files, run

NUMBER = "401 023 2137"
SHEET = (
    "Title,Summary,Trusts\nA sound row,All is well,Luton PCT\nA row,Her NHS number is"
    f" {NUMBER},Luton PCT\n"
)
BROKEN = f"---\ntitle: [A door\n---\n\n## What happened\n\nHer NHS number is {NUMBER}.\n"
CURE = (
    "It holds what may identify somebody, so nothing of it was written. Take it out of the document"
    " and import it again."
)

FILES = {
    "in a Word file": ("story.docx", word(f"Her NHS number is {NUMBER}."), "story.docx"),
    "with spaces that do not break": (
        "story.docx",
        word("Her NHS number is 401\u00a0023\u00a02137."),
        "story.docx",
    ),
    "in the title": (
        "story.md",
        f"# Patient {NUMBER}\n\n## Results\n\nFine.\n".encode(),
        "story.md",
    ),
    "in a row": ("list.csv", SHEET.encode(), "list.csv, row 3"),
    "in a case study": (
        "story.md",
        f"---\ntitle: A door\ntrusts: [Luton PCT]\nsummary: NHS number {NUMBER}\n---\n".encode(),
        "story.md",
    ),
    "in a case study that cannot be read": ("story.md", BROKEN.encode(), "story.md"),
    "in the name of the file": (
        "NHS number 401-023-2137.md",
        b"---\ntrusts: [Luton PCT]\n---\n",
        "NHS number 401-***-****.md",
    ),
}


@pytest.mark.parametrize("case", FILES)
@pytest.mark.parametrize("option", ["--dry-run", ""])
def test_it_is_refused_and_not_shown(case: str, option: str, network: Path, tmp_path: Path) -> None:
    name, content, shown = FILES[case]
    sent = tmp_path / name
    sent.write_bytes(content)
    before = files(network)
    result = run(network, str(sent), "--trust", "Luton PCT", *filter(None, [option]))
    assert code(result) == 2
    written = (
        {"case_studies/luton-pct/a-sound-row.md"} if name == "list.csv" and not option else set()
    )
    assert files(network) - before == written
    assert f"{shown}: {CURE}\n" in result.output
    assert "401" in result.output
    assert "2137" not in result.output
    assert "023" not in result.output


def test_the_others_are_written_and_the_place_is_named(network: Path, tmp_path: Path) -> None:
    sent = tmp_path / "sent"
    sent.mkdir()
    (sent / "bad.docx").write_bytes(word(f"Her NHS number is {NUMBER}."))
    (sent / "good.docx").write_bytes(word())
    result = run(network, str(sent), "--trust", "Luton PCT")
    assert code(result) == 2
    assert "in “What was done”: '401 *** ****' is an NHS number" in result.output
    assert "good.docx: written to case_studies/luton-pct/a-clinic-at-the-door.md" in result.output


def test_the_name_of_a_picture(network: Path, tmp_path: Path) -> None:
    from .making import png

    (tmp_path / "NHS_number_401-023-2137.png").write_bytes(png())
    (tmp_path / "story.md").write_text(
        "---\ntrusts: [Luton PCT]\n---\n\n## Results\n\n![The door](NHS_number_401-023-2137.png)\n"
    )
    before = files(network)
    result = run(network, str(tmp_path / "story.md"))
    assert code(result) == 2
    assert files(network) == before
    assert "2137" not in result.output


def test_what_is_left_out_is_listed_covered(network: Path, tmp_path: Path) -> None:
    document = Document()
    document.add_heading("A clinic at the door", 0)
    document.add_heading("Results", 1)
    paragraph = document.add_paragraph("Fewer left.")
    # Cutting a long remark must not save a piece of the number from being covered.
    long = "word " * 77 + f"NHS number {NUMBER}"
    document.add_comment(
        paragraph.runs, text=f"her NHS number is {NUMBER}, Mrs Okonkwo", author="Jo"
    )
    document.add_comment(paragraph.runs, text=long, author="Jo")
    document.sections[0].header.paragraphs[0].text = f"Patient {NUMBER}"
    sent = tmp_path / "story.docx"
    sent.write_bytes(saved(document))
    result = run(network, str(sent), "--trust", "Luton PCT")
    assert code(result) == 1
    assert "Left out, a comment: “her NHS number is 401 *** ****" in result.output
    assert "Okonkwo" not in result.output
    assert "Left out, a header or footer of the page: “Patient 401 *** ****”" in result.output
    assert "023" not in result.output
    assert (network / "case_studies/luton-pct/a-clinic-at-the-door.md").exists()
