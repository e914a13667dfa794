"""What a word counts in a document: a scoring model in Whoosh's own terms, with exact lengths.

The formula is Whoosh's `bm25`. Three things differ from its BM25F model:

- the weights of the fields multiply the counts of a term before BM25 sees them, so that four words
in the body never count like one in each of four fields (Robertson, Zaragoza and Taylor, "Simple
BM25 extension to multiple weighted fields", CIKM 2004); the postings carry these weights;
- lengths are exact and the average is taken over live documents; Whoosh keeps lengths in one byte
each;
- the rarity of a term goes towards nothing for a term that is everywhere (Robertson and Spärck
Jones, as Lucene has it). Whoosh's never falls below 1, so that in a long question the common words
outvote the rare ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log
from typing import Any

from .engine import BaseScorer, WeightingModel, bm25

B = 0.75
"""How much a long document has to say a word more often."""
K1 = 1.5
"""How slowly a repeated word stops counting."""


def rarity(documents: int, total: int) -> float:
    """Return what a term that `documents` of `total` documents have is worth; above 0 always."""
    return log(1 + (total - documents + 0.5) / (documents + 0.5))


class ExactBM25(WeightingModel):  # type: ignore[misc]
    """The model. It serves Whoosh's own searcher too (on an index of one segment), which the tests
    hold against ours.
    """

    def __init__(self, total: int, lengths: Sequence[float], average_length: float) -> None:
        """Take the number of live documents, the weighted length of each document, and their
        average.
        """
        self.total = total
        self.lengths = lengths
        self.average_length = average_length

    def idf(self, searcher: Any, fieldname: str, text: bytes) -> float:
        """Return the rarity of a term of Whoosh's index."""
        return rarity(searcher.get_parent().doc_frequency(fieldname, text), self.total)

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: float = 1) -> ExactScorer:
        """Return what Whoosh asks for the score of each document that has a term."""
        return self.term(self.idf(searcher, fieldname, text) * qf)

    def term(self, worth: float) -> ExactScorer:
        """Return the scorer of a term (or phrase) of this worth."""
        return ExactScorer(self, worth)


class ExactScorer(BaseScorer):  # type: ignore[misc]
    """Scores documents for one term."""

    def __init__(self, model: ExactBM25, worth: float) -> None:
        self._model = model
        self._worth = worth

    def score(self, matcher: Any) -> float:
        """Return the score of the document at which one of Whoosh's matchers stands."""
        return self.weigh(matcher.id(), matcher.weight())

    def max_quality(self) -> float:
        """Return a score that no document exceeds."""
        return self._worth * (K1 + 1)

    def weigh(self, document: int, weight: float) -> float:
        """Return the score of a document that has the term with this weight."""
        return float(
            bm25(
                self._worth,
                weight,
                self._model.lengths[document],
                self._model.average_length,
                B,
                K1,
            )
        )

    def weigh_all(self, weights: Mapping[int, float]) -> dict[int, float]:
        """Return the score of each document, given the weight of the term in each."""
        # The same as `weigh`, without the calls: this runs for every posting of every word of a
        # query.
        worth, lengths, average = self._worth, self._model.lengths, self._model.average_length
        return {
            document: bm25(worth, weight, lengths[document], average, B, K1)
            for document, weight in weights.items()
        }
