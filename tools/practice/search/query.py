"""Read what a person typed. Anything is a query: what is not understood as syntax is text.

interpreting services       words: two of two or three, three of more (ranking.py)
"language line"             a phrase, which has to be there
title:interpreting          a word (or phrase) in the title; also summary:, headings:, body:
+maternity                  a word that has to be there
interp*                     words that begin so
-children  NOT children     not these (also -"a phrase", -title:word, -pre*)
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from .document import TEXT_FIELDS

MOST_CLAUSES = 500
"""The rest of a longer query is not read."""


class Clause(NamedTuple):
    """One part of a query. `kind` is word, phrase or prefix; `field` is empty for any field."""

    kind: str
    text: str
    field: str
    required: bool
    excluded: bool
    start: int
    end: int


class Query(NamedTuple):
    """What to look for, in the order typed."""

    clauses: tuple[Clause, ...]

    @property
    def wanted(self) -> tuple[Clause, ...]:
        """The clauses that are looked for."""
        return tuple(clause for clause in self.clauses if not clause.excluded)

    @property
    def unwanted(self) -> tuple[Clause, ...]:
        """The clauses that must not match."""
        return tuple(clause for clause in self.clauses if clause.excluded)


_FIELDS = {**{name: name for name in TEXT_FIELDS}, "heading": "headings"}
_QUOTES = str.maketrans("“”„‟«»", '""""""')
_CLAUSE = re.compile(
    r"""(?:(?<!\S)(?P<sign>-|\+|NOT[ ]+(?=[^\s*]))(?=[^\s+-]))?
        (?:(?P<field>title|summary|headings?|body):(?=[^\s:*]))?
        (?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))""",
    re.VERBOSE | re.IGNORECASE,
)


def parse(text: str, plain: bool = False) -> Query:
    """Return the query for `text`; never raises. A `plain` text has words only and no syntax."""
    if plain:
        found = list(islice(re.finditer(r"\S+", text), MOST_CLAUSES))
        return Query(
            tuple(Clause("word", part.group(), "", False, False, *part.span()) for part in found)
        )
    return _parse(text)


def _parse(text: str) -> Query:
    plain = text.translate(_QUOTES).replace("\0", " ")
    if plain.count('"') % 2:
        # The quote without a partner is the last one; the length stays, as clauses know their
        # place.
        last = plain.rindex('"')
        plain = f"{plain[:last]} {plain[last + 1 :]}"
    clauses = []
    for match in islice(_CLAUSE.finditer(plain), MOST_CLAUSES):
        sign = match["sign"] or ""
        if sign[:1] in "nN" and sign and not sign.startswith("NOT"):
            # "not" in small letters is a word like any other.
            clauses.append(
                Clause("word", "not", "", False, False, match.start(), match.start() + 3)
            )
            sign = ""
        field = _FIELDS[match["field"].lower()] if match["field"] else ""
        kind, content = (
            ("word", match["word"]) if match["word"] is not None else ("phrase", match["phrase"])
        )
        if kind == "word" and content.endswith("*") and any(char.isalnum() for char in content):
            kind, content = "prefix", content.rstrip("*")
        excluded = sign == "-" or sign.startswith("NOT")
        required = not excluded and (sign == "+" or bool(field) or kind == "phrase")
        clauses.append(Clause(kind, content, field, required, excluded, match.start(), match.end()))
    return Query(tuple(clauses))
