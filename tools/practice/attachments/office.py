"""Word, Excel, PowerPoint and OpenDocument files: the maker that they name, what the files in them
say, and the same file without that.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator

from practice.attachments.archives import CANNOT_UNPACK
from practice.attachments.metadata import DAMAGED, TOO_LARGE, Look, Trace

_MOST = 64 * 1024 * 1024
_MOST_IN_ALL = 256 * 1024 * 1024
_MOST_MEMBERS = 4_000
_PROPERTIES = {
    "docProps/core.xml": rb"(?:dc:)?creator|(?:cp:)?lastModifiedBy",
    "docProps/app.xml": rb"Manager",
    "meta.xml": rb"dc:creator|meta:initial-creator|meta:printed-by",
}
"""Part -> its elements that name a maker, and that are emptied."""
_BESIDE_COMMENTS_AND_CHANGES = (
    (
        r"word/(?:comments|document|header\d*|footer\d*|footnotes|endnotes)\.xml",
        rb'\b(w:author)="[^"]',
    ),
    (r"xl/comments\d*\.xml|xl/comments/.*\.xml", rb"<(author)(?:\s[^>]*)?>\s*[^<\s]"),
    (r"ppt/(?:commentAuthors|authors)\.xml", rb'<(?:\w+:)?(cmAuthor|author)\s[^>]*\bname="[^"]'),
    (r"xl/persons/.*\.xml", rb'<(?:\w+:)?(person)\s[^>]*\bdisplayName="[^"]'),
    (r"content\.xml", rb"<(dc:creator)(?:\s[^>]*)?>\s*[^<\s]"),
)
_SEARCHED = tuple(
    (re.compile(path), re.compile(names))
    for path, names in (
        *(
            (re.escape(part), rb"<(%b)(?:\s[^>]*)?>\s*[^<\s]" % names)
            for part, names in _PROPERTIES.items()
        ),
        *_BESIDE_COMMENTS_AND_CHANGES,
    )
)
_EMPTIED = {
    part: re.compile(rb"(<(%b)(?:\s[^<>]*)?>)[^<]*(?=</\2>)" % names)
    for part, names in _PROPERTIES.items()
}
_LOCKED = Trace("unread", "it has a password")


def in_office_file(content: bytes, look: Look) -> Iterator[Trace]:
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


# A change would break what stands there for the whole: a signature, or the key to a part.
_BOUND = re.compile(r"_xmlsignatures/|META-INF/.*signatures|EncryptedPackage")


def strip_office_file(content: bytes, strip_inner: Callable[[bytes], bytes]) -> bytes:
    """Return an office file without its makers' names in the properties and without what the files
    in it say, which `strip_inner` takes out.

    It comes back as it is where it is signed, locked, damaged, or unpacks to more than anybody
    wrote.
    """
    try:
        return _written_anew(content, strip_inner) or content
    except CANNOT_UNPACK:
        return content


def _written_anew(content: bytes, strip_inner: Callable[[bytes], bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        members = old.infolist()
        names = {member.filename for member in members}
        bound = any(_BOUND.match(name) for name in names) or any(
            member.flag_bits & 1 for member in members
        )
        if (
            bound
            or len(names) < len(members)
            or sum(member.file_size for member in members) > _MOST_IN_ALL
        ):
            return b""
        for member in members:
            part = old.read(member)
            if member.filename == "META-INF/manifest.xml" and b"encryption-data" in part:
                return b""
            # What else the old entry said (times of access, the owner's number) stays behind.
            entry = zipfile.ZipInfo(member.filename, member.date_time)
            entry.compress_type, entry.external_attr = member.compress_type, member.external_attr
            new.writestr(
                entry,
                (
                    _EMPTIED[member.filename].sub(rb"\1", part)
                    if member.filename in _EMPTIED
                    else strip_inner(part)
                ),
            )
    return made.getvalue()
