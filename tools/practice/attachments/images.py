"""JPEG, PNG, GIF and WebP pictures: the place and the maker that they name in Exif, IPTC and XMP,
and the same picture without what cameras and programs write into it.

One walk a format: what is looked into is what is left out. Read by hand, as it is a matter of
walking through a list of blocks; a library for pictures would decode them, which is slow and the
part of such libraries that has gone wrong. Nothing is encoded anew: the pixels stay as they are.
The forms: CIPA DC-008 (Exif 2.32), IPTC IIM 4.2, the PNG specification (W3C), the WebP container
specification (Google), GIF89a (CompuServe).
"""

from __future__ import annotations

import binascii
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import NamedTuple

from practice.attachments import file_types
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


MAX_PIXELS = 100_000_000
"""Wide times high. A large camera gives 60 million; far beyond, a small file fills a reader's
memory.
"""

_PNG = b"\x89PNG\r\n\x1a\n"
# What a browser needs to show the picture right; everything else in a PNG is about who made it,
# when and with what.
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP"
    b" sBIT bKGD pHYs hIST sPLT cICP acTL fcTL fdAT".split()
)
_APP0, _APP1, _APP2, _APP13, _APP14, _COMMENT = 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xFE
_SCAN, _END = 0xDA, 0xD9
_SIZE_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
# Where the pixels of a scan end: at a marker that is no part of them.
_AFTER_SCAN = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]")
_PIXELS, _BEHIND = -1, -2
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_ORIENTATION = 0x0112
_ENDINGS: Mapping[file_types.Kind, str] = {
    "PNG picture": ".png",
    "JPEG picture": ".jpg",
    "GIF picture": ".gif",
    "WebP picture": ".webp",
}


class _Block(NamedTuple):
    """One part of a JPEG: its marker, what it holds, and its bytes as they stand, or none where it
    is cut or lies behind the picture.
    """

    marker: int
    body: bytes
    raw: bytes


class UnsafePicture(Exception):
    """A picture that must not be published; the message says why."""


def kind_of(content: bytes) -> str:
    """Return the ending for a file with this picture: ".png", ".jpg", ".gif", ".webp", or nothing
    for any other kind.
    """
    return _ENDINGS.get(file_types.kind_of(content), "")


def _jpeg_blocks(content: bytes, at: int = 2) -> Iterator[_Block]:
    """Yield the segments of a JPEG from `at`, the pixels after each start of a scan, the end mark,
    and what lies behind: phones append videos, depth maps and more images.
    """
    scanned = False
    while at + 2 <= len(content):
        marker = content[at + 1]
        if content[at] != 0xFF or (scanned and marker in (0, 0xFF, *_JPEG_ALONE)):
            if not scanned:
                yield _Block(_BEHIND, content[at:], b"")
                return
            found = _AFTER_SCAN.search(content, at)
            end = found.start() if found else len(content)
            yield _Block(_PIXELS, b"", content[at:end])
            at = end
        elif marker == 0xFF:  # a byte that only fills
            at += 1
        elif marker in _JPEG_ALONE:
            at += 2
        elif marker == _END:
            yield _Block(_END, b"", content[at : at + 2])
            yield _Block(_BEHIND, content[at + 2 :], b"")
            return
        else:
            length = int.from_bytes(content[at + 2 : at + 4], "big")
            end = at + 2 + length
            whole = length >= 2 and end <= len(content)
            yield _Block(marker, content[at + 4 : end], content[at:end] if whole else b"")
            scanned = scanned or marker == _SCAN
            at += 2 + max(length, 2)


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield (name, start, end) for each chunk, also of what lies behind the picture."""
    place = len(_PNG)
    while place + 8 <= len(content):
        length, name = struct.unpack_from(">I4s", content, place)
        yield name, place, place + 12 + length
        place += 12 + length


def _webp_chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield (name, start, end) for each chunk; the end is that of its content."""
    place = 12
    while place + 8 <= len(content):
        name, length = struct.unpack_from("<4sI", content, place)
        yield name, place, place + 8 + length
        place += 8 + length + length % 2


def in_jpeg(content: bytes) -> Iterator[Trace]:
    """Yield what the segments of the picture say, and what lies behind it: phones append films and
    more pictures.
    """
    for block in _jpeg_blocks(content):
        yield from _in_segment(block)
        if block.marker == _BEHIND:
            for number, found in enumerate(_JPEG.finditer(block.body)):
                if number == _MOST_BLOCKS:
                    break
                segments = _jpeg_blocks(block.body, found.end() - 1)
                for segment in takewhile(lambda one: one.marker not in (_SCAN, _END), segments):
                    yield from _in_segment(segment)
            if b"ftyp" in block.body:
                yield FILM_BEHIND


def _in_segment(block: _Block) -> Iterator[Trace]:
    if block.marker == _APP1 and block.body.startswith(b"Exif\0\0"):
        yield from in_exif(block.body[6:])
    elif block.marker == _APP1:
        yield from in_xmp(block.body)
    elif block.marker == _APP13:
        yield from _in_iptc(block.body)


def in_png(content: bytes) -> Iterator[Trace]:
    """Yield what the text and Exif chunks say."""
    for kind, start, end in _png_chunks(content):
        block = content[start + 8 : end - 4]
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


def in_gif(content: bytes) -> Iterator[Trace]:
    """Yield what its XMP says, which lies in it as it is."""
    yield from in_xmp(content)


def in_webp(content: bytes) -> Iterator[Trace]:
    """Yield what the Exif and XMP chunks say."""
    for kind, start, end in _webp_chunks(content):
        block = content[start + 8 : end]
        if kind == b"EXIF":
            yield from in_exif(block.removeprefix(b"Exif\0\0"))
        elif kind == b"XMP ":
            yield from in_xmp(block)


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


