"""Word, OpenDocument and Excel files are ZIP archives: unpack one within limits, and pack it again
with nothing else in it.

Every later step reads the new archive. So whatever a ZIP file can do to the program that opens it
(sizes that lie, paths with "..", files inside files, macros) ends here.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from practice.attachments.errors import CannotImport

CANNOT_UNPACK = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)
"""What zipfile raises of an archive that is damaged, locked, or packed in a way that it does not
know."""

MAX_ENTRIES = 4000
MAX_PART = 64 * 1024 * 1024
MAX_XML = 12 * 1024 * 1024
"""Text and formatting: as a tree they take about ten times as much."""
MAX_TOTAL = 200 * 1024 * 1024
MAX_RATIO = 200
"""Office files pack text to a tenth or so; a bomb needs a thousandth."""
_LARGE_RATIO = 50
"""What is too large and was packed this much is no document of many pages."""

_SMALL = 1024 * 1024
_CHUNK = 1024 * 1024
_BOMB = (
    "It unpacks to far more than it seems to hold, as files made to do harm do, and was refused. "
    "If you trust it, save it anew in the program that made it and try again."
)
_DAMAGED = (
    "It is damaged and cannot be unpacked. Open it in the program that made it, save it under a new"
    " name and try again."
)
_TOO_LARGE = (
    "It unpacks to more than can be read at once, and was refused. Cut it into smaller files."
)
_LOCKED = "It is protected with a password. Take the password off and try again."
_DAY = (2000, 1, 1, 0, 0, 0)
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODED = re.compile(rb"\A<\?xml[^>]*encoding=[\"']([^\"']+)")


def unpack(content: bytes) -> dict[str, bytes]:
    """Return the parts of an office file by name, without folders and macros.

    Raises:
        CannotImport: it is damaged, locked, too large when unpacked, or has a part whose name leads
            elsewhere.
    """
    parts: dict[str, bytes] = {}
    room = MAX_TOTAL
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES:
                raise CannotImport(
                    f"It holds {len(entries):,} parts; at most {MAX_ENTRIES:,} are read. {_BOMB}"
                )
            for entry in entries:
                if entry.is_dir():
                    continue
                if _leads_elsewhere(entry.filename):
                    raise CannotImport(
                        f"It has a part named {entry.filename[:80]!r}, which leads out of the file."
                        " Nothing was unpacked."
                    )
                if entry.flag_bits & 1:
                    raise CannotImport(_LOCKED)
                if entry.filename in parts:
                    raise CannotImport(f"It holds two parts of the same name. {_DAMAGED}")
                parts[entry.filename] = _part(archive, entry, room)
                room -= len(parts[entry.filename])
    except (*CANNOT_UNPACK, MemoryError):
        raise CannotImport(_DAMAGED) from None
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise CannotImport(_LOCKED)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            _refuse_declarations(part)
    return {name: part for name, part in parts.items() if not is_macro(name)}


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive of these parts; the first stays first, which OpenDocument wants."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DAY), part, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def is_macro(name: str) -> bool:
    """Whether a part of this name holds a program or a file of another program."""
    folded = name.lower()
    return (
        folded.endswith(("vbaproject.bin", "vbadata.xml"))
        or "activex/" in folded
        or folded.startswith(("basic/", "scripts/"))
    )


def has_macros(content: bytes) -> bool:
    """Whether an office file holds a program."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(is_macro(name) for name in archive.namelist()[:MAX_ENTRIES])
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    # The sizes that the archive states may lie, so what comes out is counted.
    limit = min(MAX_XML if entry.filename.lower().endswith(".xml") else MAX_PART, room)
    found = io.BytesIO()
    with archive.open(entry) as opened:
        while chunk := opened.read(_CHUNK):
            found.write(chunk)
            if found.tell() > _SMALL and found.tell() > MAX_RATIO * max(entry.compress_size, 1):
                raise CannotImport(_BOMB)
            if found.tell() > limit:
                # Reading stops here, so of the rest only the size that it states is known; it
                # decides on the words alone.
                whole = max(found.tell(), entry.file_size)
                raise CannotImport(
                    _BOMB if whole > _LARGE_RATIO * max(entry.compress_size, 1) else _TOO_LARGE
                )
    return found.getvalue()


def _leads_elsewhere(name: str) -> bool:
    plain = name.replace("\\", "/")
    return plain.startswith("/") or ":" in plain or ".." in plain.split("/")


def _refuse_declarations(part: bytes) -> None:
    # Office files declare no entities. Those that do want a reader to fetch files or to fill its
    # memory.
    encoding = _ENCODED.match(part.removeprefix(b"\xef\xbb\xbf"))
    odd = (encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii")) or b"\0" in part[:200]
    if odd or _DECLARATION.search(part):
        raise CannotImport(
            "Its XML declares things that only files made to do harm declare. Save it anew in Word"
            " and try again."
        )
