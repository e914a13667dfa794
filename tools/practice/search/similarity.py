"""Which documents are most like a text, for those who ask this of every document there is."""

from __future__ import annotations

import json
from collections import Counter
from heapq import nsmallest
from typing import Any, NamedTuple

from . import analysis
from .index import Index
from .scoring import Model, rarity

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
    model = Model(index.count, index.lengths, index.average_length)
    counts = Counter(term for term, _ in analysis.terms(text))
    scores: dict[int, float] = {}
    read = 0
    for frequency, term in sorted((index.frequency(term), term) for term in counts):
        read += frequency
        if read > _MOST_READ and scores:
            break
        weights = index.weights(term)
        for document, score in model.score(rarity(len(weights), index.count), weights).items():
            scores[document] = scores.get(document, 0.0) + score * counts[term]
    ids = index.ids()
    best = nsmallest(limit, scores, key=lambda document: (-scores[document], ids[document]))
    return [
        Alike(
            ids[document], scores[document], json.loads(index.stored(document)["record"])["stored"]
        )
        for document in best
    ]
