"""The names that Word, Excel, PowerPoint and OpenDocument files carry, taken out of their
properties.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from practice.attachments.inspect import find_hidden
from practice.attachments.office_inspect import CANNOT_UNPACK

_MOST_UNPACKED = 256 * 1024 * 1024
_ELEMENTS = {
    "docProps/core.xml": "(?:dc:)?creator|(?:cp:)?lastModifiedBy",
    "docProps/app.xml": "Manager",
    "meta.xml": "dc:creator|meta:initial-creator|meta:printed-by",
}
_NAMED = {
    path: re.compile(rf"(<({names})(?:\s[^<>]*)?>)[^<]*(?=</\2>)".encode())
    for path, names in _ELEMENTS.items()
}
# A change would break what stands there for the whole: a signature, or the key to a part.
_BOUND = re.compile(r"_xmlsignatures/|META-INF/.*signatures|EncryptedPackage")


def mend_document(content: bytes, mend: Callable[[bytes], bytes]) -> bytes:
    """Return an office file without its makers' names in the properties and without what the files
    in it say, which `mend` mends.

    It comes back as it is where that is not all it says (names beside comments and changes are part
    of the text), where it is signed, locked, damaged, or unpacks to more than anybody wrote.
    """
    if not find_hidden(content):
        return content
    try:
        bare = _written_anew(content, mend)
    except CANNOT_UNPACK:
        return content
    return bare if bare and not find_hidden(bare) else content


def _written_anew(content: bytes, mend: Callable[[bytes], bytes]) -> bytes:
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
            or sum(member.file_size for member in members) > _MOST_UNPACKED
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
                _NAMED[member.filename].sub(rb"\1", part)
                if member.filename in _NAMED
                else mend(part),
            )
    return made.getvalue()
