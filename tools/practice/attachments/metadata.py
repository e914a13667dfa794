"""One thing that a file says of its place or its maker, and what to look for in XMP, which many
kinds of files carry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

_LOCATION = re.compile(
    rb"exif:GPSL(?:at|ong)itude|drone-dji:GpsL|photoshop:City|Iptc4xmp(?:Core|Ext):(?:Location|Sublocation|City)"
)
_AUTHORS = (
    b"pdf:Author|photoshop:AuthorsPosition|aux:OwnerName|exifEX:CameraOwnerName|exifEX:Photographer"
)
_AUTHOR = re.compile(
    rb"<(?:dc:creator|xmpRights:Owner|Iptc4xmpCore:CreatorContactInfo|"
    + _AUTHORS
    + rb")\b[^/]|(?:"
    + _AUTHORS
    + rb")=\"[^\"]"
)


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing found: a place or a person, and under which name the file keeps it; words that
    identify somebody, as a sentence that covers them; which pages are pictures, as a subject of a
    sentence; or why a part could not be looked into.
    """

    kind: Literal["location", "author", "identifies", "pictures", "unread"]
    name: str


Look = Callable[[bytes], Iterable[Trace]]
"""What looks into a file that lies inside another."""

DAMAGED = Trace("unread", "it is damaged")
TOO_LARGE = Trace("unread", "it unpacks to more than anybody wrote")
FILM_BEHIND = Trace("unread", "a film lies behind the picture")
TOO_DEEP = Trace("unread", "files lie too deep inside each other")


def in_xmp(content: bytes) -> Iterator[Trace]:
    """Yield what a packet of XMP (or a file that holds one as plain text) says."""
    if _LOCATION.search(content):
        yield Trace("location", "XMP")
    if _AUTHOR.search(content):
        yield Trace("author", "XMP")
