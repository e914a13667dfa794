"""A document in pieces: each heading with what stands below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from practice.forms.names import find_section
from practice.importers.inlines import Heard, markdown
from practice.importers.nodes import Node, plain


@dataclass
class Piece:
    """A heading and what stands below it, up to the next one; level 0 for what stands above the
    first.
    """

    words: str
    level: int
    shown: str = ""
    blocks: list[Node] = field(default_factory=list)


def unwrapped(blocks: list[Node]) -> Iterator[Node]:
    """Yield the blocks without the frames that only group them."""
    for block in blocks:
        if block["t"] == "Div":
            yield from unwrapped(block["c"][1])
        else:
            yield block


def pieces_of(blocks: list[Node], heard: Heard) -> Iterator[Piece]:
    """Cut blocks at their headings, bold lines that are meant as headings among them."""
    piece = Piece("", 0)
    level = 1
    for block in blocks:
        if block["t"] == "Header":
            level = block["c"][0]
            inlines = block["c"][2]
        elif inlines := _bold_heading(block):
            pass
        else:
            piece.blocks.append(block)
            continue
        words = " ".join(plain(inlines).split())
        shown = " ".join(markdown(inlines, heard, marks=False).split())
        if not words:
            piece.blocks.append({"t": "Para", "c": inlines})
            continue
        if piece.blocks or piece.level:
            yield piece
        piece = Piece(words, level, shown)
    yield piece


def _bold_heading(block: Node) -> list[Node]:
    """Return the words of a bold line that is meant as a heading; many people know no other way to
    make one.
    """
    if (
        block["t"] not in ("Para", "Plain")
        or len(block["c"]) != 1
        or block["c"][0]["t"] not in ("Strong", "Underline")
    ):
        return []
    inner: list[Node] = block["c"][0]["c"]
    return inner if find_section(plain(inner), nearly=False) else []
