"""Words and phrases that mean the same here, and where a query uses one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from . import analysis

_LEFT_OUT = str.maketrans("", "", "'’.,")


class Expansion(NamedTuple):
    """From `start`, `length` terms of the query may as well be any of `alternatives`."""

    start: int
    length: int
    alternatives: tuple[analysis.Sequence, ...]


@dataclass(frozen=True)
class Thesaurus:
    """Groups of words and phrases; within a group each stands for every other."""

    groups: tuple[tuple[str, ...], ...] = ()

    def expansions(self, terms: Sequence[str]) -> tuple[Expansion, ...]:
        """Return what the terms of a query may be replaced with, the longest first where two
        overlap.

        `terms` are the query's own, in order and without stop words.
        """
        found: dict[tuple[int, int], dict[analysis.Sequence, None]] = {}
        for group in self.groups:
            # Only a group that shares a beginning with the query is worth analysing.
            if not _may_match(group, terms):
                continue
            sequences = [analysis.sequence(entry) for entry in group]
            for own in sequences:
                for start in _places(terms, tuple(term for term, _ in own)):
                    others = found.setdefault((start, len(own)), {})
                    others.update((other, None) for other in sequences if other and other != own)
        chosen: list[Expansion] = []
        taken: set[int] = set()
        used: set[str] = set()
        for (start, length), alternatives in sorted(
            found.items(), key=lambda item: (-item[0][1], item[0][0])
        ):
            span = range(start, start + length)
            # A word typed twice is expanded once, or its synonyms would count more than the word
            # itself.
            if (
                alternatives
                and taken.isdisjoint(span)
                and used.isdisjoint(terms[place] for place in span)
            ):
                taken.update(span)
                used.update(terms[place] for place in span)
                chosen.append(Expansion(start, length, tuple(alternatives)))
        return tuple(chosen)

    def words(self) -> Iterable[str]:
        """Yield every word of every entry, folded."""
        for group in self.groups:
            for entry in group:
                for word, _, _, _ in analysis.words(entry):
                    yield word


NO_SYNONYMS = Thesaurus()


def _may_match(group: Sequence[str], terms: Sequence[str]) -> bool:
    # Without what the analysis leaves out inside a word: "O'Brien", "N.H.S.", "1,000".
    folded = _short(analysis.fold("\n".join(group)).translate(_LEFT_OUT))
    return any(_short(_beginning(term)) in folded for term in terms)


def _beginning(term: str) -> str:
    # As much of a word as its stem is sure to share ("fly" has the stem "fli").
    return term[: min(3, max(2, len(term) - 1))]


def _short(text: str) -> str:
    # "Paediatric" and "pediatric" begin alike in this way; see spelling.py.
    return text.replace("ae", "e").replace("oe", "e")


def _places(terms: Sequence[str], wanted: tuple[str, ...]) -> list[int]:
    if not wanted:
        return []
    last = len(terms) - len(wanted)
    return [
        start for start in range(last + 1) if tuple(terms[start : start + len(wanted)]) == wanted
    ]
