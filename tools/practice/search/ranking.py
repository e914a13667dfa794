"""Find the documents for a query and score them.

The clauses of a query are joined by OR. What a word counts in a document is said in scoring.py;
the best matches get a second look (reranking.py). All statistics are counted over live documents
only: how an index came about never shows in a score.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from heapq import nsmallest
from typing import NamedTuple

from . import analysis
from .document import TEXT_FIELDS
from .index import Index, field_weight, from_bits, to_bits
from .query import Clause, Query
from .reranking import AMONG, rerank
from .scoring import Model, rarity
from .thesaurus import Expansion, Thesaurus

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


class Found(NamedTuple):
    """The documents for a query as a set of bits, and their scores; no scores when no words were
    asked for.
    """

    bits: int
    scores: Scores
    marks: Marks


class Ranker:
    """Rank the documents of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._model = Model(index.count, index.lengths, index.average_length)

    def rank(self, query: Query, thesaurus: Thesaurus) -> Found:
        """Return every document for `query`; a query that asks for nothing in particular finds them
        all.
        """
        plan = _plan(query)
        concepts = [
            {
                document: score * count
                for document, score in self._score(self._occurrences(((term, 0),))).items()
            }
            for term, count in plan.counts.items()
        ]
        concepts += [self._score(self._clause(clause)) for clause in plan.beginnings]
        required = [self._score(self._clause(clause)) for clause in plan.required]
        expansions = thesaurus.expansions(plan.order) if plan.order else ()
        total: Scores = {}
        literal: frozenset[int] = frozenset()
        bits = 0 if query.wanted else self._index.live
        if concepts or required:
            places = {term: place for place, term in enumerate(plan.counts)}
            expanded = [
                (
                    [places[term] for term in plan.order[start : start + length]],
                    self._best(alternatives),
                )
                for start, length, alternatives in expansions
            ]
            total, literal = _combine(concepts + required, expanded)
            bits = self._bits(total)
        for needed in required:
            bits &= self._bits(needed)
        for clause in query.unwanted:
            bits &= ~self._bits(self._clause(clause))
        if plan.counts:
            total = self._second_look(total, bits, plan, expansions)
        synonyms = [sequence for expansion in expansions for sequence in expansion.alternatives]
        return Found(bits, _in_two_tiers(total, literal), _marks(plan, synonyms))

    def _second_look(
        self, scores: Scores, bits: int, plan: _Plan, expansions: Iterable[Expansion]
    ) -> Scores:
        best = self.best(from_bits(bits), scores, AMONG)
        # Words and their synonyms stay as they were weighed against each other.
        barred = {
            term for start, length, _ in expansions for term in plan.order[start : start + length]
        }
        barred |= {term for *_, ways in expansions for way in ways for term, _ in way}

        @cache
        def worth(term: str) -> float:
            return rarity(self._index.frequency(term), self._index.count)

        return rerank(
            scores,
            plan.counts,
            plan.order,
            best,
            self._index.occurrences,
            self._model,
            worth,
            barred,
        )

    def best(self, documents: Iterable[int], scores: Scores, number: int) -> list[int]:
        """Return the `number` documents with the highest scores, the best first; ties by id."""
        ids = self._index.ids()
        return nsmallest(number, documents, key=lambda document: (-scores[document], ids[document]))

    def _best(self, alternatives: Iterable[analysis.Sequence]) -> Scores:
        best: Scores = {}
        for sequence in alternatives:
            for document, score in self._score(self._occurrences(sequence)).items():
                if score > best.get(document, 0.0):
                    best[document] = score
        return best

    def _score(self, occurrences: Mapping[int, float]) -> Scores:
        if not occurrences:
            return {}
        return self._model.score(rarity(len(occurrences), self._index.count), occurrences)

    def _clause(self, clause: Clause) -> Mapping[int, float]:
        # A clause that has to match (or must not) is taken as it stands.
        if clause.kind == "prefix":
            stems = {
                analysis.stem(word)
                for start in prefixes(clause.text)
                for word, _ in self._index.vocabulary(start)
            }
            return _sum(self._occurrences(((term, 0),), clause.field) for term in sorted(stems))
        found = analysis.sequence(clause.text)
        ways: list[analysis.Sequence] = [found] if found else []
        if clause.kind == "word" and len(found) > 1:
            ways += [((term, 0),) for term in _joined(clause.text)]
        return _sum(self._occurrences(way, clause.field) for way in ways)

    def _occurrences(self, sequence: analysis.Sequence, field: str = "") -> Mapping[int, float]:
        # The weighted number of times a term or phrase stands in each document.
        if len(sequence) == 1 and not field:
            return self._index.weights(sequence[0][0])
        (first, _), *others = [(self._index.positions(term), offset) for term, offset in sequence]
        wanted = TEXT_FIELDS.index(field) if field else None
        weights: dict[int, float] = {}
        for document in set(first).intersection(*(positions for positions, _ in others)):
            places = set(first[document])
            for positions, offset in others:
                places &= {place - offset for place in positions[document]}
            weight = field_weight(places, wanted)
            if weight:
                weights[document] = weight
        return weights

    def _bits(self, documents: Iterable[int]) -> int:
        return to_bits(documents, self._index.size)


