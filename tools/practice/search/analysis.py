"""Turn text into the terms that are indexed and searched: one analysis for documents, queries,
synonyms and excerpts.

Words are folded (lower case, no accents), lose their possessive 's and apostrophes, and are stemmed
with Porter's algorithm (M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980) as
Whoosh ships it. What belongs together is kept together as well as apart: "co-production" is also
"coproduction", "2005/06" is also "2005". British and American spellings become one before stemming.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from functools import cache
from typing import Any
from unicodedata import combining, normalize

from .spelling import one_spelling

with warnings.catch_warnings():
    # Whoosh is compiled on first import where the installer did not; Python then warns of its
    # source.
    warnings.simplefilter("ignore")
    from whoosh.lang.porter import stem as porter_stem

ANALYSIS_VERSION = 2
"""Raise it with any change to the terms below: an index of another version is rebuilt."""

_STOPPED = (
    # Words that only hold a sentence together, and those with which people ask. Not stopped are
    # words that do so as well but often carry the meaning here: "out of hours", "under fives",
    # "more for less", "did not attend".
    "a an and are as at be been but by for from had has have he her his i if in into is it its of"
    " on or our she so than that the their them then there these they this those to was we were"
    " which will with would you your also am any because can could do does here him how may me"
    " might must my shall should some such what when where who whom whose why"
)
STOP_WORDS = frozenset(_STOPPED.split())
LONGEST_WORD = 64

# The marks written over and under letters in Latin, Hebrew, Arabic and the scripts of India belong
# to the word.
_LETTER = (
    r"(?:[^\W_]|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff"
    r"\u200c\u200d])"
)
_PIECE = re.compile(rf"{_LETTER}+(?:[-‐‑–'’&./,]{_LETTER}+)*")
_ASCII_PIECE = re.compile(r"[A-Za-z0-9]+(?:[-'&./,][A-Za-z0-9]+)*")
_NUMBER = re.compile(r"(\d+(?:[.,/-]\d+)+)([^\W\d_]*)")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_RANGE = re.compile(r"(\d+)[/-](\d+)")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_SHORT_PAIR = re.compile(r"[^\W_]{1,2}&[^\W_]{1,2}")
_PARTS = re.compile(r"[^&./,]+")
_SAME = str.maketrans("‐‑–’", "---'")

Word = tuple[str, int, int, int]
"""A folded word, its position (counted in words), and where it starts and ends in the text."""

Sequence = tuple[tuple[str, int], ...]
"""The terms of a phrase, each with its distance from the first ("point of care": point 0, care 2).
"""

_stems: dict[str, str] = {}


def words(text: str) -> Iterator[Word]:
    """Yield every word of `text`, stop words too; the words of a compound follow its first part at
    one position.
    """
    position = 0
    for match in (_ASCII_PIECE if text.isascii() else _PIECE).finditer(text):
        raw = match.group()
        if raw.isalnum():
            yield _fold(raw), position, match.start(), match.end()
            position += 1
            continue
        last = 0
        for word, step, start, end in _compound(raw):
            if word:
                yield word, position + step, match.start() + start, match.start() + end
                last = step
        position += last + 1


def terms(text: str) -> list[tuple[str, int]]:
    """Return the terms of `text` with their positions: stemmed, and without stop words, which still
    take up room.
    """
    return [
        (stem(word), position) for word, position, _, _ in words(text) if word not in STOP_WORDS
    ]


def sequence(text: str) -> Sequence:
    """Return one term for each position of `text`, with its distance from the first: what a phrase
    consists of.
    """
    chosen: dict[int, str] = {}
    for term, position in terms(text):
        chosen.setdefault(position, term)
    first = min(chosen, default=0)
    return tuple((term, position - first) for position, term in chosen.items())


def stem(word: str) -> str:
    """Return the stem of a folded word; numbers, short words and other scripts stay as they are."""
    known = _stems.get(word)
    if known is None:
        known = (
            porter_stem(one_spelling(word))
            if len(word) > 2 and word.isascii() and word.isalpha()
            else word
        )
        _stems[word] = known
    return known


@cache
def snowball(word: str) -> str:
    """Return Snowball's stem of a folded English word, which the browser's index has: not always
    the one that our own analysis gives.
    """
    return str(_snowball().stem(word))


@cache
def _snowball() -> Any:
    from whoosh.lang.snowball.english import EnglishStemmer

    return EnglishStemmer()


def fold(text: str) -> str:
    """Return `text` in lower case and without accents: for sorting, and for comparing what people
    type.
    """
    if text.isascii():
        return text.lower()
    return "".join(char for char in normalize("NFKD", text.casefold()) if not combining(char))


def _fold(word: str) -> str:
    return (word.lower() if word.isascii() else fold(word))[:LONGEST_WORD]


def _compound(raw: str) -> list[Word]:
    # Only what is not a plain word comes here, so it may take its time. One dash and one apostrophe
    # do for all.
    raw = raw.translate(_SAME)
    if number := _NUMBER.fullmatch(raw):
        return _number(raw, number.group(1))
    if _INITIALS.fullmatch(raw):
        return [(_fold(raw.replace(".", "")), 0, 0, len(raw))]
    if _SHORT_PAIR.fullmatch(raw):
        return [(_fold(raw), 0, 0, len(raw))]
    found: list[Word] = []
    step = 0
    for part in _PARTS.finditer(raw):
        pieces = _hyphenated(part.group(), part.start())
        for place, (word, start, end) in enumerate(pieces):
            found.append((word, step + place, start, end))
            if place == 0 and len(pieces) > 1:
                joined = "".join(piece for piece, _, _ in pieces)[:LONGEST_WORD]
                found.append((joined, step, part.start(), part.end()))
        step += len(pieces)
    return found or [("", 0, 0, 0)]


def _hyphenated(text: str, offset: int) -> list[tuple[str, int, int]]:
    pieces = []
    start = 0
    for piece in text.split("-"):
        word = _without_apostrophes(piece)
        if word:
            pieces.append((_fold(word), offset + start, offset + start + len(piece)))
        start += len(piece) + 1
    return pieces


def _without_apostrophes(word: str) -> str:
    parts = word.split("'")
    if len(parts) > 1 and parts[-1] in ("s", "S"):
        parts.pop()
    return "".join(parts)


def _number(raw: str, digits: str) -> list[Word]:
    if _THOUSANDS.fullmatch(digits):
        return [(_fold(raw.replace(",", "")), 0, 0, len(raw))]
    if years := _RANGE.fullmatch(digits):
        first, second = years.groups()
        if len(first) == 4 and len(second) == 4:
            second_year = [(second, 0, years.start(2), years.end(2))]
            return [(f"{first}/{second[2:]}", 0, 0, len(raw)), (first, 0, 0, 4), *second_year]
        return [(f"{first}/{second}", 0, 0, len(raw)), (first, 0, 0, len(first))]
    whole = digits.replace("-", "/")
    if "/" in whole:
        return [(_fold(whole), 0, 0, len(raw))] + [
            (m.group(), 0, *m.span()) for m in re.finditer(r"\d+", digits)
        ]
    return [(_fold(raw), 0, 0, len(raw))]
