"""How alike two case studies are in their words, to find one that was offered twice.

Texts are compared by the cosine between their words, rare words counting for more (tf-idf).
docs/decisions/hosting.md has the figures behind the threshold.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

ALIKE = 0.4
"""From here on two case studies are shown as possibly the same."""
MOST_SHOWN = 3

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Alike:
    """A case study like another: its path, and how alike they are, from 0 (no word shared) to 1."""

    path: str
    likeness: float


def counted_words(text: str) -> Counter[str]:
    """Return how often each word stands in `text`, whatever its case."""
    return Counter(_WORD.findall(text.casefold()))


class Likeness:
    """The words of a collection, ready to be compared."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Take the plain text of every case study by its path."""
        counts = {name: counted_words(text) for name, text in texts.items()}
        self._spread = Counter(word for count in counts.values() for word in count)
        self._number = len(counts)
        self._vectors = {name: self._vector(count) for name, count in counts.items()}

    def _vector(self, count: Counter[str]) -> dict[str, float]:
        weights = {
            word: (1 + math.log(times)) * math.log((self._number + 1) / self._spread[word])
            for word, times in count.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {word: weight / length for word, weight in weights.items()}

    def between(self, one: str, other: str) -> float:
        """Return how alike two of the case studies are."""
        few, many = sorted((self._vectors[one], self._vectors[other]), key=len)
        return sum(weight * many.get(word, 0.0) for word, weight in few.items())

    def like(self, path: str) -> tuple[Alike, ...]:
        """Return those that may be the same as the one at `path`, the most alike first."""
        scores = [
            Alike(other, round(self.between(path, other), 2))
            for other in self._vectors
            if other != path
        ]
        found = sorted(
            (alike for alike in scores if alike.likeness >= ALIKE),
            key=lambda alike: (-alike.likeness, alike.path),
        )
        return tuple(found[:MOST_SHOWN])
