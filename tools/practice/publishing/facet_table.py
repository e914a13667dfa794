"""What the search page counts with: every value of every facet, and the studies that have it.

The browser's index finds words. Choosing and counting is done from this table alone, so that counts are exact,
need no words, and are the same as the command line's. Studies are numbered the newest first; the case pages carry
the same numbers, by which the page knows what the index has found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from practice.catalogue import Catalogue, newest_first
from practice.publishing import kinds
from practice.schema import FACETS, ORIGINS

ADDRESS = "assets/practice-facets.json"
"""Where the table lies on the site."""
VERSION = 1

_TITLES = {
    "theme": "Theme",
    "trust": "Trust",
    "community": "Community",
    "topic": "Topic",
    "setting": "Setting",
    "stage": "Stage",
    "outcome": "Outcome",
    "evidence": "Evidence",
    "origin": "Who wrote it",
}
_TREES = ("community", "topic")
_WORD = re.compile(r"[^\W\d_]{4,}")


def numbers(catalogue: Catalogue) -> Mapping[str, int]:
    """Return the number of every study, by its id."""
    return {study.id: number for number, study in enumerate(sorted(catalogue, key=newest_first))}


def facet_table(catalogue: Catalogue) -> str:
    """Return the table as JSON.

    `facets` holds, for each facet, its values in the editors' order: id, label, depth under broader terms, other names,
    and the gaps between the numbers of its studies (small numbers pack better than large ones). `synonyms` are the
    groups of the thesaurus. `words` are the words of titles and terms, from which misspelt words are guessed.
    """
    number = numbers(catalogue)
    facets = [
        {"id": facet, "title": _TITLES[facet], "tree": facet in _TREES, "values": list(_values(facet, catalogue, number))}
        for facet in FACETS
    ]
    years = sorted({study.year for study in catalogue if study.year})
    under = {year: [number[study.id] for study in catalogue if study.year == year] for year in years}
    facets.append({"id": "year", "title": "Year it began", "tree": False, "values": [[y, y, 0, [], _gaps(under[y])] for y in years]})
    table = {
        "version": VERSION,
        "studies": len(catalogue),
        "facets": facets,
        "synonyms": [list(group) for group in catalogue.vocabularies.synonyms],
        "words": sorted(set(_words(catalogue))),
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"


def _values(facet: str, catalogue: Catalogue, number: Mapping[str, int]) -> Iterator[list[object]]:
    for value, label, depth, names in _terms(facet, catalogue):
        studies = [number[study.id] for study in catalogue.under(facet, value)]
        # Of the register only those that did something: the others are hundreds.
        if studies or facet != "trust":
            yield [value, label, depth, list(names), _gaps(studies)]


def _terms(facet: str, catalogue: Catalogue) -> Iterator[tuple[str, str, int, Sequence[str]]]:
    if facet == "trust":
        for entry in sorted(catalogue.vocabularies.organisations, key=lambda entry: entry.name.casefold()):
            yield entry.id, entry.name, 0, entry.also_known_as
    elif facet == "origin":
        for choice in ORIGINS:
            yield choice.value, choice.label, 0, ()
    else:
        kind = next(kind for kind in kinds.KINDS if kind.facet == facet)
        for depth, term in kinds.terms(kind, catalogue):
            yield term.id, term.label, depth, ()  # its synonyms stand in the thesaurus


def _gaps(found: Iterable[int]) -> list[int]:
    ordered = sorted(found)
    return [this - before for before, this in zip([0, *ordered], ordered, strict=False)]


def _words(catalogue: Catalogue) -> Iterator[str]:
    texts = [study.title for study in catalogue]
    for name in ("themes", "communities", "topics", "settings"):
        texts += [word for term in catalogue.vocabularies[name] for word in (term.label, *term.synonyms)]
    for text in (*texts, *(word for group in catalogue.vocabularies.thesaurus for word in group)):
        yield from _WORD.findall(text.casefold())
