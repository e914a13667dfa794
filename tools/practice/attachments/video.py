"""The place and the maker that films and sound files name.

A film (MP4, QuickTime: ISO/IEC 14496-12) is a list of boxes, some with boxes in them; walking
through it needs no decoder. The tags of sound files come in many forms: tinytag reads them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from practice.attachments.metadata import DAMAGED, Look, Trace, in_xmp

_HOLDERS = frozenset((b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta", b"moof", b"traf"))
_PLACES = {b"\xa9xyz": "xyz", b"loci": "loci"}
_AUTHORS = {
    **{b"\xa9" + name: name.decode() for name in (b"ART", b"aut", b"wrt", b"dir", b"prd", b"prf")},
    **{name: name.decode() for name in (b"auth", b"perf", b"aART")},
}
_PLACE_KEY, _AUTHOR_KEY = (
    re.compile(rb"location", re.IGNORECASE),
    re.compile(rb"author|artist|director|producer", re.IGNORECASE),
)
# Tracks in which cameras write down where they are, picture by picture.
_TELEMETRY = frozenset((b"gpmd", b"camm"))
_NAME = re.compile(rb"[ -~\xa9]{4}")
_MOST_BOXES, _DEEPEST = 100_000, 16
_SINGERS = ("artist", "albumartist", "composer")
_OTHERS = ("conductor", "director", "lyricist")


@dataclass(frozen=True, slots=True)
class Box:
    """One thing that a film says, and from where to where in the file the box reaches that says it.

    `is_loose` is false for what belongs to a track: without that the track would be broken.
    """

    trace: Trace
    start: int
    end: int
    is_loose: bool = True


def in_film(content: bytes) -> Iterator[Trace]:
    """Yield what the boxes about a film say."""
    for box in telling_boxes(content):
        yield box.trace


def telling_boxes(content: bytes) -> Iterator[Box]:
    """Yield each thing that a film says, with its place in the file."""
    pending = [(0, len(content), 0)]
    seen = 0
    while pending:
        at, end, depth = pending.pop()
        while at + 8 <= end:
            size, kind, body = (
                int.from_bytes(content[at : at + 4], "big"),
                content[at + 4 : at + 8],
                at + 8,
            )
            if size == 1:
                size, body = int.from_bytes(content[at + 8 : at + 16], "big"), at + 16
            finish = end if size == 0 else at + size
            seen += 1
            if finish < body or finish > end or seen > _MOST_BOXES:
                # A list of things users said may end with four zeros, and a film with what is no
                # box; a box that is cut is damage.
                if not depth and _NAME.fullmatch(kind):
                    yield Box(DAMAGED, at, end, is_loose=False)
                break
            if kind in _HOLDERS and depth < _DEEPEST:
                pending.append((body, finish, depth + 1))
            else:
                yield from (
                    Box(trace, at, finish, kind != b"stsd")
                    for trace in _in_box(kind, content[body:finish])
                )
            at = finish


def in_sound(content: bytes, look: Look) -> Iterator[Trace]:
    """Yield what the tags of a sound file and the pictures in them say."""
    from tinytag import TinyTag

    try:
        tags = TinyTag.get(file_obj=io.BytesIO(content), image=True, duration=False)
        named = [(name, getattr(tags, name)) for name in _SINGERS] + [
            (name, tags.other.get(name)) for name in _OTHERS
        ]
        pictures = [
            picture.data for several in tags.images.as_dict().values() for picture in several
        ]
    except Exception:
        # What damaged tags make a reader raise is in nobody's list.
        yield DAMAGED
        return
    yield from (Trace("author", name) for name, value in named if value)
    for packet in tags.other.get("xmp") or ():
        yield from in_xmp(packet.encode())
    for picture in pictures:
        yield from look(picture)


def _in_box(kind: bytes, body: bytes) -> Iterator[Trace]:
    if kind in _PLACES:
        yield Trace("location", _PLACES[kind])
    elif kind in _AUTHORS:
        yield Trace("author", _AUTHORS[kind])
    elif kind == b"meta":
        yield from _in_keys(body)
    elif kind in (b"uuid", b"XMP_"):
        yield from in_xmp(body)
    elif kind == b"stsd" and (
        body[12:16] in _TELEMETRY or (body[12:16] == b"mebx" and _PLACE_KEY.search(body))
    ):
        yield Trace("location", "track")


def _in_keys(body: bytes) -> Iterator[Trace]:
    # What a phone says stands under names in words, what a music program says under four letters.
    if _PLACE_KEY.search(body):
        yield Trace("location", "location")
    if _AUTHOR_KEY.search(body) or any(
        name in body for name in _AUTHORS if name.startswith((b"\xa9", b"aART"))
    ):
        yield Trace("author", "author")
