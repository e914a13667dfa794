"""What a picture or document says besides what it shows, where it was taken and by whom it was
made, and the same file without that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from practice.attachments.file_types import Kind, kind_of
from practice.attachments.images import in_anything, in_gif, in_jpeg, in_png, in_webp, strip
from practice.attachments.metadata import FILM_BEHIND, TOO_DEEP, Look, Trace
from practice.attachments.office import in_office_file, strip_office_file
from practice.attachments.pdf import in_pdf, strip_pdf

_DEEPEST = 3

_READERS: Mapping[Kind, Callable[[bytes, Look], Iterator[Trace]]] = {
    "JPEG picture": lambda content, look: in_jpeg(content),
    "PNG picture": lambda content, look: in_png(content),
    "GIF picture": lambda content, look: in_gif(content),
    "WebP picture": lambda content, look: in_webp(content),
    "PDF": in_pdf,
    "office file": in_office_file,
    "text": lambda content, look: iter(()),
}
"""What looks into a file, by what is in it: its name may say something else."""


def find_hidden(content: bytes) -> tuple[Trace, ...]:
    """Return what a file says of its place and its maker, each once, and which part of it cannot be
    looked into.
    """
    return tuple(dict.fromkeys(_look(content, 0)))


def _look(content: bytes, depth: int) -> Iterator[Trace]:
    if depth > _DEEPEST:
        yield TOO_DEEP
        return
    kind = kind_of(content)
    if kind in _READERS:
        yield from _READERS[kind](content, partial(_look, depth=depth + 1))
    elif depth:
        # Inside another file there are pictures of kinds that no page shows by itself, and drawings
        # that hold such.
        yield from in_anything(content)


def without_hidden(content: bytes, depth: int = 0) -> bytes:
    """Return a picture or document without place, maker and device if that is certain to be all
    that changes, else as it is.

    It comes back as it is, too, where something is left that it says: names beside comments and
    changes are part of a text.
    """
    told = find_hidden(content)
    if not told or any(trace.kind == "unread" and trace != FILM_BEHIND for trace in told):
        return content

    def inner(part: bytes) -> bytes:
        return without_hidden(part, depth + 1) if depth < _DEEPEST else part

    kind = kind_of(content)
    if kind == "office file":
        bare = strip_office_file(content, inner)
    elif kind == "PDF":
        bare = strip_pdf(content, inner)
    else:
        bare = strip(content)
    return bare if kind_of(bare) == kind and not find_hidden(bare) else content
