"""What a picture or document says besides what it shows: where it was taken, and by whom it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from practice.privacy.hidden_in_documents import in_pdf, in_zip
from practice.privacy.hidden_in_pictures import in_jpeg, in_png, in_webp
from practice.privacy.traces import Trace

LARGEST = 64 * 1024 * 1024
"""Bytes of a file that are looked at; no attachment of a case study comes near."""

READERS: Mapping[str, Callable[[bytes], Iterable[Trace]]] = {
    "jpg": in_jpeg,
    "jpeg": in_jpeg,
    "png": in_png,
    "webp": in_webp,
    "pdf": in_pdf,
    **dict.fromkeys(("docx", "docm", "dotx", "xlsx", "xlsm", "pptx", "odt", "ods", "odp"), in_zip),
}
"""Ending of a file's name -> what looks into it."""


def can_hide(path: str) -> bool:
    """Whether files with this ending are looked into."""
    return path.rpartition(".")[2].lower() in READERS


def find_hidden(path: str, content: bytes) -> tuple[Trace, ...]:
    """Return what the file at `path` says of its place and its maker, each once; damaged files say what can be read of them."""
    reader = READERS.get(path.rpartition(".")[2].lower())
    return tuple(dict.fromkeys(reader(content[:LARGEST]))) if reader else ()
