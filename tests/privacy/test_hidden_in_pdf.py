"""What PDF files name without showing it, and that one made to do harm ends soon, with one clear
answer.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Name

from building import PDF
from practice.attachments.inspect import find_hidden
from practice.attachments.metadata import DAMAGED as DAMAGED_TRACE
from practice.attachments.metadata import Trace

from .files import archive, exif, text_entry
from .pdfs import (
    added_to,
    attach,
    changed,
    comment,
    forgotten,
    name_author,
    name_in_xmp,
    name_part,
    photograph,
    poster,
    tag,
)

CORE = "<cp:core><dc:creator>Jane</dc:creator></cp:core>"
JPEG2000 = bytes.fromhex("0000000c6a5020200d0a870a") + b"\0\0\0\x30uuidJpgTiffExif->JP2"


def packed_again(pdf: pikepdf.Pdf) -> None:
    (picture,) = pdf.pages[0].obj.Resources.XObject.as_dict().values()
    picture.write(
        zlib.compress(photograph()), filter=pikepdf.Array([Name.FlateDecode, Name.DCTDecode])
    )


def jpeg2000(pdf: pikepdf.Pdf) -> None:
    (picture,) = pdf.pages[0].obj.Resources.XObject.as_dict().values()
    picture.write(JPEG2000 + exif([text_entry(0x013B, "Jane Smith")]), filter=Name.JPXDecode)


CASES = {
    "nobody": (poster(), []),
    "nothing but a page": (PDF, []),
    "a name": (poster("Jane Smith"), ["author Author"]),
    "a name of letters beyond ours": (poster("Żaneta Śmigły"), ["author Author"]),
    "a name that is empty": (changed(poster(), lambda pdf: name_author(pdf, " ")), []),
    "what Acrobat calls it": (
        changed(poster(), lambda pdf: name_author(pdf, "j@trust.example", "/_AuthorEmail")),
        ["author _AuthorEmail"],
    ),
    "properties of a part": (changed(poster(), name_part), ["author Author"]),
    "properties that nothing leads to": (forgotten(poster("Jane Smith")), ["author Author"]),
    "an older version": (added_to(poster("Jane Smith")), ["author Author"]),
    "properties in XMP": (changed(poster(), name_in_xmp), ["location XMP", "author XMP"]),
    "a comment": (changed(poster(), comment), ["author comment"]),
    "a comment of its own": (
        changed(poster(), lambda pdf: comment(pdf, pdf.make_indirect)),
        ["author comment"],
    ),
    "a photograph": (
        poster(photo=photograph(artist="Jane Smith")),
        ["author Artist", "location GPS"],
    ),
    "a photograph without": (poster(photo=photograph(place=False)), []),
    "a photograph packed again": (
        changed(poster(photo=photograph(place=False)), packed_again),
        ["location GPS"],
    ),
    "a JPEG 2000 picture": (
        changed(poster(photo=photograph(place=False)), jpeg2000),
        ["author Artist"],
    ),
    "a photograph attached": (
        changed(poster(), attach("visit.png", photograph())),
        ["location GPS"],
    ),
    "a letter attached": (
        changed(poster(), attach("letter.docx", archive(docProps__core_xml=CORE))),
        ["author dc:creator"],
    ),
    "tags, bookmarks, fields": (changed(poster(), tag), []),
    "anybody may open, not change": (poster(userPassword="", ownerPassword="x"), ["author Author"]),
    "anybody may open, with a photograph": (
        poster(photo=photograph(artist="Jane Smith"), userPassword="", ownerPassword="x"),
        ["author Author", "author Artist", "location GPS"],
    ),
    "a password": (poster(userPassword="x", ownerPassword="y"), []),
    "something before its head": (b"\0\1" + poster("Jane Smith"), ["author Author"]),
    "cut at its end": (poster("Jane Smith")[:-40], ["author Author"]),
    "cut in the middle": (poster("Jane Smith")[:900], ["unread it is damaged"]),
    "cut in its first line": (b"%PDF-1.7\n", ["unread it is damaged"]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_found(case: str) -> None:
    content, found = CASES[case]
    assert [f"{trace.kind} {trace.name}" for trace in find_hidden(content)] == found


def written(*objects: bytes, end: bytes = b"") -> bytes:
    """Return a PDF of these objects, numbered from 1, with a table that leads to them."""
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for number, held in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer << /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        end,
        len(made),
    )
    return bytes(made) + head + table + trailer


def bomb(times: int = 1) -> bytes:
    """Return 0.6 MB that unpack to 128 MB, or fewer that do so when packed `times` times."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(128)) + packer.flush()
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    return packed


