"""The place and the maker that JPEG, PNG, GIF and WebP files carry, in Exif, IPTC and XMP.

Read by hand, as it is a matter of walking through a list of blocks; a library for pictures would
decode them, which is slow and the part of such libraries that has gone wrong. The forms: CIPA
DC-008 (Exif 2.32), IPTC IIM 4.2, the PNG specification (W3C).
"""

from __future__ import annotations

import binascii
import re
import struct
import zlib
from collections.abc import Generator, Iterator

from practice.attachments.metadata import FILM_BEHIND, Trace, in_xmp

_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_LATITUDE, _LONGITUDE = 2, 4
# Artist, XPAuthor, CameraOwnerName, Photographer and ImageEditor (Exif 3).
_AUTHORS = {
    0x013B: "Artist",
    0x9C9D: "XPAuthor",
    0xA430: "CameraOwnerName",
    0xA437: "Photographer",
    0xA438: "ImageEditor",
}
_IPTC_AUTHORS = {80: "By-line", 85: "By-line title", 122: "Writer"}
_IPTC_PLACES = {26: "Location", 90: "City", 92: "Sublocation"}
_MOST_INFLATED = 4 * 1024 * 1024
# How a block of Exif begins, wherever it lies. In front of it are four bytes at most that say so to
# a reader of its format.
_EXIF = re.compile(rb"II\*\0|MM\0\*")
_JPEG = re.compile(rb"\xff\xd8\xff")
_MOST_BLOCKS, _LONGEST_BLOCK = 1_000, 256 * 1024
# ImageMagick keeps the blocks of a JPEG picture in a PNG as digits, behind a name and their number.
_RAW_PROFILE = re.compile(rb"\s*\w+\s+\d+\s+([0-9A-Fa-f\s]*)")


def in_jpeg(content: bytes) -> Iterator[Trace]:
    """Yield what the blocks before the picture say, and what lies behind it: phones append films
    and more pictures.
    """
    at = yield from _in_blocks(content, 2)
    end = content.find(b"\xff\xd9", at)
    if end < 0:
        return
    for number, found in enumerate(_JPEG.finditer(content, end)):
        if number == _MOST_BLOCKS:
            break
        yield from _in_blocks(content, found.end() - 1)
    if content.find(b"ftyp", end) >= 0:
        yield FILM_BEHIND


def _in_blocks(content: bytes, at: int) -> Generator[Trace, None, int]:
    """Yield what the blocks from `at` say, and return where they end."""
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == 0xFF:  # a byte that only fills
            at += 1
            continue
        if marker in (0xDA, 0xD9):
            break
        block = content[at + 4 : at + 2 + length]
        if marker == 0xE1 and block.startswith(b"Exif\0\0"):
            yield from in_exif(block[6:])
        elif marker == 0xE1:
            yield from in_xmp(block)
        elif marker == 0xED:
            yield from _in_iptc(block)
        at += 2 + max(length, 2)
    return at


def in_png(content: bytes) -> Iterator[Trace]:
    """Yield what the text and Exif chunks say."""
    at = 8
    while at + 8 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        block = content[at + 8 : at + 8 + length]
        if kind == b"eXIf":
            yield from in_exif(block)
        elif kind in (b"tEXt", b"zTXt", b"iTXt"):
            keyword, _, rest = block.partition(b"\0")
            if keyword.lower() in (b"author", b"artist", b"creator"):
                yield Trace("author", keyword.decode("latin-1"))
            text = _inflated(rest[1:]) if kind == b"zTXt" else rest
            if kind == b"iTXt" and rest[:1] == b"\1":
                text = _inflated(rest[2:].split(b"\0", 2)[-1])
            yield from in_xmp(text)
            if keyword.startswith(b"Raw profile type "):
                yield from _in_raw_profile(text)
        at += 12 + length


def in_gif(content: bytes) -> Iterator[Trace]:
    """Yield what its XMP says, which lies in it as it is."""
    yield from in_xmp(content)


def in_webp(content: bytes) -> Iterator[Trace]:
    """Yield what the Exif and XMP chunks say."""
    at = 12
    while at + 8 <= len(content):
        kind, length = struct.unpack_from("<4sI", content, at)
        block = content[at + 8 : at + 8 + length]
        if kind == b"EXIF":
            yield from in_exif(block.removeprefix(b"Exif\0\0"))
        elif kind == b"XMP ":
            yield from in_xmp(block)
        at += 8 + length + length % 2


def in_anything(content: bytes) -> Iterator[Trace]:
    """Yield what Exif and XMP say that lie in a file of any kind as they are: so they do in TIFF,
    HEIC and AVIF pictures.
    """
    yield from in_xmp(content)
    for number, found in enumerate(_EXIF.finditer(content)):
        if number == _MOST_BLOCKS:
            return
        # A TIFF picture is such a block from its first byte to its last.
        yield from in_exif(
            content[found.start() : found.start() + _LONGEST_BLOCK] if found.start() else content
        )


def in_exif(block: bytes) -> Iterator[Trace]:
    """Yield what a block of Exif says: it is a TIFF file of its own."""
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None or len(block) < 8:
        return
    pending = [(struct.unpack_from(f"{order}I", block, 4)[0], "main")]
    seen = set()
    while pending:
        start, folder = pending.pop()
        if start in seen or start + 2 > len(block):
            continue
        seen.add(start)
        (count,) = struct.unpack_from(f"{order}H", block, start)
        for number in range(count):
            at = start + 2 + 12 * number
            if at + 12 > len(block):
                break
            tag, _, size, value = struct.unpack_from(f"{order}HHII", block, at)
            if folder == "gps":
                if tag in (_LATITUDE, _LONGITUDE):
                    yield Trace("location", "GPS")
            elif tag == _GPS_IFD:
                pending.append((value, "gps"))
            elif tag == _EXIF_IFD:
                pending.append((value, "exif"))
            elif tag in _AUTHORS and _says_something(block, at + 8 if size <= 4 else value, size):
                yield Trace("author", _AUTHORS[tag])


def _in_raw_profile(text: bytes) -> Iterator[Trace]:
    digits = _RAW_PROFILE.match(text)
    try:
        profile = binascii.unhexlify(b"".join(digits[1].split())) if digits else b""
    except binascii.Error:
        return
    yield from in_xmp(profile)
    yield from in_exif(profile.removeprefix(b"Exif\0\0"))
    yield from _in_iptc(profile)


def _says_something(block: bytes, start: int, size: int) -> bool:
    return bool(block[start : start + size].replace(b"\0", b"").strip())


def _in_iptc(block: bytes) -> Iterator[Trace]:
    at = block.find(b"\x1c\x02")
    while at >= 0 and at + 5 <= len(block):
        number, length = block[at + 2], int.from_bytes(block[at + 3 : at + 5], "big")
        if length and number in _IPTC_AUTHORS:
            yield Trace("author", _IPTC_AUTHORS[number])
        elif length and number in _IPTC_PLACES:
            yield Trace("location", _IPTC_PLACES[number])
        at = block.find(b"\x1c\x02", at + 5 + length)


def _inflated(content: bytes) -> bytes:
    # No more than so much: a few bytes can stand for gigabytes.
    try:
        return zlib.decompressobj().decompress(content, _MOST_INFLATED)
    except zlib.error:
        return b""
