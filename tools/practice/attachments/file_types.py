"""What a file beside a case study is, told by what is in it, and which kinds the site publishes,
under which endings.

The one list of what may be published. Each kind on it is looked into (see `inspect`), so none can
carry a place unseen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Kind = Literal[
    "PNG picture",
    "JPEG picture",
    "GIF picture",
    "WebP picture",
    "PDF",
    "office file",
    "film",
    "sound file",
    "text",
    "HEIC picture",
    "AVIF picture",
    "TIFF picture",
    "camera's raw picture",
    "old Office file",
    "RTF file",
    "empty file",
    "link to another place",
    "file of more than 64 MB",
    "file of a kind that is not known here",
]

LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is looked into and published; no file of a case study comes near."""

PUBLISHED: Mapping[str, Kind] = {
    "png": "PNG picture",
    "jpg": "JPEG picture",
    "jpeg": "JPEG picture",
    "gif": "GIF picture",
    "webp": "WebP picture",
    "pdf": "PDF",
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp"), "office file"),
    "csv": "text",
    "txt": "text",
}
"""Ending of a file's name -> what has to be in it. Nothing that a browser would run: a web page or
drawing could carry a script.
"""

PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp"})
"""The endings of what a page can show."""

_STARTS: tuple[tuple[bytes, Kind], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG picture"),
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"GIF87a", "GIF picture"),
    (b"GIF89a", "GIF picture"),
    (b"PK\3\4", "office file"),
    (b"II*\0", "TIFF picture"),
    (b"MM\0*", "TIFF picture"),
    (b"II+\0", "TIFF picture"),
    (b"MM\0+", "TIFF picture"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office file"),
    (b"{\\rtf", "RTF file"),
)
_HEIC = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))
_FILM_STARTS = frozenset((b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"))
_CONTROL = re.compile(rb"[\0-\x08\x0e-\x19\x1c-\x1f]")
_HEAD_OF_PDF = 1024
"""Readers look for the first line of a PDF so far from the start."""


def ending_of(path: str) -> str:
    """Return the ending of a file's name, in small letters and without the dot."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name[1:] else ""


def is_publishable(path: str) -> bool:
    """Whether a file at this path, relative to the root, is one that the site may publish: in a
    trust's folder, of an ending it takes.
    """
    inner = path.split("/")[1:]
    return (
        len(inner) > 1
        and not any(part.startswith(("_", ".")) for part in inner)
        and ending_of(path) in PUBLISHED
    )


def kind_of(content: bytes) -> Kind:
    """Return what `content` is, whatever its file is called."""
    if not content:
        return "empty file"
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WebP picture"
    if content[4:8] in _FILM_STARTS and b"\0" in content[:4]:
        return _of_boxes(content)
    if b"%PDF-" in content[:_HEAD_OF_PDF]:
        return "PDF"
    # Behind tags, or at once: eleven bits that are set begin a stretch of sound.
    if (content[:3] == b"ID3" and content[3:4] <= b"\x04") or (
        content[0] == 0xFF and content[1:2] >= b"\xe0"
    ):
        return "text" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "sound file"
    return "text" if _is_text(content) else "file of a kind that is not known here"


def is_published(path: str, kind: str) -> bool:
    """Whether the site publishes a file of this name with such content."""
    return PUBLISHED.get(ending_of(path)) == kind


def _of_boxes(content: bytes) -> Kind:
    size = min(int.from_bytes(content[:4], "big"), 256)
    brands = (
        {content[8:12], *(content[place : place + 4] for place in range(16, size, 4))}
        if content[4:8] == b"ftyp"
        else set()
    )
    if brands & {b"avif", b"avis"}:
        return "AVIF picture"
    if brands & _HEIC:
        return "HEIC picture"
    return "camera's raw picture" if b"crx " in brands else "film"


def _is_text(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not _CONTROL.search(content)
