"""Answers in people's words to the values of a case study: labels to ids, dates to figures. Nothing
is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from practice.content.serializer import Value, one_line
from practice.model.dates import as_written
from practice.model.schema import NOT_REPORTED, UNKNOWN, Field
from practice.model.text import normalise
from practice.model.vocabulary import Vocabularies

_CUT = re.compile(r"[;,\n]")
# As `entriesOfText` and `mailboxOf` of the form have them.
BULLET = re.compile(r"^(?:[•·▪◦‣●○§–—*\-\uf0b7\uf0a7]|\(?(?:[0-9]{1,2}|[a-z])[.)])\s+(?=\S)")
_NAMED_ADDRESS = re.compile(r"[^<>]*<([^<>\s]+@[^<>\s]+)>;?")


def read_answer(asked: Field, parts: Sequence[str], vocabularies: Vocabularies) -> Value:
    """Return the value that `parts` (the lines or items of an answer) give to the field `asked`;
    empty for no answer.

    A term becomes its id, a choice its value and a date its figures wherever that is certain; all
    else stays as it is written, and the checks speak of it.
    """
    given = [text for text in map(one_line, parts) if text]
    if not asked.many:
        return _one(asked, " ".join(given), vocabularies)
    found: dict[str, None] = {}
    for text in given:
        for item in _cut(asked, BULLET.sub("", text), vocabularies):
            found[_one(asked, item, vocabularies)] = None
    return list(found)


def is_not_reported(text: str) -> bool:
    """Whether `text` says in some way that nothing is reported."""
    return normalise(text) in ("not reported", "not stated", "none reported")


def _cut(asked: Field, text: str, vocabularies: Vocabularies) -> list[str]:
    """Cut a list written on one line, if it holds terms and is not the name of one itself."""
    if asked.kind not in ("term", "organisation", "study") or _known(asked, text, vocabularies):
        return [text]
    items = [item.strip() for item in _CUT.split(text) if item.strip()]
    certain = (
        ";" in text
        or asked.kind != "organisation"
        or all(_known(asked, item, vocabularies) for item in items)
    )
    return items if certain else [text]


def _known(asked: Field, text: str, vocabularies: Vocabularies) -> bool:
    if asked.kind == "organisation":
        return vocabularies.organisations.find(text) is not None
    return asked.kind == "term" and vocabularies[asked.vocabulary].find(text) is not None


def _one(asked: Field, text: str, vocabularies: Vocabularies) -> str:
    if asked.not_reported and is_not_reported(text):
        return NOT_REPORTED
    if asked.unknown and normalise(text) in ("unknown", "not known"):
        return UNKNOWN
    match asked.kind:
        case "term":
            term = vocabularies[asked.vocabulary].find(text)
            return term.id if term else text
        case "choice":
            wanted = normalise(text)
            return next(
                (
                    choice.value
                    for choice in asked.choices
                    if wanted in (normalise(choice.value), normalise(choice.label))
                ),
                text,
            )
        case "date":
            return as_written(text)
        case "email":
            named = _NAMED_ADDRESS.fullmatch(text)
            return (named[1] if named else text).removeprefix("mailto:")
    return text
