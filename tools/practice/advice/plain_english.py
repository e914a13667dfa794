"""Plain English: short forms such as "ED", which a text explains or the vocabularies hold, and
words of every day for those that staff write in place of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from practice.model.text import normalise
from practice.model.vocabulary import VOCABULARY_NAMES, Vocabularies

KNOWN = frozenset(
    (
        *("NHS", "GP", "UK", "EU", "US", "USA", "BBC", "CV", "DVD", "CD"),
        *("TV", "ID", "IT", "HIV", "AIDS", "DNA", "AM", "PM", "OK", "HR"),
    )
)
"""Those that say more to a reader than what they stand for."""

_SHORT_FORM = re.compile(r"(?<![\w&.-])(?:[A-Z]&[A-Z]|[A-Z][A-Z0-9]{1,5})(?=s?(?![\w&-]))")
_FOLDED = re.compile(r"[a-z] and [a-z]|[a-z][a-z0-9]{1,5}")
# Another word with a capital beside it; the first of a sentence has one anyway.
_NAME_BEFORE = re.compile(r"\s[A-Z][a-z]+ $")
_NAME_AFTER = re.compile(r" [A-Z][a-z]")
_QUOTED = re.compile(r"[\"“‘][^\"”’\n]*[\"”’]")


def short_forms(text: str) -> Iterator[str]:
    """Yield the short forms of a sentence, but for those inside a name: "Leeds GATE"."""
    for found in _SHORT_FORM.finditer(text):
        if not _NAME_BEFORE.search(text, 0, found.start()) and not _NAME_AFTER.match(
            text, found.end()
        ):
            yield found[0]


def without_quotations(text: str) -> str:
    """Return `text` without what stands in quotation marks: those are another's words."""
    return _QUOTED.sub("", text)


def is_explained(short: str, text: str) -> bool:
    """Whether `text` says what a short form stands for: "the long form (LF)", "LF (the long form)",
    "LF stands for".
    """
    sign = re.escape(short)
    return (
        re.search(
            rf"\({sign}s?\b|\b{sign}s? \(|\b{sign},? (?:which )?(?:stands for|short for)", text
        )
        is not None
    )


def held_names(words: Vocabularies) -> frozenset[str]:
    """Return what the thesaurus and the vocabularies hold, folded; of that only what a short form
    could be.
    """
    found = {normalise(word) for group in words.thesaurus for word in group}
    found |= {
        normalise(name)
        for vocabulary in VOCABULARY_NAMES
        for term in words[vocabulary]
        for name in term.names
    }
    return frozenset(name for name in found if _FOLDED.fullmatch(name))


def better_words(words: Vocabularies) -> dict[str, str]:
    """Return the word to prefer for each short form: that of the thesaurus, else the label of the
    term.
    """
    groups = [
        *words.thesaurus,
        *((term.label, *term.synonyms) for name in VOCABULARY_NAMES for term in words[name]),
    ]
    found: dict[str, str] = {}
    for preferred, *others in groups:
        for other in others:
            if _SHORT_FORM.fullmatch(other) and not _SHORT_FORM.search(preferred):
                found.setdefault(other, preferred)
    return found


_CAPITAL_AFTER = re.compile(r" [A-Z]")


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
    lowered = text[:1].lower() + text[1:] if capital else text
    for found in re.finditer(rf"(?<![\w'’-])(?:{'|'.join(plainer)})(?![\w'’-])", lowered):
        if not (capital and found.start() == 0 and _CAPITAL_AFTER.match(text, found.end())):
            yield text[found.start() : found.end()], plainer[found[0]]
