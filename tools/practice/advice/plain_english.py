"""Words of every day for those that staff write in place of them: where a sentence has one that
could be plainer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from practice.model.vocabulary import Vocabularies

_NAME_AFTER = re.compile(r" [A-Z]")


def plainer_words(words: Vocabularies) -> dict[str, str]:
    """Return the plainer word for each that the editors' list holds, in all its forms, the longest
    first: "in order to" before "in".
    """
    found = {form: plain for plain, forms in words.plain_words for form in forms}
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def could_be_plainer(text: str, plainer: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what stands in a sentence and has a plainer word, with that word.

    Small letters alone count, but for the first word of a sentence: others begin names, and so does
    that if the next one is large.
    """
    if not plainer:
        return
    capital = "A" <= text[:1] <= "Z"
    told = text[:1].lower() + text[1:] if capital else text
    for found in re.finditer(rf"(?<![\w'’-])(?:{'|'.join(plainer)})(?![\w'’-])", told):
        if not (capital and found.start() == 0 and _NAME_AFTER.match(text, found.end())):
            yield text[found.start() : found.end()], plainer[found[0]]
