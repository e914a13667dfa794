"""Find the documents for a query and score them.

BM25F in its original form (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", CIKM
2004): the weights of the fields multiply the counts of a term before BM25 sees them, so that four words in the body
never count like one in each of four fields. The formula itself is Whoosh's. Its statistics (documents with a term,
average length) are counted over live documents only: how an index came about never shows in a score.

The clauses of a query are joined by OR. A score is multiplied by a bonus for the share of the clauses that matched.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log
from typing import TYPE_CHECKING, NamedTuple

from . import analysis
from .columns import Columns, to_bits
from .documents import FIELD_WEIGHTS, TEXT_FIELDS
from .engine import FIELD_SPAN, bm25
from .query_language import Clause, Query
from .thesaurus import Thesaurus

if TYPE_CHECKING:
    from .engine import Postings
    from .vocabulary import Vocabulary

B = 0.75
"""How much a long document has to say a word more often."""
K1 = 2.0
"""How slowly a repeated word stops counting; above the usual 1.2 as the counts are multiplied by the weights."""
COVERAGE = 0.3
"""The part of a score that depends on how many of the clauses matched."""
FEW = 4
"""Of how many clauses that is so; it counts less, in proportion, the more there are."""
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
    """The documents for a query as a set of bits, and their scores; no scores when no words were asked for."""

    bits: int
    scores: Scores
    marks: Marks


class Ranker:
    """Rank the documents of one index."""

    def __init__(self, postings: Postings, columns: Columns, vocabulary: Callable[[], Vocabulary]) -> None:
        self._postings = postings
        self._columns = columns
        self._vocabulary = vocabulary

    def rank(self, query: Query, thesaurus: Thesaurus) -> Found:
        """Return every document for `query`; a query that asks for nothing in particular finds them all."""
        plan = _plan(query)
        concepts = [
            {document: score * count for document, score in self._score(self._occurrences(((term, 0),))).items()}
            for term, count in plan.counts.items()
        ]
        concepts += [self._score(self._clause(clause)) for clause in plan.beginnings]
        required = [self._score(self._clause(clause)) for clause in plan.required]
        expansions = thesaurus.expansions(plan.order) if plan.order else ()
        scores: Scores
        if concepts or required:
            places = {term: place for place, term in enumerate(plan.counts)}
            expanded = [
                ([places[term] for term in plan.order[start : start + length]], self._best(alternatives))
                for start, length, alternatives in expansions
            ]
            scores = _combine(concepts + required, expanded)
            bits = self._bits(scores)
        else:
            scores = {}
            bits = 0 if query.wanted else self._columns.live
        for needed in required:
            bits &= self._bits(needed)
        for clause in query.unwanted:
            bits &= ~self._bits(self._clause(clause))
        synonyms = [sequence for expansion in expansions for sequence in expansion.alternatives]
        return Found(bits, scores, _marks(plan, synonyms))

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
        # Whoosh's own idf (whoosh.scoring.WeightingModel.idf) is positive for any number of documents.
        idf = log(self._columns.total / (len(occurrences) + 1)) + 1
        lengths, average = self._columns.lengths, self._columns.average_length
        return {document: bm25(idf, weight, lengths[document], average, B, K1) for document, weight in occurrences.items()}

    def _clause(self, clause: Clause) -> Mapping[int, float]:
        # A clause that has to match (or must not) is taken as it stands.
        if clause.kind == "prefix":
            known = self._vocabulary()
            stems = {analysis.stem(word) for start in prefixes(clause.text) for word in known.with_prefix(start)}
            return _sum(self._occurrences(((term, 0),), clause.field) for term in sorted(stems))
        found = analysis.sequence(clause.text)
        ways: list[analysis.Sequence] = [found] if found else []
        if clause.kind == "word" and len(found) > 1:
            ways += [((term, 0),) for term in _joined(clause.text)]
        return _sum(self._occurrences(way, clause.field) for way in ways)

    def _occurrences(self, sequence: analysis.Sequence, field: str = "") -> Mapping[int, float]:
        # The weighted number of times a term or phrase stands in each document.
        if len(sequence) == 1 and not field:
            return self._postings.weights(sequence[0][0])
        (first, _), *others = sequence
        found = self._postings.positions(first)
        followers = [(self._postings.positions(term), offset) for term, offset in others]
        wanted = TEXT_FIELDS.index(field) if field else -1
        weights: dict[int, float] = {}
        for document, starts in found.items():
            places: Iterable[int] = starts
            for positions, offset in followers:
                there = set(positions.get(document, _NOWHERE))
                places = [place for place in places if place + offset in there]
            fields = [min(place // FIELD_SPAN, len(FIELD_WEIGHTS) - 1) for place in places]
            weight = sum(FIELD_WEIGHTS[number] for number in fields if field == "" or number == wanted)
            if weight:
                weights[document] = weight
        return weights

    def _bits(self, documents: Iterable[int]) -> int:
        return to_bits(documents, len(self._columns.lengths))


class _Plan(NamedTuple):
    # The terms that may match, with the times typed; their order, one a place; prefixes that may match; what has to.
    counts: dict[str, int]
    order: list[str]
    beginnings: list[Clause]
    required: list[Clause]


_NOWHERE = array("I")


def prefixes(text: str) -> tuple[str, ...]:
    """Return how the words meant by a prefix may begin: "co-prod" is "coprod", as compounds are indexed joined."""
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


def _combine(concepts: Sequence[Scores], expanded: Sequence[tuple[list[int], Scores]]) -> Scores:
    """Add up what each document gets for each concept, literal or by synonym.

    Two rules keep synonyms below the words themselves. For the words that it stands for, a synonym gives less than
    any document gets that has all of them; and documents with none of the words typed come after all others.
    """
    total: Scores = {}
    matched: dict[int, float] = {}
    for scores in concepts:
        for document, score in scores.items():
            total[document] = total.get(document, 0.0) + score
            matched[document] = matched.get(document, 0.0) + 1.0
    literal = frozenset(total)
    for places, scores in expanded:
        own = [concepts[place] for place in places]
        complete = set(own[0]).intersection(*own[1:])
        cap = min((sum(part[document] for part in own) for document in complete), default=float("inf")) * BELOW
        for document, score in scores.items():
            have = [part[document] for part in own if document in part]
            gain = min(score * SYNONYM, cap - sum(have))
            if len(have) < len(own) and gain > 0:
                total[document] = total.get(document, 0.0) + gain
                matched[document] = matched.get(document, 0.0) + 0.5 * (len(own) - len(have))
    # In a question of many words no document has them all, and the share says little.
    bonus = COVERAGE * min(1.0, FEW / len(concepts))
    share = bonus / len(concepts)
    result = {document: score * (1 - bonus + share * matched[document]) for document, score in total.items()}
    rest = result.keys() - literal
    if rest and literal:
        lowest, highest = min(result[document] for document in literal), max(result[document] for document in rest)
        if highest >= lowest * BELOW:
            for document in rest:
                result[document] *= lowest * BELOW / highest
    return result


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
