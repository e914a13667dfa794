"""Documents without their makers' names: what goes, what stays, and which are left as they are."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import pytest

from practice.fixing.documents import mend_document
from practice.privacy.hidden import find_hidden
from privacy.files import LATITUDE, archive, exif, jpeg, pdf

CORE = "<cp:core><dc:title>Poster</dc:title><dc:creator>{}</dc:creator><cp:lastModifiedBy a='b'>{}</cp:lastModifiedBy></cp:core>"
NAMED = CORE.format("Jane", "Joe &amp; Co")
META = "<office:meta><meta:initial-creator>Jane</meta:initial-creator><dc:creator>Joe</dc:creator><dc:date>2026</dc:date></office:meta>"
PLACED = jpeg((0xE1, b"Exif\0\0" + exif([], [LATITUDE])))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.mark.parametrize(
    ("path", "content", "after"),
    [
        (
            "a.docx",
            archive(docProps__core_xml=NAMED, word__document_xml="<w:p/>"),
            archive(docProps__core_xml=CORE.format("", ""), word__document_xml="<w:p/>"),
        ),
        (
            "a.pptx",
            archive(docProps__app_xml="<Manager>Jane</Manager><Slides>3</Slides>"),
            archive(docProps__app_xml="<Manager></Manager><Slides>3</Slides>"),
        ),
        ("a.odt", archive(meta_xml=META), archive(meta_xml=META.replace("Jane", "").replace("Joe", ""))),
        ("a.docx", archive(word__media__image1_jpg=PLACED), archive(word__media__image1_jpg=jpeg())),
    ],
)
def test_names_and_places_go_and_the_rest_stays(path: str, content: bytes, after: bytes) -> None:
    assert parts(mend_document(path, content)) == parts(after)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.docx", archive(docProps__core_xml=CORE.format("", ""))),
        # Who said what beside the text is for its author to settle.
        ("a.docx", archive(docProps__core_xml=NAMED, word__comments_xml='<w:comment w:author="Jane"/>')),
        ("a.docx", archive(docProps__core_xml=NAMED, _xmlsignatures__sig1_xml="<Signature/>")),
        ("a.odt", archive(meta_xml=META, **{"META-INF__documentsignatures_xml": "<Signature/>"})),
        ("a.odt", archive(meta_xml=META, **{"META-INF__manifest_xml": "<manifest:encryption-data/>"})),
        ("a.docx", b"MZ" + archive(docProps__core_xml=NAMED)),
        ("a.docx", archive(docProps__core_xml=NAMED)[:-9]),
        ("a.docx", archive(docProps__core_xml=NAMED, word__document_xml=b" " * 300_000_000)),
        ("a.pdf", pdf(b"/Author (Jane Smith)")),
        ("a.jpg", PLACED + archive(docProps__core_xml=NAMED)),
    ],
    ids=["no names", "a comment", "signed", "signed text", "locked text", "a program before it", "damaged", "a bomb", "PDF", "both"],
)
def test_what_is_left_as_it_is(path: str, content: bytes) -> None:
    assert mend_document(path, content) == content


def test_the_programs_can_still_open_theirs() -> None:
    letter, sheet = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Come early.")
    document.core_properties.author = document.core_properties.last_modified_by = "Jane Smith"
    document.save(letter)
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Come early."
    book.save(sheet)
    one, other = mend_document("a.docx", letter.getvalue()), mend_document("a.xlsx", sheet.getvalue())
    opened = docx.Document(io.BytesIO(one))
    assert [paragraph.text for paragraph in opened.paragraphs] == ["Come early."]
    assert (opened.core_properties.author, opened.core_properties.last_modified_by) == ("", "")
    assert openpyxl.load_workbook(io.BytesIO(other)).worksheets[0]["A1"].value == "Come early."
    assert find_hidden("a.docx", one) == find_hidden("a.xlsx", other) == ()
    assert b"Jane Smith" not in b"".join(parts(one).values())
