"""Guess what was meant by a word that is not in the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product

from . import analysis
from .query import Query

MOST_TRIES = 12
CANDIDATES = 4


def suggest(
    text: str,
    query: Query,
    vocabulary: Iterable[tuple[str, int]],
    gives_results: Callable[[str], bool],
) -> str | None:
    """Return `text` with misspelt words replaced by words of the index, or None.

    `vocabulary` holds the words with the number of documents that have each; `gives_results` says
    whether a text finds anything: only such a text is returned.
    """
    known = dict(vocabulary)
    places: list[tuple[int, int, str]] = []
    for clause in query.wanted:
        if clause.kind == "prefix":
            continue
        offset = text.lower().find(clause.text.lower(), clause.start, clause.end)
        for word, _, start, end in analysis.words(clause.text):
            if (
                offset >= 0
                and word not in known
                and word not in analysis.STOP_WORDS
                and len(word) > 2
            ):
                places.append((offset + start, offset + end, word))
    choices = [
        [candidate for _, candidate in zip(range(CANDIDATES), close(word, known), strict=False)]
        for *_, word in places
    ]
    if not places or not all(choices):
        return None
    for _, chosen in zip(range(MOST_TRIES), product(*choices), strict=False):
        changed = text
        for (start, end, _), word in reversed(list(zip(places, chosen, strict=True))):
            changed = changed[:start] + word + changed[end:]
        if gives_results(changed):
            return changed
    return None


def close(word: str, known: dict[str, int]) -> Iterator[str]:
    """Yield the words spelt like `word`, the nearest first, the more frequent first among equals."""
    most = 1 if len(word) < 5 else 2
    found = []
    letters = set(word)
    for other, frequency in known.items():
        if (
            abs(len(other) - len(word)) <= most
            and len(letters.symmetric_difference(other)) <= 2 * most
        ):
            distance = _distance(word, other, most)
            if distance <= most:
                found.append((distance, other[:1] != word[:1], -frequency, other))
    for *_, other in sorted(found):
        yield other


def _distance(one: str, other: str, most: int) -> int:
    """Return how many letters differ, are missing, added or swapped with a neighbour; more than
    `most` is not counted.

    The optimal string alignment distance (Damerau, "A technique for computer detection and
    correction of spelling errors", CACM 7(3), 1964).
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
