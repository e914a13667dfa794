"""Guess what was meant by a word that is not in the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice, product

from . import analysis
from .query import Query

MOST_TRIES = 12
CANDIDATES = 4


def suggest(
    text: str,
    query: Query,
    words: Iterable[str],
    frequency: Callable[[str], int | None],
    gives_results: Callable[[str], bool],
) -> str | None:
    """Return `text` with misspelt words replaced by words of the index, or None.

    `frequency` says in how many documents one of `words` stands, None for a word that is not
    known; `gives_results` whether a text finds anything: only such a text is returned.
    """
    places: list[tuple[int, int, str]] = []
    for clause in query.wanted:
        if clause.kind == "prefix":
            continue
        offset = text.lower().find(clause.text.lower(), clause.start, clause.end)
        for word, _, start, end in analysis.words(clause.text):
            if (
                offset >= 0
                and len(word) > 2
                and word not in analysis.STOP_WORDS
                and frequency(word) is None
            ):
                places.append((offset + start, offset + end, word))
    choices = [list(islice(close(word, words, frequency), CANDIDATES)) for *_, word in places]
    if not places or not all(choices):
        return None
    for chosen in islice(product(*choices), MOST_TRIES):
        changed = text
        for (start, end, _), word in reversed(list(zip(places, chosen, strict=True))):
            changed = changed[:start] + word + changed[end:]
        if gives_results(changed):
            return changed
    return None


def close(word: str, words: Iterable[str], frequency: Callable[[str], int | None]) -> Iterator[str]:
    """Yield the words spelt like `word`: the nearest first, then the more frequent."""
    from whoosh.support.levenshtein import damerau_levenshtein

    most = 1 if len(word) < 5 else 2
    found = []
    letters = set(word)
    for other in words:
        if (
            abs(len(other) - len(word)) <= most
            and len(letters.symmetric_difference(other)) <= 2 * most
        ):
            distance = damerau_levenshtein(word, other, most)
            if distance <= most and (often := frequency(other)) is not None:
                found.append((distance, other[:1] != word[:1], -often, other))
    for *_, other in sorted(found):
        yield other
