"""Pictures lose what programs write into them, and nothing else; huge ones are refused."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.attachments.images import (
    UnsafePicture,
    dimensions,
    in_jpeg,
    kind_of,
    make_safe,
    strip,
)

from .making import exif, jpeg, png

JFIF = (0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
XMP = (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>51.5N</x:xmpmeta>")
PROFILE = (0xE2, b"ICC_PROFILE\0\x01\x01 colours")
TURNED = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
SECRETS = [
    (0xE1, exif(1)),
    XMP,
    (0xED, b"Photoshop 3.0\08BIM By Nurse Example"),
    (0xFE, b"Nurse Example"),
    (0xE2, b"MPF\0 second picture"),
]


def webp(*blocks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(
        name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
        for name, data in blocks
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


GIF_START = b"GIF89a\x02\0\x02\0\x80\0\0" + b"\0\0\0\xff\xff\xff"
GIF_IMAGE = b"\x2c\0\0\0\0\x02\0\x02\0\0\x02\x03\x44\x02\x05\0"
GIF_LOOP = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
GIF_XMP = b"\x21\xff\x0bXMP DataXMP\x05hello\0"

CASES = {
    "jpeg: nothing to take": (jpeg(JFIF, PROFILE), jpeg(JFIF, PROFILE)),
    "jpeg: camera, place, author": (jpeg(JFIF, *SECRETS), jpeg(JFIF)),
    "jpeg: how it was held stays": (jpeg((0xE1, exif(6))), jpeg((0xE1, TURNED))),
    "jpeg: the other order of bytes": (jpeg((0xE1, exif(6, order="<"))), jpeg((0xE1, TURNED))),
    "jpeg: the small picture inside": (jpeg((0xE0, JFIF[1][:12] + b"\x01\x01abc")), jpeg(JFIF)),
    "jpeg: what lies behind the end": (jpeg(JFIF, tail=b"\0\0ftypmp42 a film"), jpeg(JFIF)),
    "jpeg: an Exif that is cut": (jpeg((0xE1, exif(6)[:12])), jpeg()),
    "png: text, time, Exif": (
        png(
            extra=[
                (b"tEXt", b"Author\0Nurse"),
                (b"eXIf", b"MM\0*"),
                (b"iTXt", b"x"),
                (b"tIME", b"1234567"),
            ]
        ),
        png(),
    ),
    "png: colours stay": (
        png(extra=[(b"gAMA", b"\0\0\xb1\x8f")]),
        png(extra=[(b"gAMA", b"\0\0\xb1\x8f")]),
    ),
    "png: what lies behind the end": (png() + b"a film", png()),
    "gif: comments and XMP": (
        GIF_START + b"\x21\xfe\x05Nurse\0" + GIF_XMP + GIF_LOOP + GIF_IMAGE + b";",
        GIF_START + GIF_LOOP + GIF_IMAGE + b";",
    ),
    "webp: Exif and XMP": (
        webp(
            (b"VP8X", b"\x0c" + b"\0" * 9),
            (b"VP8L", b"\x2f\x01\x40\0\0"),
            (b"EXIF", b"51.5N"),
            (b"XMP ", b"x"),
        ),
        webp((b"VP8X", b"\0" * 10), (b"VP8L", b"\x2f\x01\x40\0\0")),
    ),
    "no picture": (b"%PDF-1.4", b"%PDF-1.4"),
}


@pytest.mark.parametrize("case", CASES)
def test_strip(case: str) -> None:
    before, after = CASES[case]
    assert strip(before) == after
    assert strip(after) == after


@given(
    st.sampled_from(
        [
            jpeg(JFIF, *SECRETS),
            png(extra=[(b"tEXt", b"a")]),
            GIF_START + GIF_IMAGE + b";",
            webp((b"VP8L", b"/1234")),
        ]
    ),
    st.data(),
)
def test_damaged_pictures_do_no_harm(picture: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(4, len(picture)))
    damaged = (
        picture[:place]
        + data.draw(st.binary(max_size=8))
        + picture[place + data.draw(st.integers(0, 8)) :]
    )
    assert strip(strip(damaged)) == strip(damaged)
    dimensions(damaged)


SIZES = {
    "png": (png(640, 480), ".png"),
    "jpeg": (jpeg(JFIF, width=640, height=480), ".jpg"),
    "gif": (b"GIF89a" + struct.pack("<HH", 640, 480) + b"\0\0\0;", ".gif"),
    "webp": (webp((b"VP8X", b"\0\0\0\0\x7f\x02\0\xdf\x01\0")), ".webp"),
    "webp, no loss": (webp((b"VP8L", b"\x2f" + struct.pack("<I", 639 | 479 << 14))), ".webp"),
    "webp, simple": (
        webp((b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 640, 480))),
        ".webp",
    ),
}


@pytest.mark.parametrize("case", SIZES)
def test_sizes(case: str) -> None:
    picture, kind = SIZES[case]
    assert (kind_of(picture), dimensions(picture)) == (kind, (640, 480))


@pytest.mark.parametrize(
    "picture", [png(50_000, 50_000), jpeg(width=65_000, height=65_000), b"BM a bitmap", b"<svg/>"]
)
def test_what_must_not_be_published(picture: bytes) -> None:
    with pytest.raises(UnsafePicture):
        make_safe(picture)


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("where", ["before the pixels", "between two scans", "behind the end"])
def test_stripping_walks_as_inspecting_does(where: str, secret: tuple[int, bytes]) -> None:
    marker, body = secret
    segment = b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body
    scan = b"\xff\xda\0\x02\x12\xff\0\x34\xff\xd0\x56"
    before, between, behind = (
        segment if where == place else b""
        for place in ("before the pixels", "between two scans", "behind the end")
    )
    picture = b"\xff\xd8" + before + scan + between + scan + b"\xff\xd9" + behind
    assert strip(picture) == b"\xff\xd8" + scan + scan + b"\xff\xd9"
    assert not list(in_jpeg(strip(picture)))


@pytest.mark.parametrize("where", ["between two scans", "behind the pixels"])
def test_what_stands_after_the_first_pixels_is_found(where: str) -> None:
    xmp = b'http://ns.adobe.com/xap/1.0/\0<rdf:Description exif:GPSLatitude="51,35.1N"/>'
    segment = b"\xff\xe1" + struct.pack(">H", len(xmp) + 2) + xmp
    scan, end = b"\xff\xda\0\x02\x12\xff\0\x34", b"\xff\xd9"
    rest = segment + scan + end if where == "between two scans" else segment + end
    assert [trace.name for trace in in_jpeg(b"\xff\xd8" + scan + rest)] == ["XMP"]
