"""Find the documents for a query and score them, term by term over Whoosh's postings.

A document is found when it has enough of the words: both of two, two of three, three of more
(docs/decisions/ranking.md has what was measured). One with fewer has some of them. A term counts in
a document as BM25 has it, with three differences from Whoosh's own BM25F: the weights of the fields
multiply the counts of a term before (index.py); lengths are exact; and the rarity of a term goes
towards nothing for a term that is everywhere (Robertson and Spärck Jones, as Lucene has it). All
statistics are counted over live documents only, so how an index came about never shows in a score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from math import log
from typing import NamedTuple

from . import analysis, feedback
from .index import Index
from .query import Clause, Query
from .thesaurus import Expansion, Thesaurus

B = 0.75
"""How much a long document has to say a word more often."""
K1 = 1.5
"""How slowly a repeated word stops counting."""
MOST_NEEDED = 3
"""So many words of a long question are enough."""
SYNONYM = 0.6
"""What a synonym counts beside the word itself, at most."""
BELOW = 0.9
"""What has to stay below something else stays below this part of it."""

Scores = dict[int, float]


class Marks(NamedTuple):
    """What to mark in a text as found: terms, phrases, and beginnings of words."""

    terms: frozenset[str]
    sequences: tuple[analysis.Sequence, ...]
    prefixes: tuple[str, ...]


class Ranking(NamedTuple):
    """The set of the documents found for a query, that of those with only some of its words, and
    the scores of both; no scores when no words were asked for.
    """

    documents: int
    some: int
    scores: Scores
    marks: Marks


class _Plan(NamedTuple):
    # The terms that may match, with the times typed; their order, one a place; each word typed, by
    # its terms, with their places and what they are when joined; prefixes that may match; what has
    # to.
    counts: dict[str, int]
    order: list[str]
    words: dict[tuple[str, ...], tuple[range, list[str]]]
    beginnings: list[Clause]
    required: list[Clause]


def rank(index: Index, query: Query, thesaurus: Thesaurus) -> Ranking:
    """Return every document for `query`; a query that asks for nothing in particular finds them
    all.
    """
    plan = _plan(query)
    concepts = [
        {document: value * count for document, value in term_score(index, term).items()}
        for term, count in plan.counts.items()
    ]
    begun = [score(index, _matches(index, clause)) for clause in plan.beginnings]
    required = [score(index, _matches(index, clause)) for clause in plan.required]
    expansions = thesaurus.expansions(plan.order) if plan.order else ()
    places = {term: place for place, term in enumerate(plan.counts)}
    expanded = [
        (
            [places[term] for term in plan.order[start : start + length]],
            _best_of(score(index, index.occurrences(way)) for way in alternatives),
        )
        for start, length, alternatives in expansions
    ]
    total, literal = _combine(concepts + begun + required, expanded)
    found = index.as_set(total) if query.wanted else index.live
    for scores in required:
        found &= index.as_set(scores)
    for clause in query.unwanted:
        found &= ~index.as_set(_matches(index, clause))
    have = [*_have_word(index, plan, concepts, expansions, expanded), *map(index.as_set, begun)]
    asked = len(have) + len(required)
    needed = min(asked // 2 + 1, MOST_NEEDED) - len(required)
    enough = found & _at_least(needed, have) if asked else found
    synonyms = [way for *_, alternatives in expansions for way in alternatives]
    if plan.counts:
        # Words and their synonyms stay as they were weighed against each other.
        barred = {term for at, length, _ in expansions for term in plan.order[at : at + length]}
        barred.update(term for way in synonyms for term, _ in way)
        best = best_documents(index, total, index.numbers(found), feedback.AMONG)
        total = feedback.rerank(
            total,
            best,
            index.terms,
            lambda term, weights: score(index, weights, index.frequency_of_term(term)),
            sum(plan.counts.values()),
            barred,
        )
    return Ranking(enough, found & ~enough, _in_two_tiers(total, literal), _marks(plan, synonyms))


def score(index: Index, weights: Mapping[int, float], frequency: int | None = None) -> Scores:
    """Return the score of each document for a term or phrase, given its weight in each.

    `frequency` is the number of documents that have it, if those are not all of them.
    """
    have = len(weights) if frequency is None else frequency
    worth = log(1 + (index.count - have + 0.5) / (have + 0.5)) * (K1 + 1)
    lengths, shortest, slope = index.lengths, K1 * (1 - B), K1 * B / (index.average_length or 1.0)
    return {
        document: worth * weight / (weight + shortest + slope * lengths[document])
        for document, weight in weights.items()
    }


def term_score(index: Index, term: str) -> Scores:
    """Return the score of each document that has a term."""
    return score(index, index.weights(term))


def best_documents(
    index: Index, scores: Mapping[int, float], among: Sequence[int], count: int
) -> list[int]:
    """Return the documents with the highest scores, the best first; equals go by their ids."""
    if count < len(among):
        lowest = nsmallest(count, (-scores[document] for document in among))[-1] if count else 0.0
        among = [document for document in among if -scores[document] <= lowest] if count else []
    ids = index.column("id")
    return sorted(among, key=lambda document: (-scores[document], ids[document]))[:count]


def prefixes(text: str) -> tuple[str, ...]:
    """Return how the words meant by a prefix may begin: "co-prod" is "coprod", as compounds are
    indexed joined.
    """
    folded = analysis.fold(text)
    return tuple({folded: None, "".join(char for char in folded if char.isalnum()): None})


def _plan(query: Query) -> _Plan:
    plan = _Plan({}, [], {}, [], [])
    for clause in query.wanted:
        if clause.required:
            if clause.kind == "prefix" or analysis.sequence(clause.text):
                plan.required.append(clause)
        elif clause.kind == "prefix":
            plan.beginnings.append(clause)
        else:
            for term, _ in analysis.terms(clause.text):
                plan.counts[term] = plan.counts.get(term, 0) + 1
            own = tuple(term for term, _ in analysis.sequence(clause.text))
            if own:
                places = range(len(plan.order), len(plan.order) + len(own))
                plan.words.setdefault(own, (places, _joined(clause.text)))
            plan.order.extend(own)
    return plan


def _have_word(
    index: Index,
    plan: _Plan,
    concepts: Sequence[Scores],
    expansions: Iterable[Expansion],
    expanded: Iterable[tuple[list[int], Scores]],
) -> Iterator[int]:
    """Yield, for each word typed, the set of the documents that have it or what says the same."""
    sets = {term: index.as_set(concepts[n]) for n, term in enumerate(plan.counts)}
    same = [
        (range(start, start + length), index.as_set(scores))
        for (start, length, _), (_, scores) in zip(expansions, expanded, strict=True)
    ]
    for own, (places, joined) in plan.words.items():
        found = -1
        for term in own:
            found &= sets[term]
        for term in joined:
            found |= sets[term]
        for span, others in same:
            # A synonym of two words stands for both, and one part of a compound for none.
            if span[0] <= places[0] and places[-1] <= span[-1]:
                found |= others
        yield found


def _at_least(count: int, sets: Sequence[int]) -> int:
    """Return the documents that are in at least `count` of some sets."""
    reached = [-1] + [0] * max(count, 0)
    for each in sets:
        for step in range(len(reached) - 1, 0, -1):
            reached[step] |= reached[step - 1] & each
    return reached[-1]


def _matches(index: Index, clause: Clause) -> Scores:
    # The weights of what has to match (or must not), or begins so: taken as it stands.
    if clause.kind == "prefix":
        stems = {
            analysis.stem(word) for start in prefixes(clause.text) for word in index.words(start)
        }
        ways: list[analysis.Sequence] = [((term, 0),) for term in sorted(stems)]
    else:
        phrase = analysis.sequence(clause.text)
        ways = [phrase] if phrase else []
        if clause.kind == "word" and len(phrase) > 1:
            ways += [((term, 0),) for term in _joined(clause.text)]
    found: Scores = {}
    for way in ways:
        for document, weight in index.occurrences(way, clause.field).items():
            found[document] = found.get(document, 0.0) + weight
    return found


def _best_of(ways: Iterable[Scores]) -> Scores:
    best: Scores = {}
    for scores in ways:
        for document, value in scores.items():
            if value > best.get(document, 0.0):
                best[document] = value
    return best


def _combine(
    concepts: Sequence[Scores], expanded: Sequence[tuple[list[int], Scores]]
) -> tuple[Scores, frozenset[int]]:
    """Add up what each document gets for each concept, literal or by synonym; return also who has
    any word typed.

    For the words that it stands for, a synonym gives less than any document gets that has all of
    them.
    """
    total: Scores = {}
    for scores in concepts:
        for document, value in scores.items():
            total[document] = total.get(document, 0.0) + value
    literal = frozenset(total)
    for places, scores in expanded:
        own = [concepts[place] for place in places]
        complete = set(own[0]).intersection(*own[1:])
        cap = BELOW * min(
            (sum(part[document] for part in own) for document in complete), default=float("inf")
        )
        for document, value in scores.items():
            have = [part[document] for part in own if document in part]
            gain = min(value * SYNONYM, cap - sum(have))
            if len(have) < len(own) and gain > 0:
                total[document] = total.get(document, 0.0) + gain
    return total, literal


def _in_two_tiers(scores: Scores, literal: frozenset[int]) -> Scores:
    """Return the scores, documents with none of the words typed after those that have some."""
    rest = scores.keys() - literal
    if not rest or not literal:
        return scores
    lowest = min(scores[document] for document in literal)
    factor = min(1.0, lowest * BELOW / max(scores[document] for document in rest))
    return scores | {document: scores[document] * factor for document in rest}


def _joined(text: str) -> list[str]:
    # The terms that stand beside the first of their position: "coproduct" beside "co".
    primary = {position: term for term, position in reversed(analysis.terms(text))}
    return [term for term, position in analysis.terms(text) if primary[position] != term]


def _marks(plan: _Plan, synonyms: Iterable[analysis.Sequence]) -> Marks:
    sequences = list(synonyms)
    terms = set(plan.counts)
    starts: list[str] = []
    for clause in plan.beginnings + plan.required:
        if clause.kind == "prefix":
            starts += prefixes(clause.text)
        else:
            sequences.append(analysis.sequence(clause.text))
            terms.update(_joined(clause.text) if clause.kind == "word" else ())
    terms.update(sequence[0][0] for sequence in sequences if len(sequence) == 1)
    longer = tuple(dict.fromkeys(sequence for sequence in sequences if len(sequence) > 1))
    return Marks(frozenset(terms), longer, tuple(starts))
