"""The words of every case study, packed, so that the form can say whether much the same was offered
before.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from practice.content.plain_text import prose
from practice.model.case_study import CaseStudy
from practice.model.catalogue import Catalogue
from practice.model.similarity import ALIKE, MOST_SHOWN, counted_words

WORDS = "assets/practice/write-words.js"
MOST_BYTES = 2_000_000
"""A larger file is not published: it would be more than 0.8 MB compressed, for a line of advice
(docs/decisions/site.md).
"""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
_HALF = len(_DIGITS) // 2


def words_file(catalogue: Catalogue) -> str:
    """Return the script that tells the form the words of the collection, or that there are too
    many.
    """
    text = _script(words_data(catalogue))
    return text if len(text.encode()) <= MOST_BYTES else _script({"studies": None})


def words_data(catalogue: Catalogue) -> Any:
    """Return the words of every published case study, and from where on two are alike.

    Each study is its path, its title and the ids of those that it names. Of each word, the most
    frequent first, `counts` says which studies have it and how often (`_packed`).
    """
    counts = [counted_words(_text(study)) for study in catalogue]
    spread = Counter(word for count in counts for word in count)
    words = sorted(spread, key=lambda word: (-spread[word], word))
    found: dict[str, list[tuple[int, int]]] = {word: [] for word in words}
    for number, count in enumerate(counts):
        for word, times in count.items():
            found[word].append((number, times))
    return {
        "alike": ALIKE,
        "shown": MOST_SHOWN,
        "studies": [
            [study.path, study.title, *study.related, *study.supersedes] for study in catalogue
        ],
        "words": " ".join(words),
        "counts": " ".join(_packed(found[word]) for word in words),
    }


def _text(study: CaseStudy) -> str:
    """Return what `practice check --advice` compares: title, summary and prose."""
    return "\n".join(
        [
            study.title,
            study.summary,
            *(text for section in study.sections for text, _ in prose(section.markdown)),
        ]
    )


def _packed(found: Sequence[tuple[int, int]]) -> str:
    """Return for each study how many were skipped before it, doubled; one more if the word stands
    there again, with how often.
    """
    return "".join(digit for number in _numbers(found) for digit in _spelled(number))


def _numbers(found: Sequence[tuple[int, int]]) -> Iterator[int]:
    following = 0
    for study, times in found:
        again = times > 1
        yield 2 * (study - following) + again
        if again:
            yield times - 2
        following = study + 1


def _spelled(number: int) -> Iterator[str]:
    """Yield the digits of a number to the base of 32, the last first; all but the last to come are
    from the upper half.
    """
    while number >= _HALF:
        yield _DIGITS[_HALF + number % _HALF]
        number //= _HALF
    yield _DIGITS[number]


def _script(data: Any) -> str:
    return (
        "globalThis.practiceWords ="
        f" {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"
    )