def stream(entries: bytes, content: bytes) -> bytes:
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries, len(content), content)


ROOT, PAGES, PAGE = (
    b"<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>",
)
DAMAGED = ["unread it is damaged"]
HOSTILE = {
    "64 MB of nothing": (lambda: b"%PDF-1.7\n" + bytes(64_000_000), DAMAGED),
    "XMP that is a bomb": (
        lambda: written(
            ROOT, PAGES, PAGE, stream(b"/Type /Metadata /Subtype /XML /Filter /FlateDecode", bomb())
        ),
        DAMAGED,
    ),
    "a bomb packed twice": (
        lambda: written(
            ROOT,
            PAGES,
            PAGE,
            stream(b"/Type /Metadata /Subtype /XML /Filter [/FlateDecode /FlateDecode]", bomb(2)),
        ),
        DAMAGED,
    ),
    "objects in a bomb": (
        lambda: written(
            ROOT, PAGES, PAGE, stream(b"/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode", bomb())
        ),
        DAMAGED,
    ),
    "a table that leads to itself": (
        lambda: (found := written(ROOT, PAGES, PAGE, b"null")).replace(
            b"/Root", b"/Prev %d /Root" % found.index(b"xref")
        ),
        [],
    ),
    "objects that lead to each other": (
        lambda: written(ROOT, PAGES, PAGE, b"5 0 R", b"4 0 R", end=b"/Info 4 0 R"),
        [],
    ),
    "a stream as long as itself": (
        lambda: written(ROOT, PAGES, PAGE, b"<< /Length 4 0 R >>\nstream\nabc\nendstream"),
        [],
    ),
    "pages that hold themselves": (
        lambda: written(ROOT, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
        DAMAGED,
    ),
    "lists in lists": (
        lambda: written(ROOT, PAGES, PAGE, b"[" * 300_000 + b"]" * 300_000),
        ["unread it is damaged"],
    ),
    "objects without end": (
        lambda: written(ROOT, PAGES, PAGE, *[b"<<>>"] * 100_001),
        ["unread it has more parts than anybody made"],
    ),
    "one object a million times": (lambda: b"%PDF-1.4\n" + b"1 0 obj\n" * 1_000_000, DAMAGED),
    "ends without end": (
        lambda: PDF + b"startxref\n9\n%%EOF\n" * 300_000,
        ["unread it holds more than 10 older versions of itself"],
    ),
    "a size that lies": (
        lambda: written(ROOT, PAGES, PAGE).replace(b"/Size 4", b"/Size 999999999"),
        [],
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_made_to_do_harm_ends_soon(case: str) -> None:
    make, found = HOSTILE[case]
    content = make()
    start = time.process_time()
    assert [f"{trace.kind} {trace.name}" for trace in find_hidden(content)] == found
    assert time.process_time() - start < 20


WHOLE = changed(poster("Jane Smith", photo=photograph()), name_in_xmp)


@given(
    st.lists(st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 255)), max_size=30),
    st.integers(100, len(WHOLE)),
)
def test_a_damaged_one_is_read_as_far_as_it_goes(
    changes: list[tuple[int, int]], length: int
) -> None:
    damaged = bytearray(WHOLE)
    for place, value in changes:
        damaged[place % len(damaged)] = value
    assert {trace.kind for trace in find_hidden(bytes(damaged[:length]))} <= {
        "location",
        "author",
        "unread",
    }


def test_without_pikepdf_nothing_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    assert find_hidden(PDF) == (
        Trace("unread", "pikepdf, which reads PDF files, is not installed here"),
    )


def test_pikepdf_is_there_only_for_a_pdf() -> None:
    code = (
        "import sys, practice.project, practice.checks.autofix.collection; print({'pikepdf',"
        " 'lxml'} & {*sys.modules})"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        == "set()\n"
    )


def test_nothing_is_left_of_what_was_written_to_look_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert (find_hidden(PDF), find_hidden(PDF[:60])) == ((), (DAMAGED_TRACE,))
    assert list(tmp_path.iterdir()) == []
