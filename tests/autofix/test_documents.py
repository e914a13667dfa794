"""Documents without their makers' names: what goes, what stays, and which are left as they are."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import pytest

from practice.attachments.inspect import find_hidden, without_hidden
from privacy.files import HEIC, LATITUDE, archive, exif, jpeg

CORE = (
    "<cp:core><dc:title>Poster</dc:title><dc:creator>{}</dc:creator><cp:lastModifiedBy"
    " a='b'>{}</cp:lastModifiedBy></cp:core>"
)
NAMED = CORE.format("Jane", "Joe &amp; Co")
META = (
    "<office:meta><meta:initial-creator>Jane</meta:initial-creator>"
    "<dc:creator>Joe</dc:creator><dc:date>2026</dc:date></office:meta>"
)
BARE_META = META.replace("Jane", "").replace("Joe", "")
PLACED = jpeg((0xE1, b"Exif\0\0" + exif([], [LATITUDE])))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.mark.parametrize(
    ("content", "after"),
    [
        (
            archive(docProps__core_xml=NAMED, word__document_xml="<w:p/>"),
            archive(docProps__core_xml=CORE.format("", ""), word__document_xml="<w:p/>"),
        ),
        (
            archive(docProps__app_xml="<Manager>Jane</Manager><Slides>3</Slides>"),
            archive(docProps__app_xml="<Manager></Manager><Slides>3</Slides>"),
        ),
        (archive(meta_xml=META), archive(meta_xml=BARE_META)),
        (archive(word__media__image1_jpg=PLACED), archive(word__media__image1_jpg=jpeg())),
        (archive(word__media__image1_png=PLACED), archive(word__media__image1_png=jpeg())),
        (
            archive(xl__embeddings__a_docx=archive(meta_xml=META)),
            archive(xl__embeddings__a_docx=archive(meta_xml=BARE_META)),
        ),
    ],
)
def test_names_and_places_go_and_the_rest_stays(content: bytes, after: bytes) -> None:
    assert parts(without_hidden(content)) == parts(after)


@pytest.mark.parametrize(
    "content",
    [
        archive(docProps__core_xml=CORE.format("", "")),
        # Who said what beside the text is for its author to settle.
        archive(docProps__core_xml=NAMED, word__comments_xml='<w:comment w:author="Jane"/>'),
        archive(docProps__core_xml=NAMED, _xmlsignatures__sig1_xml="<Signature/>"),
        archive(meta_xml=META, **{"META-INF__documentsignatures_xml": "<Signature/>"}),
        archive(meta_xml=META, **{"META-INF__manifest_xml": "<manifest:encryption-data/>"}),
        b"MZ" + archive(docProps__core_xml=NAMED),
        archive(docProps__core_xml=NAMED)[:-9],
        archive(docProps__core_xml=NAMED, word__document_xml=b" " * 300_000_000),
        archive(word__media__image1_heic=HEIC),
        archive(docProps__core_xml=NAMED, word__media__image1_jpg=exif([], [LATITUDE])),
    ],
    ids=[
        "no names",
        "a comment",
        "signed",
        "signed text",
        "locked text",
        "a program before it",
        "damaged",
        "a bomb",
        "HEIC",
        "TIFF",
    ],
)
def test_what_is_left_as_it_is(content: bytes) -> None:
    assert without_hidden(content) == content


def test_the_programs_can_still_open_theirs() -> None:
    letter, sheet = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Come early.")
    document.core_properties.author = document.core_properties.last_modified_by = "Jane Smith"
    document.save(letter)
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Come early."
    book.save(sheet)
    one, other = without_hidden(letter.getvalue()), without_hidden(sheet.getvalue())
    opened = docx.Document(io.BytesIO(one))
    assert [paragraph.text for paragraph in opened.paragraphs] == ["Come early."]
    assert (opened.core_properties.author, opened.core_properties.last_modified_by) == ("", "")
    assert openpyxl.load_workbook(io.BytesIO(other)).worksheets[0]["A1"].value == "Come early."
    assert find_hidden(one) == find_hidden(other) == ()
    assert b"Jane Smith" not in b"".join(parts(one).values())
