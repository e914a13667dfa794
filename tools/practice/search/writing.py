"""Write the postings of what changed into a generation, and say which document has which number
now.
"""

from __future__ import annotations

import os
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from .analysis import STOP_WORDS, stem, words
from .document import FIELD_WEIGHTS, TEXT_FIELDS, Document, json_text
from .engine import FIELD_SPAN, Posting, Postings, Writer
from .facet_index import Row

SMALL_SEGMENT = 32
MOST_SEGMENTS = 6


def write_postings(
    generation: str,
    before: str,
    rows: Sequence[Row | None],
    documents: Iterable[Document],
    digests: Mapping[str, str],
    counts: Counter[str],
) -> list[Row | None]:
    """Make the Whoosh index in `generation` hold the documents with these digests; return its rows
    by number.

    `before` is the path of the generation that this one was linked from, with its `rows`, or empty;
    `documents` are those of `digests` that are not in it. `counts`, the words of `before`, is
    brought up to date.
    """
    rows = list(rows)
    gone = [n for n, row in enumerate(rows) if row and digests.get(row.id) != row.digest]
    writer = Writer(generation, fresh=not before)
    try:
        if gone:
            postings = Postings(before)
            for number in gone:
                record = postings.record(number)
                counts.subtract(_vocabulary(record[field] for field in TEXT_FIELDS))
                writer.remove(number)
                rows[number] = None
            postings.close()
        new: list[Row | None] = []
        for document in documents:
            found, length, distinct = _analyse(document.texts())
            counts.update(distinct)
            writer.add(found, _record(document))
            facets = {name: sorted(set(values)) for name, values in document.facets.items()}
            new.append(
                Row(
                    document.id, digests[document.id], document.title, document.date, length, facets
                )
            )
        segments = _by_segment(rows, writer.sizes)
        merge = _to_merge(segments, len(new))
        writer.commit(merge)
    except BaseException:
        with suppress(Exception):
            writer.cancel()
        raise
    with suppress(FileNotFoundError):
        os.remove(os.path.join(generation, "main_WRITELOCK"))
    kept = [row for n, segment in enumerate(segments) if n not in merge for row in segment]
    moved = [row for n in sorted(merge) for row in segments[n] if row]
    return [*kept, *new, *moved]


def _by_segment(rows: Sequence[Row | None], sizes: Sequence[int]) -> list[Sequence[Row | None]]:
    if sum(sizes) != len(rows):
        raise ValueError("the rows are not those of the postings")
    segments = []
    start = 0
    for size in sizes:
        segments.append(rows[start : start + size])
        start += size
    return segments


def _to_merge(segments: Sequence[Sequence[Row | None]], added: int) -> frozenset[int]:
    """Say which segments to write again: those mostly removed, and small ones when there are many.

    Merging costs as much as adding, so a segment moves only into something comparable with its own
    size; over many small changes each document is moved a logarithmic number of times.
    """
    live = [sum(row is not None for row in segment) for segment in segments]
    merge = {n for n, segment in enumerate(segments) if live[n] * 2 < len(segment)}
    waiting = sorted((n for n in range(len(segments)) if n not in merge), key=lambda n: live[n])
    size = added + sum(live[n] for n in merge)
    for n in waiting:
        if live[n] <= max(SMALL_SEGMENT, 2 * size) or len(segments) - len(merge) > MOST_SEGMENTS:
            merge.add(n)
            size += live[n]
    return frozenset(merge) if added or merge else frozenset()


def _analyse(texts: Sequence[str]) -> tuple[list[Posting], float, set[str]]:
    # Returns the postings of a document, its weighted length and its distinct words.
    positions: dict[str, array[int]] = {}
    weights: dict[str, float] = {}
    distinct: set[str] = set()
    length = 0.0
    for field, text in enumerate(texts):
        base, weight = field * FIELD_SPAN, FIELD_WEIGHTS[field]
        last = FIELD_SPAN - 1 if field < len(texts) - 1 else (1 << 32) - base - 1
        for word, position, _, _ in words(text):
            if word in STOP_WORDS:
                continue
            distinct.add(word)
            term = stem(word)
            if term not in positions:
                positions[term] = array("I")
                weights[term] = 0.0
            positions[term].append(base + min(position, last))
            weights[term] += weight
            length += weight
    found = [
        (term.encode(), len(places), weights[term], places.tobytes())
        for term, places in positions.items()
    ]
    return found, length, distinct


def _vocabulary(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word, _, _, _ in words(text) if word not in STOP_WORDS}


def _record(document: Document) -> str:
    texts = dict(zip(TEXT_FIELDS, document.texts(), strict=True))
    return json_text({"id": document.id, "stored": document.stored, **texts})
