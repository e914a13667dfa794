"""How old a reader must be to follow a text with ease, as a rough figure for editors.

The formula is the Automated Readability Index: E. A. Smith and R. J. Senter, "Automated Readability
Index", AMRL-TR-66-220, Aerospace Medical Research Laboratories, 1967. It needs letters, words and
sentences and no count of syllables, so it is exact and has no word list. It gives a school year of
the United States, where children of five are in year 0: the age is the year and five.
"""

from __future__ import annotations

import re

FEWEST_WORDS = 100
"""Of a shorter text the figure says nothing."""

_WORD = re.compile(r"[^\W_]+(?:['’\-.,/][^\W_]+)*")
_SENTENCE = re.compile(r"[.!?…]+[\"'”’)\]]*(?:\s+|$)")
_SHORTEST_LINE = 5


def reading_age(text: str) -> int | None:
    """Return the age in years from which `text` is easy to read, or None when it is too short to
    tell.

    Args:
        text: words without marks, one paragraph a line. A line of fewer than five words (a heading,
            a cell of a table) is no sentence and does not count.
    """
    letters = words = sentences = 0
    for line in text.splitlines():
        found = _WORD.findall(line)
        if len(found) < _SHORTEST_LINE:
            continue
        words += len(found)
        letters += sum(letter.isalnum() for word in found for letter in word)
        sentences += sum(bool(_WORD.search(part)) for part in _SENTENCE.split(line))
    if words < FEWEST_WORDS:
        return None
    year = 4.71 * letters / words + 0.5 * words / sentences - 21.43
    return max(5, round(year) + 5)
