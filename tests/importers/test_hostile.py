"""Files made to do harm, broken ones and ones under a wrong name: one clear message each, and
nothing written.
"""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from practice.attachments import archives
from practice.attachments.errors import CannotImport
from practice.importers import pandoc
from practice.importers.importer import files_in, import_file
from practice.model.vocabulary import Vocabularies

from .making import archive, png, word

ANEW = "Open it in the program that made it and save it anew."
DAMAGED = (
    "It is damaged and cannot be unpacked. Open it in the program that made it, save it under a new"
    " name and try again."
)
BOMB = (
    "It unpacks to far more than it seems to hold, as files made to do harm do, and was refused. "
    "If you trust it, save it anew in the program that made it and try again."
)
ENTITIES = (
    "Its XML declares things that only files made to do harm declare. Save it anew in Word and try"
    " again."
)
LOCKED = "It is protected with a password. Take the password off and try again."
OLD = (
    "It is a file of Word 97 to 2003, or a newer one protected with a password. Open it in Word,"
    " take off the password (File, Info, Protect Document), save it as 'Word Document (*.docx)' and"
    " try again."
)
OLD_SHEET = (
    "It is a file of Excel 97 to 2003, or a newer one protected with a password. Open it in Excel,"
    " take off the password (File, Info, Protect Workbook), save it as 'Excel Workbook (*.xlsx)'"
    " and try again."
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document '
    + W
    + "><w:body>&b;</w:body></w:document>"
)


def flagged() -> bytes:
    """A ZIP file whose parts say that they are locked."""
    content = bytearray(word())
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        place = content.find(start)
        while place >= 0:
            at = place + (6 if start == b"PK\x03\x04" else 8)
            content[at] |= 1
            place = content.find(start, place + 4)
    return bytes(content)


def lying() -> bytes:
    """A ZIP file with a part that claims to be small and is not."""
    content = bytearray(
        archive({"word/document.xml": b"<x/>", "word/media/big.bin": b"\0" * 5_000_000})
    )
    place = content.rfind(b"word/media/big.bin")
    struct.pack_into("<I", content, place - 46 + 24, 10)
    return bytes(content)


def slow_bomb() -> bytes:
    """A ZIP file with a part of 80 MB in 1 MB, which stays below the ratio for as long as it is
    read.
    """
    return archive({"word/bomb.bin": os.urandom(900_000) + b"\0" * 79_000_000}, word())


