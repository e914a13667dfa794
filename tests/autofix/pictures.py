"""A photograph as a telephone takes it, as small as can be."""

from __future__ import annotations

import struct

_START = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_REST = b"\xff\xdb\x00\x43\x00" + bytes(64) + b"\xff\xda\x00\x02\x00\xff\xd9"


def photograph(bare: bool = False) -> bytes:
    """Return a JPEG that says where it was taken; `bare`: the same without."""
    # One entry that leads to the list of the place, and in that the latitude.
    main = struct.pack("<HHHIII", 1, 0x8825, 4, 1, 26, 0)
    place = struct.pack("<HHHIII", 1, 2, 5, 3, 44, 0)
    exif = b"Exif\0\0" + b"II*\0" + struct.pack("<I", 8) + main + place + bytes(24)
    block = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    return _START + (b"" if bare else block) + _REST
