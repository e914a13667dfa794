"""Cut the passage of a text that answers a query best, and say where its hits are; marking them is
the door's work.
"""

from __future__ import annotations

from dataclasses import dataclass

from . import analysis
from .ranking import Marks
from .spelling import beginnings

WIDTH = 200
_ELLIPSIS = "…"


@dataclass(frozen=True)
class Excerpt:
    """A passage, with an ellipsis where it was cut, and the start and end of each hit in it."""

    text: str
    hits: tuple[tuple[int, int], ...]


def excerpt(text: str, marks: Marks, width: int = WIDTH) -> Excerpt:
    """Return about `width` characters of `text`: where most different hits stand together, else the
    beginning.

    White space becomes single spaces. Stems, phrases, beginnings and synonyms are hits as in the
    search itself.
    """
    plain = " ".join(text.split())
    hits = find_hits(plain, marks)
    if len(plain) <= width:
        return Excerpt(plain, _spans(hits, 0, len(plain), 0))
    start, end = _cut(plain, *_best_window(hits, width), width)
    before, after = _ELLIPSIS * (start > 0), _ELLIPSIS * (end < len(plain))
    return Excerpt(
        f"{before}{plain[start:end]}{after}", _spans(hits, start, end, len(before) - start)
    )


def find_hits(text: str, marks: Marks) -> list[tuple[int, int, str]]:
    """Return the start, end and name of every hit in `text`, in order; hits do not overlap."""
    wanted = {term for phrase in marks.sequences for term, _ in phrase} | marks.terms
    starts = {start for term in wanted for start in beginnings(term[:2])}
    if not starts and not marks.prefixes:
        return []
    found: list[tuple[int, int, str]] = []
    by_place: dict[int, dict[str, tuple[int, int]]] = {}
    for word, position, start, end in analysis.words(text):
        # A stem begins like its word (or its other spelling), so most words need not be stemmed.
        if word[:2] in starts and word not in analysis.STOP_WORDS:
            term = analysis.stem(word)
            by_place.setdefault(position, {})[term] = (start, end)
            if term in marks.terms:
                found.append((start, end, term))
        if marks.prefixes and word.startswith(marks.prefixes):
            found.append((start, end, word))
    for phrase in marks.sequences:
        for position, there in by_place.items():
            if phrase[0][0] in there:
                places = [by_place.get(position + offset, {}).get(term) for term, offset in phrase]
                spans = [place for place in places if place is not None]
                if len(spans) == len(phrase):
                    found.append((spans[0][0], spans[-1][1], repr(phrase)))
    return _without_overlaps(found)


def _without_overlaps(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    # Where hits overlap the one that starts first stays, and of those the longest.
    kept: list[tuple[int, int, str]] = []
    for hit in sorted(found, key=lambda hit: (hit[0], -hit[1], hit[2])):
        if not kept or hit[0] >= kept[-1][1]:
            kept.append(hit)
    return kept


def _best_window(hits: list[tuple[int, int, str]], width: int) -> tuple[int, int]:
    # Returns the start of the first and the end of the last hit of the best window.
    best, chosen = (0, 0), (0, 0)
    for first, (start, end, _) in enumerate(hits):
        inside = [hit for hit in hits[first : first + width] if hit[1] - start <= width]
        value = (len({name for _, _, name in inside}), len(inside))
        if value > best:
            best, chosen = value, (start, inside[-1][1] if inside else end)
    return chosen


def _cut(text: str, first: int, last: int, width: int) -> tuple[int, int]:
    # Spread what is left of the width around the hits, begin at a sentence if one begins there,
    # never inside a word.
    start = max(0, min(first - (width - (last - first)) // 2, len(text) - width))
    if start:
        sentence = max(text.rfind(stop, start, first) for stop in (". ", "? ", "! "))
        if sentence >= 0:
            start = sentence + 2
        else:
            space = text.find(" ", start - 1, first)
            start = space + 1 if space >= 0 else start
    end = min(len(text), start + width)
    if end < len(text) and text[end] != " ":
        space = text.rfind(" ", max(last, start), end)
        end = space if space >= 0 else end
    return start, end


def _spans(
    hits: list[tuple[int, int, str]], start: int, end: int, shift: int
) -> tuple[tuple[int, int], ...]:
    return tuple(
        (first + shift, last + shift) for first, last, _ in hits if first >= start and last <= end
    )
