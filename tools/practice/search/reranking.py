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

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise

from .index import field_weight
from .scoring import Model

AMONG = 200
"""So many of the best matches are looked at again."""
NEAR = 8
"""Words at most so many places apart are near each other."""
NEARNESS = 0.2
"""What words side by side count beside the words themselves; half of it at two places apart, and so
on.
"""
FEEDBACK_DOCUMENTS = 10
"""So many of the best matches say what else is meant."""
STEEPNESS = 8
"""The power of its score with which one of them counts."""
FEEDBACK_TERMS = 40
"""So many of their words are taken."""
FEEDBACK_SHARE = 0.35
"""The part of a score that these words make up, beside the query's own."""
SHORTEST = 3

Rarity = Callable[[str], float]
Occurrences = Mapping[str, Sequence[int]]
"""The terms of a document, each with its positions in rising order."""


def rerank(
    scores: Mapping[int, float],
    counts: Mapping[str, float],
    order: Sequence[str],
    best: Sequence[int],
    occurrences: Callable[[int], Occurrences],
    model: Model,
    rarity: Rarity,
    barred: Collection[str],
) -> dict[int, float]:
    """Return the scores anew.

    `counts` are the terms of the query with the times each was typed, `order` the same as typed;
    `best` the documents to look at again, best first, and `occurrences` gives the terms of each. No
    term of `barred` is taken from feedback.
    """
    seen = {document: occurrences(document) for document in best}
    raised = {document: scores[document] for document in best}
    for document, gain in _nearness(order, seen, model, rarity).items():
        raised[document] += gain
    place = {document: number for number, document in enumerate(best)}
    order_now = sorted(best, key=lambda document: (-raised[document], place[document]))
    feedback = order_now[:FEEDBACK_DOCUMENTS]
    terms = _feedback_terms(feedback, raised, seen, model, barred)
    if not terms:
        return {**scores, **raised}
    share = 1 - FEEDBACK_SHARE
    result = {document: score * share for document, score in scores.items()}
    result |= {document: raised[document] * share for document in best}
    scale = FEEDBACK_SHARE * sum(counts.values())
    for term, part in terms.items():
        weights = {
            document: field_weight(there[term]) for document, there in seen.items() if term in there
        }
        for document, gain in model.score(scale * part * rarity(term), weights).items():
            result[document] += gain
    return result


def _nearness(
    order: Sequence[str], seen: Mapping[int, Occurrences], model: Model, rarity: Rarity
) -> dict[int, float]:
    gains: dict[int, float] = {}
    pairs = dict.fromkeys(tuple(sorted(pair)) for pair in pairwise(order) if pair[0] != pair[1])
    for one, other in pairs:
        together = {
            document: sum(
                [1 / abs(a - b) for a in there[one] for b in there[other] if 0 < abs(a - b) <= NEAR]
            )
            for document, there in seen.items()
            if one in there and other in there
        }
        near = {document: count for document, count in together.items() if count}
        worth = NEARNESS * (rarity(one) + rarity(other))
        for document, gain in model.score(worth, near).items():
            gains[document] = gains.get(document, 0.0) + gain
    return gains


def _feedback_terms(
    feedback: Sequence[int],
    scores: Mapping[int, float],
    seen: Mapping[int, Occurrences],
    model: Model,
    barred: Collection[str],
) -> dict[str, float]:
    # The terms that two of the documents share, each with its part of what they say; the parts add
    # up to 1.
    if len(feedback) < 2:
        return {}
    highest = scores[feedback[0]]
    parts: dict[str, float] = {}
    documents: dict[str, int] = {}
    for document in feedback:
        weight = (scores[document] / highest) ** STEEPNESS / model.lengths[document]
        for term, positions in seen[document].items():
            if len(term) >= SHORTEST:
                parts[term] = parts.get(term, 0.0) + weight * field_weight(positions)
                documents[term] = documents.get(term, 0) + 1
    shared = [term for term in parts if documents[term] > 1 and term not in barred]
    chosen = sorted(shared, key=lambda term: (-parts[term], term))[:FEEDBACK_TERMS]
    whole = sum([parts[term] for term in chosen])
    return {term: parts[term] / whole for term in chosen}