def strip(content: bytes) -> bytes:
    """Return a picture without data on place, time, author, device and program; other content comes
    back as it is.

    Colour profiles stay, and so does the note that a photograph is to be shown turned. A damaged
    picture is cut where the damage starts.
    """
    match kind_of(content):
        case ".png":
            return _strip_png(content)
        case ".jpg":
            return _strip_jpeg(content)
        case ".gif":
            return _strip_gif(content)
        case ".webp":
            return _strip_webp(content)
    return content


def _strip_png(content: bytes) -> bytes:
    out = bytearray(_PNG)
    for name, start, end in _png_chunks(content):
        if end > len(content):
            break
        if name in _PNG_KEPT:
            out += content[start:end]
        if name == b"IEND":
            break  # anything behind the end is no part of the picture
    return bytes(out)


def _strip_jpeg(content: bytes) -> bytes:
    out = bytearray(content[:2])
    orientation = b""
    for kind, body, raw in _jpeg_blocks(content):
        if not raw:
            break
        if kind == _APP1 and body.startswith(b"Exif\0\0") and not orientation:
            orientation = _only_orientation(body[6:])
            out += orientation
        elif kind == _APP0 and body.startswith(b"JFIF\0"):
            # Without the small image that may follow: it may show what was cut off the large one.
            out += b"\xff\xe0\x00\x10" + body[:12] + b"\0\0"
        # The colour profile and Adobe's note on colours; all other notes of programs and people go.
        elif (
            (kind not in range(0xE0, 0xF0) and kind != _COMMENT)
            or (kind == _APP2 and body.startswith(b"ICC_PROFILE\0"))
            or (kind == _APP14 and body.startswith(b"Adobe"))
        ):
            out += raw
    return bytes(out)


def _only_orientation(exif: bytes) -> bytes:
    """Return an Exif segment that says how to turn the picture and nothing else, or nothing where
    that is not needed.
    """
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return b""
    try:
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        for number in range(min(count, 200)):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", exif, start + 2 + 12 * number)
            if tag == _ORIENTATION and kind == 3 and 2 <= value <= 8:
                tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, value, 0, 0)
                return b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\0\0" + tiff
    except struct.error:
        pass
    return b""


def _strip_gif(content: bytes) -> bytes:
    place = 13 + (3 << ((content[10] & 7) + 1) if len(content) > 10 and content[10] & 0x80 else 0)
    if len(content) < place:
        return content
    out = bytearray(content[:place])
    while place < len(content):
        mark = content[place]
        if mark == 0x3B:
            break
        start = place
        if mark == 0x21 and place + 2 < len(content):
            label = content[place + 1]
            place = _after_blocks(content, place + 2)
            if not place:
                break
            # How long each frame stays, words that are shown, and how often it starts again.
            if label in (0xF9, 0x01) or content[start + 2 : start + 14] == b"\x0bNETSCAPE2.0":
                out += content[start:place]
        elif mark == 0x2C and place + 10 < len(content):
            colours = content[place + 9]
            place = _after_blocks(
                content, place + 11 + (3 << ((colours & 7) + 1) if colours & 0x80 else 0)
            )
            if not place:
                break
            out += content[start:place]
        else:
            break
    return bytes(out + b";")


def _after_blocks(content: bytes, place: int) -> int:
    """Return where a run of blocks ends, or 0 when it has no end."""
    while place < len(content) and content[place]:
        place += content[place] + 1
    return place + 1 if place < len(content) else 0


def _strip_webp(content: bytes) -> bytes:
    out = bytearray()
    for name, start, end in _webp_chunks(content):
        block = bytearray(content[start : end + (end - start) % 2])
        if name == b"VP8X" and len(block) > 8:
            block[8] &= ~0x0C  # no Exif and no XMP to follow
        if name in _WEBP_KEPT:
            out += block
    return b"RIFF" + struct.pack("<I", len(out) + 4) + b"WEBP" + bytes(out)


def dimensions(content: bytes) -> tuple[int, int]:
    """Return how many pixels wide and high a picture claims to be; 0 by 0 where it does not say."""
    try:
        match kind_of(content):
            case ".png":
                return struct.unpack(">II", content[16:24])
            case ".gif":
                return struct.unpack("<HH", content[6:10])
            case ".jpg":
                for block in _jpeg_blocks(content):
                    if block.marker in _SIZE_MARKERS and block.raw:
                        high, wide = struct.unpack(">HH", block.body[1:5])
                        return wide, high
            case ".webp":
                return _webp_dimensions(content)
    except struct.error:
        pass
    return 0, 0


def make_safe(content: bytes) -> bytes:
    """Return the picture without data about it.

    Raises:
        UnsafePicture: it claims more dots than a reader's computer can show, or is no picture that
            browsers show.
    """
    if not kind_of(content):
        raise UnsafePicture(
            "it is of a kind that browsers do not show; save it as PNG or JPEG and add it by hand"
        )
    wide, high = dimensions(content)
    if wide * high > MAX_PIXELS:
        raise UnsafePicture(
            f"it claims to be {wide:,} dots wide and {high:,} high, as pictures made to do harm do"
        )
    return strip(content)


def _webp_dimensions(content: bytes) -> tuple[int, int]:
    name = content[12:16]
    if name == b"VP8X":
        return (
            int.from_bytes(content[24:27], "little") + 1,
            int.from_bytes(content[27:30], "little") + 1,
        )
    if name == b"VP8L":
        (bits,) = struct.unpack("<I", content[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if name == b"VP8 ":
        wide, high = struct.unpack("<HH", content[26:30])
        return wide & 0x3FFF, high & 0x3FFF
    return 0, 0


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
