"""The maker and the places that a PDF names: in its properties, comments, pictures and attached
files, older versions of it too.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

from practice.attachments.metadata import Look, Trace, in_xmp
from practice.attachments.pdf_parts import MOST_SECONDS, CannotRead, Locked, opened, parts

_END = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF")
_MOST_VERSIONS = 10


def in_pdf(content: bytes, look: Look) -> Iterator[Trace]:
    """Yield what a PDF says; of one with a password only what stands in it without."""
    until = time.monotonic() + MOST_SECONDS
    try:
        yield from _in_version(content, look, until)
    except Locked:
        yield from in_xmp(content)
        return
    except CannotRead as error:
        yield Trace("unread", str(error))
        return
    versions = older_versions(content)
    if len(versions) > _MOST_VERSIONS:
        yield Trace("unread", f"it holds more than {_MOST_VERSIONS} older versions of itself")
        return
    for version in versions:
        try:
            yield from _in_version(version, look, until)
        except CannotRead:
            continue  # it only looks like one
    if time.monotonic() > until:
        yield Trace("unread", f"it takes longer than {MOST_SECONDS:.0f} seconds")


def _in_version(content: bytes | memoryview, look: Look, until: float) -> Iterator[Trace]:
    with opened(content) as pdf:
        for part in parts(pdf, until):
            if part.kind == "properties":
                yield from (Trace("author", key[1:]) for key in part.keys)
            elif part.kind == "comment":
                yield Trace("author", "comment")
            elif part.kind == "xmp":
                yield from in_xmp(part.content)
            else:
                yield from look(part.content)


def older_versions(content: bytes) -> list[memoryview]:
    """Return the file as it was before things were added to its end, as programs do that save
    quickly.
    """
    # A file made for reading page by page has such a mark near its start, which leads to 0.
    ends = [found.end() for found in _END.finditer(content) if int(found[1])][:-1]
    return [memoryview(content)[:end] for end in ends]
