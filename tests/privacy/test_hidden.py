"""What pictures and documents say of places and people without showing it."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import write_file, write_network, write_study
from checks.worlds import check_folder
from practice.attachments.inspect import find_hidden
from practice.attachments.metadata import TOO_DEEP, TOO_LARGE
from practice.project import open_workspace

from .files import HEIC, LATITUDE, archive, exif, film, gif, jpeg, png, text_entry, webp

ARTIST = text_entry(0x013B, "Jane Smith")
CAMERA = text_entry(0x010F, "Kodak")
XMP = b"http://ns.adobe.com/xap/1.0/\0"
CREATOR = b"<dc:creator><rdf:Seq><rdf:li>Jane Smith</rdf:li></rdf:Seq></dc:creator>"
PLACE = b'<rdf:Description exif:GPSLatitude="51,35.1N"/>'


def iptc(*sets: tuple[int, bytes]) -> bytes:
    held = b"".join(
        b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(text)) + text for number, text in sets
    )
    return b"Photoshop 3.0\0008BIM\x04\x04\0\0" + struct.pack(">I", len(held)) + held


def raw_profile(block: bytes) -> bytes:
    """Return a block as ImageMagick keeps it: as digits."""
    return b"\nexif\n%8d\n%b\n" % (len(block), block.hex().encode())


def packed_text(keyword: bytes, text: bytes) -> bytes:
    return keyword + b"\0\1\0\0\0" + zlib.compress(text)


PROPERTIES = (
    "<cp:coreProperties><dc:creator>{}</dc:creator>"
    "<cp:lastModifiedBy>{}</cp:lastModifiedBy></cp:coreProperties>"
)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (jpeg((0xE1, b"Exif\0\0" + exif([CAMERA], [LATITUDE]))), ["location GPS"]),
        (
            jpeg((0xE0, b"JFIF\0"), (0xE1, b"Exif\0\0" + exif([ARTIST], [LATITUDE], "<"))),
            ["author Artist", "location GPS"],
        ),
        (jpeg((0xE1, b"Exif\0\0" + exif([CAMERA, text_entry(0x013B, "  ")]))), []),
        (jpeg((0xE1, b"Exif\0\0" + exif([text_entry(0x013B, "Jo")]))), ["author Artist"]),
        (jpeg((0xE1, b"Exif\0\0" + exif([], [(0, 1, 4, b"\2\3\0\0")]))), []),
        (jpeg((0xE1, XMP + PLACE)), ["location XMP"]),
        (jpeg((0xE1, XMP + CREATOR)), ["author XMP"]),
        (jpeg((0xE1, XMP + b"<dc:creator/>")), []),
        (
            jpeg((0xED, iptc((80, b"Jane Smith"), (90, b"Leeds")))),
            ["author By-line", "location City"],
        ),
        (jpeg((0xED, iptc((5, b"Title"), (80, b""))), (0xFE, b"a remark")), []),
        (jpeg(), []),
        (png((b"eXIf", exif([ARTIST], [LATITUDE]))), ["author Artist", "location GPS"]),
        (png((b"tEXt", b"Author\0Jane Smith")), ["author Author"]),
        (png((b"tEXt", b"Software\0Paint")), []),
        (png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + PLACE)), ["location XMP"]),
        (png((b"iTXt", packed_text(b"XML:com.adobe.xmp", CREATOR))), ["author XMP"]),
        (png((b"zTXt", b"XML:com.adobe.xmp\0\0" + zlib.compress(CREATOR))), ["author XMP"]),
        (png(), []),
        (
            webp((b"VP8X", bytes(10)), (b"EXIF", exif([ARTIST], [LATITUDE])), (b"XMP ", PLACE)),
            ["author Artist", "location GPS", "location XMP"],
        ),
        (
            archive(docProps__core_xml=PROPERTIES.format("Jane", "Joe")),
            ["author dc:creator", "author cp:lastModifiedBy"],
        ),
        (archive(docProps__core_xml=PROPERTIES.format("", " ")), []),
        (archive(word__document_xml='<w:ins w:id="1" w:author="Jane"/>'), ["author w:author"]),
        (
            archive(word__media__image1_jpg=jpeg((0xE1, b"Exif\0\0" + exif([], [LATITUDE])))),
            ["location GPS"],
        ),
        (archive(docProps__core_xml=PROPERTIES.format("Jane", "")), ["author dc:creator"]),
        (
            archive(meta_xml="<meta:initial-creator>Jane</meta:initial-creator>"),
            ["author meta:initial-creator"],
        ),
        (b"/Author (Jane Smith)", []),
        (
            png(
                (
                    b"zTXt",
                    b"Raw profile type exif\0\0"
                    + zlib.compress(raw_profile(b"Exif\0\0" + exif([ARTIST], [LATITUDE]))),
                )
            ),
            ["author Artist", "location GPS"],
        ),
        (
            png((b"tEXt", b"Raw profile type iptc\0" + raw_profile(iptc((80, b"Jane Smith"))))),
            ["author By-line"],
        ),
        (png((b"tEXt", b"Raw profile type exif\0\nexif\n  3\nxyz")), []),
        (gif(), []),
        (gif(b"\x21\xff\x0bXMP DataXMP" + PLACE + b"\0"), ["location XMP"]),
        # What phones put behind the picture: a second one with its own Exif, and a film.
        (jpeg() + jpeg((0xE1, b"Exif\0\0" + exif([], [LATITUDE]))), ["location GPS"]),
        (jpeg() * 9 + jpeg((0xE1, XMP + CREATOR)), ["author XMP"]),
        (
            jpeg() + film() + b"\0\0\1\2SEFT of a phone",
            ["unread a film lies behind the picture"],
        ),
        (archive(word__comments_xml='<w:comment w:author="Jane"/>'), ["author w:author"]),
        (archive(xl__comments1_xml="<authors><author>Jane</author></authors>"), ["author author"]),
        (archive(xl__persons__person_xml='<person displayName="Jane" id="1"/>'), ["author person"]),
        (archive(ppt__commentAuthors_xml='<p:cmAuthor id="1" name="Jane"/>'), ["author cmAuthor"]),
        (
            archive(
                content_xml="<office:annotation><dc:creator>Jane</dc:creator></office:annotation>"
            ),
            ["author dc:creator"],
        ),
        (archive(word__media__image1_jpeg=png((b"eXIf", exif([], [LATITUDE])))), ["location GPS"]),
        (
            archive(word__media__image1_tiff=exif([ARTIST], [LATITUDE])),
            ["author Artist", "location GPS"],
        ),
        (archive(word__media__image1_heic=HEIC), ["author Artist", "location GPS"]),
        (
            archive(
                word__media__image1_emf=bytes(90) + jpeg((0xE1, b"Exif\0\0" + exif([], [LATITUDE])))
            ),
            ["location GPS"],
        ),
        (
            archive(
                word__embeddings__plan_xlsx=archive(
                    docProps__core_xml=PROPERTIES.format("Jane", "")
                )
            ),
            ["author dc:creator"],
        ),
        (archive(word__media__image1_jpg=jpeg())[:-9], ["unread it is damaged"]),
        (b"", []),
    ],
)
def test_what_is_found(content: bytes, found: list[str]) -> None:
    assert [f"{trace.kind} {trace.name}" for trace in find_hidden(content)] == found


def test_files_of_real_programs() -> None:
    made, sheet = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    document.core_properties.author = "Jane Smith"
    document.save(made)
    openpyxl.Workbook().save(sheet)
    found = [[trace.name for trace in find_hidden(file.getvalue())] for file in (made, sheet)]
    assert found == [["dc:creator"], ["dc:creator"]]


GOOD = (
    jpeg((0xE1, b"Exif\0\0" + exif([ARTIST], [LATITUDE]))),
    png((b"eXIf", exif([ARTIST]))),
    webp((b"EXIF", exif([ARTIST]))),
    gif(b"\x21\xff\x0bXMP DataXMP" + CREATOR + b"\0"),
    archive(docProps__core_xml=PROPERTIES.format("Jane", "Joe")),
)


@given(
    st.sampled_from(GOOD),
    st.lists(st.tuples(st.integers(0, 500), st.integers(0, 255)), max_size=20),
    st.integers(0, 500),
)
def test_damaged_files_are_read_as_far_as_they_go(
    content: bytes, changes: list[tuple[int, int]], length: int
) -> None:
    damaged = bytearray(content)
    for place, value in changes:
        damaged[place % len(damaged)] = value
    assert {trace.kind for trace in find_hidden(bytes(damaged[:length]))} <= {
        "location",
        "author",
        "unread",
    }


def test_a_bomb_is_not_let_off() -> None:
    bomb = archive(docProps__core_xml=b" " * 70_000_000 + PROPERTIES.format("Jane", "").encode())
    assert (len(bomb) < 100_000, find_hidden(bomb)) == (True, (TOO_LARGE,))


def test_files_in_files_end() -> None:
    nested = archive(docProps__core_xml=PROPERTIES.format("Jane", ""))
    for _ in range(6):
        nested = archive(word__embeddings__plan_xlsx=nested)
    assert find_hidden(nested) == (TOO_DEEP,)


def test_a_file_with_a_place_is_an_error_and_does_not_reach_the_site(tmp_path: Path) -> None:
    root = write_network(tmp_path)
    write_file(
        root,
        "case_studies/haringey-pct/visit.jpg",
        jpeg((0xE1, b"Exif\0\0" + exif([ARTIST], [LATITUDE]))),
    )
    write_file(
        root,
        "case_studies/haringey-pct/poster.docx",
        archive(docProps__core_xml=PROPERTIES.format("Jane", "")),
    )
    write_study(
        root,
        "visits",
        yaml_lines=(
            "resources:\n  - {title: A picture, file: visit.jpg}\n  - {title: A poster, file:"
            " poster.docx}"
        ),
    )
    assert [str(problem).split("  ")[0] for problem in check_folder(root).report] == [
        (
            "case_studies/haringey-pct/poster.docx:1:1: CS514 The file names a person who made or"
            " changed it (dc:creator)."
        ),
        (
            "case_studies/haringey-pct/visit.jpg:1:1: CS513 The file says where it was made (GPS):"
            " that may be somebody's home."
        ),
        (
            "case_studies/haringey-pct/visit.jpg:1:1: CS514 The file names a person who made or"
            " changed it (Artist)."
        ),
    ]
    catalogue = open_workspace(root).catalogue
    assert [path for path in catalogue.attachments if "visit" in path or "poster.docx" in path] == [
        "case_studies/haringey-pct/poster.docx"
    ]
