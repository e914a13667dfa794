"""A second look at the best matches: the terms that the very best share say more of what was meant.

So the best matches are scored for these terms as well (relevance models: Lavrenko and Croft, SIGIR
2001; mixed with the query as in RM3, Abdul-Jaleel et al., TREC 2004). What a document contributes
falls steeply with its score: where one match stands out, the nine behind it have no say. Only the
order of what was found changes. How the numbers were chosen is in docs/decisions/ranking.md.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from math import fsum

AMONG = 50
"""So many of the best matches are scored again."""
FEEDBACK_DOCUMENTS = 10
"""So many of the best matches give terms."""
STEEPNESS = 8
"""The power of its score with which one of them counts."""
FEEDBACK_TERMS = 40
"""So many of their terms are taken."""
SHARE = 0.35
"""The part of a score that these terms make up, beside the query's own."""
SHORTEST = 3

Vector = Mapping[str, float]
"""The terms of a document with their weights."""


def rerank(
    scores: Mapping[int, float],
    best: Sequence[int],
    vectors: Callable[[int], Vector],
    score: Callable[[str, Mapping[int, float]], Mapping[int, float]],
    scale: float,
    barred: Collection[str],
) -> dict[int, float]:
    """Return the scores anew.

    Args:
        scores: of all documents found.
        best: those to look at again, the best first.
        vectors: gives the terms of a document.
        score: scores documents for a term, given the weight of the term in each.
        scale: what the query's own terms count together.
        barred: terms that are not taken from feedback.
    """
    seen = {document: vectors(document) for document in best}
    terms = _feedback_terms(best[:FEEDBACK_DOCUMENTS], scores, seen, barred)
    if not terms:
        return dict(scores)
    result = {document: score * (1 - SHARE) for document, score in scores.items()}
    for term, part in terms.items():
        weights = {document: vector[term] for document, vector in seen.items() if term in vector}
        for document, value in score(term, weights).items():
            result[document] += SHARE * scale * part * value
    return result


def _feedback_terms(
    documents: Sequence[int],
    scores: Mapping[int, float],
    vectors: Mapping[int, Vector],
    barred: Collection[str],
) -> dict[str, float]:
    # The terms that two documents share, each with its part of all; the parts add up to 1.
    parts: dict[str, list[float]] = {}
    for document in documents:
        vector = vectors[document]
        voice = (scores[document] / scores[documents[0]]) ** STEEPNESS / fsum(vector.values())
        for term, weight in vector.items():
            if len(term) >= SHORTEST and term not in barred:
                parts.setdefault(term, []).append(voice * weight)
    shared = {term: fsum(found) for term, found in parts.items() if len(found) > 1}
    chosen = sorted(shared, key=lambda term: (-shared[term], term))[:FEEDBACK_TERMS]
    whole = fsum(shared[term] for term in chosen)
    return {term: shared[term] / whole for term in chosen}
