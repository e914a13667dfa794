"""What films and sound files say of places and people."""

from __future__ import annotations

import struct

import pytest

from practice.attachments.inspect import find_hidden

from .files import LATITUDE, XYZ, box, exif, film, jpeg


def keys(*names: bytes) -> bytes:
    """Return what an iPhone says, under names in words."""
    held = b"".join(struct.pack(">I", len(name) + 8) + b"mdta" + name for name in names)
    return box(b"meta", box(b"keys", bytes(4), struct.pack(">I", len(names)), held))


def track(form: bytes, *more: bytes) -> bytes:
    described = box(b"stsd", bytes(4), struct.pack(">I", 1), box(form, bytes(8), *more))
    return box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", described))))


def tags(*frames: tuple[bytes, bytes]) -> bytes:
    """Return a sound file with these frames before its sound."""
    held = b"".join(
        name + struct.pack(">IH", len(content), 0) + content for name, content in frames
    )
    size = len(held)
    return (
        b"ID3\3\0\0"
        + bytes([size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127])
        + held
        + b"\xff\xfb\x90\0"
        + bytes(413)
    )


PLACED = jpeg((0xE1, b"Exif\0\0" + exif([], [LATITUDE])))
CASES = {
    "nothing": (film(box(b"moov", box(b"udta"))), []),
    "a place, of Android": (film(box(b"moov", box(b"udta", XYZ))), ["location xyz"]),
    "a place, in a list that ends with zeros": (
        film(box(b"moov", box(b"udta", XYZ, bytes(4)))),
        ["location xyz"],
    ),
    "a place, of other phones": (
        film(box(b"moov", box(b"udta", box(b"loci", bytes(20))))),
        ["location loci"],
    ),
    "a place, of an iPhone": (
        film(box(b"moov", keys(b"com.apple.quicktime.location.ISO6709"))),
        ["location location"],
    ),
    "who made it": (film(box(b"moov", box(b"udta", box(b"\xa9aut", b"Jane")))), ["author aut"]),
    "who made it, of an iPhone": (
        film(box(b"moov", keys(b"com.apple.quicktime.author"))),
        ["author author"],
    ),
    "which device": (film(box(b"moov", keys(b"com.apple.quicktime.make"))), []),
    "a place, picture by picture": (film(box(b"moov", track(b"gpmd"))), ["location track"]),
    "one of an iPhone": (
        film(box(b"moov", track(b"mebx", b"com.apple.quicktime.location.ISO6709"))),
        ["location track"],
    ),
    "a track of pictures": (film(box(b"moov", track(b"avc1"))), []),
    "XMP": (film(box(b"uuid", bytes(16), b'<x exif:GPSLatitude="51,35.1N"/>')), ["location XMP"]),
    "long boxes": (
        film(struct.pack(">I4sQ", 1, b"moov", 16 + len(box(b"udta", XYZ))) + box(b"udta", XYZ)),
        ["location xyz"],
    ),
    "something behind it": (
        film(box(b"moov", box(b"udta", XYZ))) + b"\xff\xee\1\2\3\4\5\6\7",
        ["location xyz"],
    ),
    "cut": (film(box(b"moov"))[:-3], ["unread it is damaged"]),
    "boxes in boxes": (
        film(
            b"".join(struct.pack(">I4s", 8 * (5_000 - number), b"moov") for number in range(5_000))
        ),
        [],
    ),
    "boxes without end": (film(box(b"free") * 100_001), ["unread it is damaged"]),
    "sound": (tags(), []),
    "who speaks": (tags((b"TPE1", b"\0Jane Smith")), ["author artist"]),
    "who wrote it": (
        tags((b"TCOM", b"\1\xff\xfeJ\0o\0"), (b"TIT2", b"\0Come early")),
        ["author composer"],
    ),
    "a picture in it": (tags((b"APIC", b"\0image/jpeg\0\3\0" + PLACED)), ["location GPS"]),
    "tags at the end": (
        tags() + b"TAG" + b"Come early".ljust(30, b"\0") + b"Jane".ljust(30, b"\0") + bytes(65),
        ["author artist"],
    ),
    "tags of any size": (b"ID3\3\0\0\x7f\x7f\x7f\x7fTPE1\x7f\xff\xff\xff\0\0\0", []),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_found(case: str) -> None:
    content, found = CASES[case]
    assert [f"{trace.kind} {trace.name}" for trace in find_hidden(content)] == found
