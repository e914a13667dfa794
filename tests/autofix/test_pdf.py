"""PDF files without the names and places in them: what goes, what stays, and which are left as they
are.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import reduce

import pikepdf
import pytest
from pikepdf import Name

from building import PDF
from practice.attachments.inspect import find_hidden, without_hidden
from privacy.files import archive, exif, text_entry
from privacy.pdfs import (
    added_to,
    attach,
    changed,
    comment,
    forgotten,
    leaflet,
    name_author,
    name_in_xmp,
    name_part,
    photograph,
    poster,
    shown,
    sign,
    tag,
)

CORE = "<cp:core><dc:title>Plan</dc:title><dc:creator>{}</dc:creator></cp:core>"
LETTER = archive(docProps__core_xml=CORE.format("Jane Smith"))
NAMED = poster("Jane Smith")


def as_streams(content: bytes) -> bytes:
    """Return a PDF with its objects packed, as most programs write today."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)
    return made.getvalue()


MENDED = {
    "a name": NAMED,
    "packed, for the web": as_streams(NAMED),
    "a page packed twice": leaflet(packed=True),
    "a page not packed": leaflet(packed=False),
    "what Acrobat calls it": changed(
        poster(), lambda pdf: name_author(pdf, "j@trust.example", "/_AuthorEmail")
    ),
    "properties of a part": changed(NAMED, name_part),
    "properties that nothing leads to": forgotten(NAMED),
    "an older version": added_to(NAMED),
    "two older versions": added_to(added_to(NAMED)),
    "properties in XMP": changed(NAMED, name_in_xmp),
    "a photograph": poster("Jane Smith", photo=photograph(artist="Jane Smith")),
    "tags": changed(poster("Jane Smith", photo=photograph()), tag),
    "a photograph attached": changed(NAMED, attach("visit.jpg", photograph())),
    "a letter attached": changed(NAMED, attach("plan.docx", LETTER)),
}


def decoded(content: bytes) -> bytes:
    """Return all that is in a PDF, unpacked as far as that goes."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(
            made,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
        )
    return made.getvalue()


@pytest.mark.parametrize("case", MENDED)
def test_names_and_places_go_and_readers_see_the_same(case: str) -> None:
    content = MENDED[case]
    bare = without_hidden(content)
    assert bare != content
    assert (find_hidden(bare), without_hidden(bare)) == ((), bare)
    assert shown(bare) == shown(content)
    assert shown(bare)[0][0].startswith("Come early.")
    assert not any(
        name in decoded(bare)
        for name in (b"Jane Smith", "Jane Smith".encode("utf-16-be"), b"trust.example")
    )
    assert without_hidden(content) == bare


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def test_what_else_is_said_of_it_stays() -> None:
    with opened(without_hidden(changed(MENDED["properties in XMP"], tag))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Come early"
        assert b"Jane" not in pdf.Root.Metadata.read_bytes()
        assert str(pdf.Root.StructTreeRoot.K[0].Alt) == "Come early"
        assert (bool(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang)) == (True, "en-GB")
        assert [str(field.T) for field in pdf.Root.AcroForm.Fields] == ["ward"]


def test_a_photograph_keeps_its_dots() -> None:
    with (
        opened(MENDED["a photograph"]) as before,
        opened(without_hidden(MENDED["a photograph"])) as after,
    ):
        pictures = [
            next(iter(pdf.pages[0].obj.Resources.XObject.as_dict().values()))
            for pdf in (before, after)
        ]
        assert pictures[1].Filter == Name.DCTDecode
        dots = [pikepdf.PdfImage(picture).as_pil_image().tobytes() for picture in pictures]
        assert dots[0] == dots[1]


def test_attached_files_are_mended_in_their_place() -> None:
    with opened(without_hidden(MENDED["a letter attached"])) as pdf:
        held = pdf.attachments["plan.docx"].get_file()
        assert held.read_bytes() == without_hidden(LETTER)
        assert held.size == len(held.read_bytes())


LEFT: dict[str, bytes | Callable[[], bytes]] = {
    "no names": poster(),
    "not a page": PDF,
    # Who said what beside the text is for its author to settle.
    "a comment": changed(NAMED, comment),
    "signed": changed(NAMED, sign),
    "locked against changes": poster(userPassword="", ownerPassword="x"),
    "locked": poster(userPassword="x", ownerPassword="y"),
    "damaged": NAMED[:-60],
    "cut": NAMED[:700],
    "saved too often": reduce(lambda content, _: added_to(content), range(11), NAMED),
    "a raw picture attached": changed(
        NAMED, attach("visit.tiff", exif([text_entry(0x013B, "Jane Smith")]))
    ),
}


@pytest.mark.parametrize("case", LEFT)
def test_what_is_left_as_it_is(case: str) -> None:
    assert without_hidden(LEFT[case]) == LEFT[case]