class _Plan(NamedTuple):
    # The terms that may match, with the times typed; their order, one a place; prefixes that may
    # match; what has to.
    counts: dict[str, int]
    order: list[str]
    beginnings: list[Clause]
    required: list[Clause]


def prefixes(text: str) -> tuple[str, ...]:
    """Return how the words meant by a prefix may begin: "co-prod" is "coprod", as compounds are
    indexed joined.
    """
    folded = analysis.fold(text)
    return tuple({folded: None, "".join(char for char in folded if char.isalnum()): None})


def _plan(query: Query) -> _Plan:
    plan = _Plan({}, [], [], [])
    for clause in query.wanted:
        if clause.required:
            if clause.kind == "prefix" or analysis.sequence(clause.text):
                plan.required.append(clause)
        elif clause.kind == "prefix":
            plan.beginnings.append(clause)
        else:
            for term, _ in analysis.terms(clause.text):
                plan.counts[term] = plan.counts.get(term, 0) + 1
            plan.order.extend(term for term, _ in analysis.sequence(clause.text))
    return plan


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
        for document, score in scores.items():
            total[document] = total.get(document, 0.0) + score
    literal = frozenset(total)
    for places, scores in expanded:
        own = [concepts[place] for place in places]
        complete = set(own[0]).intersection(*own[1:])
        cap = (
            min(
                (sum(part[document] for part in own) for document in complete), default=float("inf")
            )
            * BELOW
        )
        for document, score in scores.items():
            have = [part[document] for part in own if document in part]
            gain = min(score * SYNONYM, cap - sum(have))
            if len(have) < len(own) and gain > 0:
                total[document] = total.get(document, 0.0) + gain
    return total, literal


def _in_two_tiers(scores: Scores, literal: frozenset[int]) -> Scores:
    """Return the scores with all documents that have none of the words typed after those that have."""
    rest = scores.keys() - literal
    if not rest or not literal:
        return scores
    lowest, highest = (
        min(scores[document] for document in literal),
        max(scores[document] for document in rest),
    )
    factor = min(1.0, lowest * BELOW / highest)
    return {
        document: score * factor if document in rest else score
        for document, score in scores.items()
    }


def _joined(text: str) -> list[str]:
    # The terms that stand beside the first of their position: "coproduct" beside "co".
    primary = {position: term for term, position in reversed(analysis.terms(text))}
    return [term for term, position in analysis.terms(text) if primary[position] != term]


def _sum(parts: Iterable[Mapping[int, float]]) -> Mapping[int, float]:
    whole: dict[int, float] = {}
    for part in parts:
        for document, weight in part.items():
            whole[document] = whole.get(document, 0.0) + weight
    return whole


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
