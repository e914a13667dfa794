"""Which documents are most like a text, for those who ask this of every document there is."""

from __future__ import annotations

from collections import Counter
from heapq import nsmallest
from typing import Any, NamedTuple

from . import analysis
from .index import Index
from .weighting import ExactBM25, rarity

_MOST_READ = 5000
"""So many occurrences are looked at, those of the rarest words first. In a large collection they
tell enough, and what one answer takes stays the same however large it grows.
"""


class Alike(NamedTuple):
    """A document that shares words with a text: its id, how much, and what was stored to show it."""

    id: str
    score: float
    stored: Any


def alike(index: Index, text: str, limit: int) -> list[Alike]:
    """Return the documents that share most with `text`, the best first.

    Unlike a search it takes the words alone, without synonyms and without a second look at the
    best, and reads no document for an excerpt.
    """
    postings, columns = index.postings, index.columns
    model = ExactBM25(columns.total, columns.lengths, columns.average_length)
    counts = Counter(term for term, _ in analysis.terms(text))
    scores: dict[int, float] = {}
    read = 0
    for frequency, term in sorted((postings.frequency(term), term) for term in counts):
        read += frequency
        if read > _MOST_READ and scores:
            break
        weights = postings.weights(term)
        for document, score in (
            model.term(rarity(len(weights), columns.total)).weigh_all(weights).items()
            if weights
            else ()
        ):
            scores[document] = scores.get(document, 0.0) + score * counts[term]
    by_id = columns.ranks["id"]
    best = nsmallest(limit, scores, key=lambda document: (-scores[document], by_id[document]))
    records = [(document, postings.record(document)) for document in best]
    return [Alike(record["id"], scores[document], record["stored"]) for document, record in records]
