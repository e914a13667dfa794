"""A second look at the best matches: do the words stand together, and what else do the very best
speak of?

Nearness: two words that follow one another in the query and stand near each other in a document add
to its score, a little (after the sequential dependence model of Metzler and Croft, SIGIR 2005).

Feedback: the words that the best documents share say more of what was meant, so the best matches
are scored for these as well (relevance models: Lavrenko and Croft, SIGIR 2001; mixed with the query
as in RM3, Abdul-Jaleel et al., TREC 2004). How much a document has to say in this falls steeply
with its score: where one match stands out, it is listened to, and not the nine behind it.

Only the order of what was found changes. How the numbers were chosen is in
docs/decisions/ranking.md.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise

from .weighting import ExactBM25

AMONG = 200
"""So many of the best matches are looked at again."""
NEAR = 8
"""Words at most so many places apart are near each other."""
NEARNESS = 0.2
"""What words side by side count beside the words themselves; half of it at two places apart, and so
on.
"""
TEACHERS = 10
"""So many of the best matches say what else is meant."""
STEEPNESS = 8
"""The power of its score with which one of them counts."""
LESSONS = 40
"""So many of their words are taken."""
FEEDBACK = 0.35
"""The part of a score that these words make up, beside the query's own."""
SHORTEST = 3

Rarity = Callable[[str], float]


class TermVector:
    """The terms of one document with their weights and positions."""

    def __init__(
        self, terms: Sequence[str], weights: array[float], ends: array[int], positions: array[int]
    ) -> None:
        """Take the different terms, and for each its weight and where its positions end in
        `positions`.
        """
        self.places = dict(zip(terms, range(len(terms)), strict=True))
        self.weights = weights
        self._ends = ends
        self._positions = positions

    def positions(self, term: str) -> array[int]:
        """Return where `term`, one of its own, stands, in rising order."""
        place = self.places[term]
        return self._positions[self._ends[place - 1] if place else 0 : self._ends[place]]


def rerank(
    scores: Mapping[int, float],
    counts: Mapping[str, float],
    order: Sequence[str],
    best: Sequence[int],
    vectors: Callable[[int], TermVector],
    model: ExactBM25,
    rarity: Rarity,
    barred: Collection[str],
) -> dict[int, float]:
    """Return the scores anew.

    `counts` are the terms of the query with the times each was typed, `order` the same as typed;
    `best` the documents to look at again, best first, and `vectors` gives the terms of each. No
    term of `barred` is taken from feedback.
    """
    seen = {document: vectors(document) for document in best}
    raised = {document: scores[document] for document in best}
    for document, gain in _nearness(order, seen, model, rarity).items():
        raised[document] += gain
    place = {document: number for number, document in enumerate(best)}
    teachers = sorted(best, key=lambda document: (-raised[document], place[document]))[:TEACHERS]
    lessons = _lessons(teachers, raised, seen, model, barred)
    if not lessons:
        return {**scores, **raised}
    share = 1 - FEEDBACK
    result = {document: score * share for document, score in scores.items()}
    scale = FEEDBACK * sum(counts.values())
    taken = [(term, model.term(scale * part * rarity(term))) for term, part in lessons.items()]
    for document, vector in seen.items():
        places, weights = vector.places, vector.weights
        gain = sum(
            [
                scorer.weigh(document, weights[places[term]])
                for term, scorer in taken
                if term in places
            ]
        )
        result[document] = raised[document] * share + gain
    return result


def _nearness(
    order: Sequence[str], seen: Mapping[int, TermVector], model: ExactBM25, rarity: Rarity
) -> dict[int, float]:
    gains: dict[int, float] = {}
    pairs = dict.fromkeys(tuple(sorted(pair)) for pair in pairwise(order) if pair[0] != pair[1])
    for one, other in pairs:
        scorer = model.term(NEARNESS * (rarity(one) + rarity(other)))
        for document, vector in seen.items():
            if one in vector.places and other in vector.places:
                others = vector.positions(other)
                together = sum(
                    [
                        1 / abs(a - b)
                        for a in vector.positions(one)
                        for b in others
                        if 0 < abs(a - b) <= NEAR
                    ]
                )
                if together:
                    gains[document] = gains.get(document, 0.0) + scorer.weigh(document, together)
    return gains


def _lessons(
    teachers: Sequence[int],
    scores: Mapping[int, float],
    seen: Mapping[int, TermVector],
    model: ExactBM25,
    barred: Collection[str],
) -> dict[str, float]:
    # The terms that two teachers share, each with its part of what they say; the parts add up to 1.
    if len(teachers) < 2:
        return {}
    highest = scores[teachers[0]]
    parts: dict[str, float] = {}
    speakers: dict[str, int] = {}
    for document in teachers:
        voice = (scores[document] / highest) ** STEEPNESS / model.lengths[document]
        vector = seen[document]
        for term, weight in zip(vector.places, vector.weights, strict=True):
            if len(term) >= SHORTEST:
                parts[term] = parts.get(term, 0.0) + voice * weight
                speakers[term] = speakers.get(term, 0) + 1
    shared = [term for term in parts if speakers[term] > 1 and term not in barred]
    chosen = sorted(shared, key=lambda term: (-parts[term], term))[:LESSONS]
    whole = sum([parts[term] for term in chosen])
    return {term: parts[term] / whole for term in chosen}
