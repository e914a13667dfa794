"""What a word counts in a document: BM25 over weighted fields.

The weights of the fields multiply the counts of a term before BM25 sees them, so that four words in
the body never count like one in each of four fields (Robertson, Zaragoza and Taylor, "Simple BM25
extension to multiple weighted fields", CIKM 2004). The rarity of a term goes towards nothing for a
term that is everywhere (Robertson and Spärck Jones, as Lucene has it), so that in a long question
the common words do not outvote the rare ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

B = 0.75
"""How much a long document has to say a word more often."""
K1 = 1.5
"""How slowly a repeated word stops counting."""


def rarity(documents: int, total: int) -> float:
    """Return what a term that `documents` of `total` documents have is worth; above 0 always."""
    return log(1 + (total - documents + 0.5) / (documents + 0.5))


@dataclass(frozen=True, slots=True)
class Model:
    """BM25 for one collection: its number of documents, the weighted length of each document by its
    number, and their mean.
    """

    total: int
    lengths: Sequence[float]
    average_length: float

    def score(self, worth: float, weights: Mapping[int, float]) -> dict[int, float]:
        """Return the score of each document for a term (or phrase) of this worth, given the
        weighted number of times that it stands in each.
        """
        lengths, most = self.lengths, worth * (K1 + 1)
        flat, slope = K1 * (1 - B), K1 * B / (self.average_length or 1)
        return {
            document: most * weight / (weight + flat + slope * lengths[document])
            for document, weight in weights.items()
        }