def sheet() -> bytes:
    book = Workbook()
    book.active.append(["Title", "Summary"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def picture(content: bytes) -> bytes:
    """A Word file with a picture of these bytes."""
    from docx import Document

    from .making import saved

    document = Document()
    document.add_paragraph("A door").add_run().add_picture(io.BytesIO(png()))
    made = saved(document)
    name = next(name for name in zipfile.ZipFile(io.BytesIO(made)).namelist() if "media/" in name)
    return archive({name: content}, made)


CASES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.docx", lambda: b"", "It is empty."),
    "only white space": ("a.md", lambda: b" \n\n", "It is empty."),
    "not of a kind": (
        "a.exe",
        lambda: b"MZ",
        (
            "Files of this kind (.exe) are not read. Save it as one of: .docx, .odt, .xlsx, .html,"
            " .md, .csv."
        ),
    ),
    "no ending": (
        "a",
        lambda: b"x",
        (
            "Files of this kind (no ending) are not read. Save it as one of: .docx, .odt, .xlsx,"
            " .html, .md, .csv."
        ),
    ),
    "an old Word file, or locked": ("a.docx", lambda: OLE, OLD),
    "an old sheet, or locked": ("a.xlsx", lambda: OLE, OLD_SHEET),
    "RTF under another name": (
        "a.docx",
        lambda: b"{\\rtf1 Hello}",
        (
            "It is an RTF file, although its name ends in .docx. Open it in Word and save it as"
            " 'Word Document (*.docx)'."
        ),
    ),
    "text under another name": (
        "a.docx",
        lambda: b"Hello",
        f"It is not a .docx file, although its name says so, or it is damaged. {ANEW}",
    ),
    "Word under the name of text": (
        "a.md",
        word,
        (
            "It is not text, although its name ends in .md. Open it in the program that made it and"
            " save it anew."
        ),
    ),
    "a sheet under the name of Word": (
        "a.docx",
        sheet,
        f"It has no text that a .docx file has. {ANEW}",
    ),
    "a macro file": (
        "a.docm",
        word,
        (
            "It may hold macros, which are never run here. Save it as 'Word Document (*.docx)' and"
            " try again."
        ),
    ),
    "a macro file under another name": (
        "a.docx",
        lambda: archive(
            {
                "[Content_Types].xml": (
                    "<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>"
                )
            },
            word(),
        ),
        (
            "It holds macros, which are never run here, although its name ends in .docx. Save it"
            " anew without them."
        ),
    ),
    "cut short": ("a.docx", lambda: word()[:2000], DAMAGED),
    "a flaw in the middle": (
        "a.docx",
        lambda: word()[:300] + b"\0\0\0\0\0\0" + word()[306:],
        DAMAGED,
    ),
    "parts that are locked": ("a.docx", flagged, LOCKED),
    "a locked OpenDocument file": (
        "a.odt",
        lambda: archive(
            {
                "content.xml": os.urandom(500),
                "META-INF/manifest.xml": "<m><manifest:encryption-data/></m>",
            }
        ),
        LOCKED,
    ),
    "a bomb": ("a.docx", lambda: archive({"word/bomb.xml": b" " * 20_000_000}, word()), BOMB),
    "a bomb packed not quite so hard": ("a.docx", slow_bomb, BOMB),
    "sizes that lie": ("a.docx", lying, DAMAGED),
    "too many parts": (
        "a.docx",
        lambda: archive({f"word/{number}.xml": b"" for number in range(5000)}),
        f"It holds 5,000 parts; at most 4,000 are read. {BOMB}",
    ),
    "a path that leads out": (
        "a.docx",
        lambda: archive({"../../evil.txt": b"x"}, word()),
        "It has a part named '../../evil.txt', which leads out of the file. Nothing was unpacked.",
    ),
    "a path from the top": (
        "a.docx",
        lambda: archive({"C:\\evil.txt": b"x"}, word()),
        "It has a part named 'C:\\\\evil.txt', which leads out of the file. Nothing was unpacked.",
    ),
    "entities": ("a.docx", lambda: archive({"word/document.xml": LAUGHS}, word()), ENTITIES),
    "entities in another alphabet": (
        "a.docx",
        lambda: archive({"word/document.xml": LAUGHS.encode("utf-16")}, word()),
        ENTITIES,
    ),
    "XML that is broken": (
        "a.docx",
        lambda: archive({"word/document.xml": b"<w:document><w:p>"}, word()),
        (
            "It is damaged: its part word/document.xml is not well-formed. Open it in the program"
            " that made it and save it anew."
        ),
    ),
    "too deep": (
        "a.html",
        lambda: b"<blockquote>" * 3000 + b"x",
        "Its parts lie too deep inside each other. Copy its text into a new file and try again.",
    ),
    "a monster of a table": (
        "a.html",
        lambda: (
            b"<table><tr>"
            + b"<td>x</td>" * 500
            + b"</tr>"
            + b"<tr><td>y</td></tr>" * 500
            + b"</table>"
        ),
        "It has a table of 501 rows and 500 columns. Cut it into smaller tables.",
    ),
    "far too many letters": (
        "a.html",
        lambda: b"<p>words" * 70_000,
        (
            "It holds 350,000 letters; at most 300,000 are read. A case study is a few pages: cut"
            " it into parts."
        ),
    ),
    "far too much formatting": (
        "a.docx",
        lambda: archive({"word/styles.xml": os.urandom(7_000_000).hex()}, word()),
        "It unpacks to more than can be read at once, and was refused. Cut it into smaller files.",
    ),
    "a monster of a picture": (
        "a.docx",
        lambda: picture(png(50_000, 50_000)),
        (
            "Its picture image1.png cannot be taken: it claims to be 50,000 dots wide and 50,000"
            " high, as pictures made to do harm do."
        ),
    ),
    "far too much text": (
        "a.md",
        lambda: b"word " * 500_000,
        "It holds 2.4 MB of text; at most 2 MB are read. Cut it into smaller files.",
    ),
    "a picture under the name of a sheet": (
        "a.csv",
        png,
        f"It is not text, although its name ends in .csv. {ANEW}",
    ),
    "zeros under the name of text": (
        "a.csv",
        lambda: b"a\0b" * 10,
        "It is not a text file. Open it in the program that made it and save it anew.",
    ),
    "a sheet that is broken": (
        "a.xlsx",
        lambda: archive({"xl/workbook.xml": b"<workbook/>"}, sheet()),
        (
            "No case study was found in it. The first row names the questions, such as title,"
            " summary, trusts and topics, and each row below is one case study. An empty sheet with"
            " the right headings: practice import --write-form FILE.xlsx"
        ),
    ),
    "a sheet that is damaged": (
        "a.xlsx",
        lambda: archive({"xl/workbook.xml": b"<work"}, sheet()),
        (
            "It is damaged: its sheets cannot be made out. Open it in Excel, save it anew and try"
            " again."
        ),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_one_clear_message(case: str, tmp_path: Path, words: Vocabularies) -> None:
    name, make, message = CASES[case]
    path = tmp_path / name
    path.write_bytes(make())
    with pytest.raises(CannotImport) as caught:
        import_file(path, words)
    assert str(caught.value) == message
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("huge.docx", r"It has 100 MB; at most 50 MB are read\."),
        # A text has no pictures to blame.
        ("huge.csv", r"It has 100 MB; at most 50 MB are read\. Cut it into smaller files\.$"),
    ],
)
def test_a_huge_file_is_not_even_read(
    tmp_path: Path, words: Vocabularies, name: str, message: str
) -> None:
    path = tmp_path / name
    with path.open("wb") as opened:
        opened.truncate(100 * 1024 * 1024)
    with pytest.raises(CannotImport, match=message):
        import_file(path, words)


def test_links_are_not_followed(tmp_path: Path, words: Vocabularies) -> None:
    (tmp_path / "there.docx").write_bytes(word())
    link = tmp_path / "link.docx"
    link.symlink_to(tmp_path / "there.docx")
    with pytest.raises(CannotImport, match="It is a link to another place"):
        import_file(link, words)
    (tmp_path / "folder").symlink_to(tmp_path)
    (tmp_path / "~$there.docx").write_bytes(b"locked by Word")
    (tmp_path / "door.png").write_bytes(b"not meant")
    (tmp_path / "notes.txt").write_bytes(b"named, so that nobody thinks it was read")
    assert [path.name for path in files_in([str(tmp_path)])] == [
        "link.docx",
        "notes.txt",
        "there.docx",
    ]
    with pytest.raises(CannotImport, match=r"It cannot be read: No such file or directory\."):
        import_file(tmp_path / "nowhere.docx", words)


def test_pandoc_has_little_memory(
    tmp_path: Path, words: Vocabularies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pandoc, "MEMORY", "16M")
    path = tmp_path / "long.html"
    path.write_bytes(b"<p><b>a</b> <i>b</i>" * 50_000)
    with pytest.raises(CannotImport, match="takes more memory than it may have"):
        import_file(path, words)


def test_pandoc_has_little_time(
    tmp_path: Path, words: Vocabularies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pandoc, "SECONDS", 0.001)
    path = tmp_path / "story.docx"
    path.write_bytes(word())
    with pytest.raises(CannotImport, match="takes longer than"):
        import_file(path, words)


def test_a_file_is_packed_anew_with_nothing_else_in_it() -> None:
    parts = archives.unpack(archive({"word/vbaProject.bin": b"x", "word/document.xml": b"<x/>"}))
    assert archives.unpack(archives.pack(parts)) == parts == {"word/document.xml": b"<x/>"}


TEXTS = {
    "UTF-8": "Café, “quotes”, £5".encode(),
    "UTF-8 with a mark": "Café, “quotes”, £5".encode("utf-8-sig"),
    "UTF-16": "Café, “quotes”, £5".encode("utf-16"),
    "UTF-16 without a mark": "Café, “quotes”, £5".encode("utf-16-le"),
    "Windows-1252": "Café, “quotes”, £5".encode("cp1252"),
    "Windows-1252 with a gap": "Café, “quotes”, £5".encode("cp1252") + b"\x81",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_text_in_any_usual_encoding(encoding: str, tmp_path: Path, words: Vocabularies) -> None:
    path = tmp_path / "story.md"
    path.write_bytes(TEXTS[encoding])
    (study,) = import_file(path, words)
    assert study.fields == {"title": "Café, “quotes”, £5"}
