"""Pictures as they may be published: of a kind that browsers show, of a sane size, and without what
cameras write into them.

Nothing is encoded anew: the dots stay as they are, and only blocks of data about the picture are
left out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from practice.attachments import file_types

MAX_DOTS = 100_000_000
"""Wide times high. A large camera gives 60 million; far beyond, a small file fills a reader's
memory.
"""

_PNG = b"\x89PNG\r\n\x1a\n"
# What a browser needs to show the picture right; everything else in a PNG is about who made it,
# when and with what.
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST sPLT cICP acTL fcTL fdAT".split()
)
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_ORIENTATION = 0x0112
_ENDINGS: Mapping[file_types.Kind, str] = {
    "PNG picture": ".png",
    "JPEG picture": ".jpg",
    "GIF picture": ".gif",
    "WebP picture": ".webp",
}


class UnsafePicture(Exception):
    """A picture that must not be published; the message says why."""


def kind_of(content: bytes) -> str:
    """Return the ending for a file with this picture: ".png", ".jpg", ".gif", ".webp", or nothing
    for any other kind.
    """
    return _ENDINGS.get(file_types.kind_of(content), "")


def strip(content: bytes) -> bytes:
    """Return a picture without data on place, time, author, device and program; other content comes
    back as it is.

    Colour profiles stay, and so does the note that a photograph is to be shown turned. A damaged
    picture is cut where the damage starts.
    """
    match kind_of(content):
        case ".png":
            return _PNG + b"".join(
                block for name, block in _png_blocks(content) if name in _PNG_KEPT
            )
        case ".jpg":
            return _strip_jpeg(content)
        case ".gif":
            return _strip_gif(content)
        case ".webp":
            return _strip_webp(content)
    return content


def dimensions(content: bytes) -> tuple[int, int]:
    """Return how many dots wide and high a picture claims to be; 0 by 0 where it does not say."""
    try:
        match kind_of(content):
            case ".png":
                return struct.unpack(">II", content[16:24])
            case ".gif":
                return struct.unpack("<HH", content[6:10])
            case ".jpg":
                for marker, start, end in _jpeg_segments(content):
                    if (
                        0xC0 <= marker <= 0xCF
                        and marker not in (0xC4, 0xC8, 0xCC)
                        and end - start >= 9
                    ):
                        high, wide = struct.unpack(">HH", content[start + 3 : start + 7])
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
    if wide * high > MAX_DOTS:
        raise UnsafePicture(
            f"it claims to be {wide:,} dots wide and {high:,} high, as pictures made to do harm do"
        )
    return strip(content)


def _png_blocks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_PNG)
    while place + 12 <= len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        end = place + 12 + length
        name = content[place + 4 : place + 8]
        if end > len(content):
            return
        yield name, content[place:end]
        place = end
        if name == b"IEND":
            # Anything behind the end is no part of the picture.
            return


def _jpeg_segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield (marker, start, end) for each segment up to the dots themselves; the start is that of
    the length.
    """
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker in _JPEG_ALONE:
            place += 2
            continue
        if marker == 0xD9:
            return
        (length,) = struct.unpack(">H", content[place + 2 : place + 4])
        end = place + 2 + length
        if length < 2 or end > len(content):
            return
        yield marker, place + 2, end
        if marker == 0xDA:
            return
        place = end


def _strip_jpeg(content: bytes) -> bytes:
    out = bytearray(content[:2])
    turned = b""
    for marker, start, end in _jpeg_segments(content):
        segment = content[start - 2 : end]
        if marker == 0xDA:
            finish = _end_of_jpeg(content, end)
            out += segment + content[end:finish]
            break
        body = content[start + 2 : end]
        if marker == 0xE1 and body.startswith(b"Exif\0\0") and not turned:
            turned = _only_orientation(body[6:])
            out += turned
        # JFIF, the colour profile and Adobe's note on colours; all other notes of programs and
        # people go.
        elif marker not in range(0xE0, 0xF0) and marker != 0xFE:
            out += segment
        elif marker == 0xE0 and body.startswith(b"JFIF\0"):
            # Without the small picture that may follow: it may show what was cut off the large one.
            out += b"\xff\xe0\x00\x10" + body[:12] + b"\0\0"
        elif (marker == 0xE2 and body.startswith(b"ICC_PROFILE\0")) or (
            marker == 0xEE and body.startswith(b"Adobe")
        ):
            out += segment
    return bytes(out)


def _end_of_jpeg(content: bytes, start: int) -> int:
    """Return where the picture ends: behind its end mark, after any number of passes. Phones append
    films and depth maps.
    """
    place = start
    while (place := content.find(b"\xff", place)) >= 0 and place + 1 < len(content):
        marker = content[place + 1]
        if marker == 0xD9:
            return place + 2
        if marker in (0x00, 0xFF, *_JPEG_ALONE) or place + 4 > len(content):
            place += 1 if marker == 0xFF else 2
        else:
            (length,) = struct.unpack(">H", content[place + 2 : place + 4])
            place += 2 + length
    return len(content)


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
    place = 12
    while place + 8 <= len(content):
        name = content[place : place + 4]
        (length,) = struct.unpack("<I", content[place + 4 : place + 8])
        end = place + 8 + length + length % 2
        block = bytearray(content[place:end])
        if name == b"VP8X" and len(block) > 8:
            block[8] &= ~0x0C  # no Exif and no XMP to follow
        if name in _WEBP_KEPT:
            out += block
        place = end
    return b"RIFF" + struct.pack("<I", len(out) + 4) + b"WEBP" + bytes(out)


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
