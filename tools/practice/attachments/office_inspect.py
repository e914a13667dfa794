"""The maker that Word, Excel, PowerPoint and OpenDocument files name, and what the files in them
say.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from practice.attachments.metadata import DAMAGED, TOO_LARGE, Look, Trace

_MOST = 64 * 1024 * 1024
_MOST_IN_ALL = 256 * 1024 * 1024
_MOST_MEMBERS = 4_000
_PROPERTIES = (
    (r"docProps/core\.xml", rb"<((?:dc:)?creator|(?:cp:)?lastModifiedBy)(?:\s[^>]*)?>\s*[^<\s]"),
    (r"docProps/app\.xml", rb"<(Manager)(?:\s[^>]*)?>\s*[^<\s]"),
    (r"meta\.xml", rb"<(dc:creator|meta:initial-creator|meta:printed-by)(?:\s[^>]*)?>\s*[^<\s]"),
    # Beside comments and changes.
    (
        r"word/(?:comments|document|header\d*|footer\d*|footnotes|endnotes)\.xml",
        rb'\b(w:author)="[^"]',
    ),
    (r"xl/comments\d*\.xml|xl/comments/.*\.xml", rb"<(author)(?:\s[^>]*)?>\s*[^<\s]"),
    (r"ppt/(?:commentAuthors|authors)\.xml", rb'<(?:\w+:)?(cmAuthor|author)\s[^>]*\bname="[^"]'),
    (r"xl/persons/.*\.xml", rb'<(?:\w+:)?(person)\s[^>]*\bdisplayName="[^"]'),
    (r"content\.xml", rb"<(dc:creator)(?:\s[^>]*)?>\s*[^<\s]"),
)
_SEARCHED = tuple((re.compile(path), re.compile(names)) for path, names in _PROPERTIES)
CANNOT_UNPACK = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
"""What zipfile raises of an archive that is damaged, locked, or packed in a way that it does not
know (the third).
"""
_LOCKED = Trace("unread", "it has a password")


def in_zip(content: bytes, look: Look) -> Iterator[Trace]:
    """Yield what an office file (a ZIP archive) says in its properties, its comments and the files
    in it.
    """
    left = _MOST_IN_ALL
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_MEMBERS:
                yield TOO_LARGE
            for member in members[:_MOST_MEMBERS]:
                if member.flag_bits & 1:
                    yield _LOCKED
                    continue
                searched = [names for path, names in _SEARCHED if path.fullmatch(member.filename)]
                if not searched and member.filename.endswith((".xml", ".rels")):
                    continue
                with archive.open(member) as opened:
                    part = opened.read(min(_MOST, left) + 1)
                left -= len(part)
                if len(part) > _MOST or left < 0:
                    yield TOO_LARGE
                    return
                for names in searched:
                    yield from (
                        Trace("author", found[1].decode("ascii")) for found in names.finditer(part)
                    )
                if not searched and part:
                    yield from look(part)
    except CANNOT_UNPACK:
        yield DAMAGED
