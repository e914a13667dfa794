"""One thing that a file says of its place or its maker, and what to look for in XMP, which many kinds of files carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_LOCATION = re.compile(rb"exif:GPSL(?:at|ong)itude|photoshop:City|Iptc4xmp(?:Core|Ext):(?:Location|Sublocation|City)")
_AUTHOR = re.compile(rb"<(?:dc:creator|photoshop:AuthorsPosition|xmpRights:Owner|aux:OwnerName)\b[^/]|(?:aux:OwnerName|pdf:Author)=\"[^\"]")


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing found: a place or a person, and under which name the file keeps it."""

    kind: Literal["location", "author"]
    name: str


def in_xmp(content: bytes) -> Iterator[Trace]:
    """Yield what a packet of XMP (or a file that holds one as plain text) says."""
    if _LOCATION.search(content):
        yield Trace("location", "XMP")
    if _AUTHOR.search(content):
        yield Trace("author", "XMP")
