"""Find the nearest of thousands of names, for rules that may meet thousands of misspelt ones."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable

from practice.model.diagnostics import CLOSE, LONGEST_WORD
from practice.model.text import normalise

_LOOKED_UP = 2_000
_COMPARED = 6


def _triples(text: str) -> set[str]:
    padded = f" {text} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


class Speller:
    """Suggests what an author may have meant, out of `names`: pairs of a way to write it and what
    to write.
    """

    # difflib compares a word with every name in turn: 20 milliseconds for the register of
    # organisations. Only names that share some three letters in a row are worth comparing, and
    # those are looked up in one.

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Prepare to suggest; of two names that are compared as one the first counts."""
        self._meant: dict[str, str] = {}
        for name, meant in names:
            self._meant.setdefault(normalise(name), meant)
        self._sharing: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._meant:
            for triple in _triples(name):
                self._sharing[triple].append(name)
        self._known: dict[str, str | None] = {}

    def suggest(self, word: str) -> str | None:
        """Return what to write instead of `word`, or None when no name is close."""
        if len(word) > LONGEST_WORD:
            return None
        folded = normalise(word)
        if folded not in self._known:
            found = difflib.get_close_matches(folded, self._likely(folded), n=1, cutoff=CLOSE)
            self._known[folded] = self._meant[found[0]] if found else None
        return self._known[folded]

    def _likely(self, word: str) -> list[str]:
        """Return the names that share most with `word`, by the rarest letters first: "trust" tells
        little, "haringey" much.
        """
        shared: Counter[str] = Counter()
        looked_up = 0
        for names in sorted(
            (self._sharing[triple] for triple in _triples(word) if triple in self._sharing), key=len
        ):
            shared.update(names)
            looked_up += len(names)
            if looked_up > _LOOKED_UP:
                break
        # The share of common letters decides, not their number: long names have more of everything.
        return sorted(shared, key=lambda name: (-shared[name] / (len(word) + len(name)), name))[
            :_COMPARED
        ]
