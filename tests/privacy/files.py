"""Pictures and documents made by hand, block by block, with what they are to hide."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

Entry = tuple[int, int, int, bytes]
"""Of a folder of Exif: its number, the type of its value, how many there are, and the bytes of it.
"""

GPS = 0x8825
LATITUDE: Entry = (2, 5, 3, struct.pack(">6I", 51, 1, 35, 1, 6, 1))


def text_entry(number: int, text: str) -> Entry:
    """Return an entry that holds text."""
    value = text.encode() + b"\0"
    return (number, 2, len(value), value)


def exif(main: Sequence[Entry], gps: Sequence[Entry] = (), order: str = ">") -> bytes:
    """Return a block of Exif with these entries in its first folder and in the one for places."""
    start = 8
    length = 2 + 12 * (len(main) + bool(gps)) + 4
    first = _folder([*main, *([(GPS, 4, 1, b"")] if gps else [])], start, order, pointer=0)
    if gps:
        first = _folder([*main, (GPS, 4, 1, b"")], start, order, pointer=start + len(first))
    assert len(first) >= length
    head = (b"MM" if order == ">" else b"II") + struct.pack(f"{order}HI", 42, start)
    return head + first + (_folder(gps, start + len(first), order, 0) if gps else b"")


def _folder(entries: Sequence[Entry], start: int, order: str, pointer: int) -> bytes:
    fixed, rest = b"", b""
    after = start + 2 + 12 * len(entries) + 4
    for number, kind, count, value in entries:
        if number == GPS:
            held = struct.pack(f"{order}I", pointer)
        elif len(value) <= 4:
            held = value.ljust(4, b"\0")
        else:
            held = struct.pack(f"{order}I", after + len(rest))
            rest += value
        fixed += struct.pack(f"{order}HHI", number, kind, count) + held
    return struct.pack(f"{order}H", len(entries)) + fixed + bytes(4) + rest


def jpeg(*blocks: tuple[int, bytes]) -> bytes:
    """Return a JPEG file with these blocks (number and content) before its picture."""
    held = b"".join(
        struct.pack(">BBH", 0xFF, number, len(content) + 2) + content for number, content in blocks
    )
    return b"\xff\xd8" + held + b"\xff\xda\x00\x02\x00\xff\xd9"


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG file with these chunks (name and content)."""
    every = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        *chunks,
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
    held = (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
        for name, content in every
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(held)


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    """Return a WebP file with these chunks."""
    held = b"".join(
        name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
        for name, content in chunks
    )
    return b"RIFF" + struct.pack("<I", len(held) + 4) + b"WEBP" + held


def archive(**members: str | bytes) -> bytes:
    """Return a ZIP file with these members; "__" in a name stands for "/", and "_" before its
    ending for ".".
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            path = name.replace("__", "/")
            opened.writestr(".".join(path.rsplit("_", 1)), content)
    return made.getvalue()


def gif(*blocks: bytes) -> bytes:
    """Return a GIF file with these blocks before its picture."""
    picture = b"\x2c\0\0\0\0\x02\0\x02\0\0\x02\x03\x44\x02\x05\0"
    return b"GIF89a\x02\0\x02\0\x80\0\0\0\0\0\xff\xff\xff" + b"".join(blocks) + picture + b";"


def box(kind: bytes, *content: bytes) -> bytes:
    """Return one box of a film."""
    held = b"".join(content)
    return struct.pack(">I", len(held) + 8) + kind + held


def film() -> bytes:
    """Return a film, as far as its kind can be told."""
    return box(b"ftyp", b"mp42\0\0\0\0isommp42") + box(b"mdat", b"the pictures")


HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAZdtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9jAAAAAERAAAIA"
    "AQAAAAABuwABAAAAAAAAABwAAgAAAAAB1wABAAAAAAAAAG0AAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlm"
    "AAAAAA5waXRtAAAAAAABAAAA1mlwcnAAAAC3aXBjbwAAAHhodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroC"
    "QGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqSSmubgIaDAgAAAMAyAAAAwAIQGIAAQAHRAHBcrAiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAA"
    "AAAAAABAAAAAQAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgQIDBAAAABppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAAAkW1kYXQAAAAYKAGv"
    "E4DmqHDT//GlH/9/Tq/93YK0nm/fAAAABkV4aWYAAE1NACoAAAAIAAIBOwACAAAACwAAACaIJQAEAAAAAQAAADEAAAAASmFuZSBTbWl0aAAAAgABAAIAAAAC"
    "TgAAAAACAAUAAAADAAAASwAAADMAAAABAAAAIwAAAAEAAAAGAAAAAQ=="
)
"""A picture of one colour as an iPhone keeps it, with an author and a place: written by libheif."""
