"""Snowball's English stemmer, which the browser's index has, as Whoosh ships it."""

from __future__ import annotations

from functools import cache

from whoosh.lang.snowball.english import EnglishStemmer


@cache
def _stemmer() -> EnglishStemmer:
    return EnglishStemmer()


def snowball(word: str) -> str:
    """Return the stem of a folded English word: not always the one that our own analysis gives."""
    return str(_stemmer().stem(word))
