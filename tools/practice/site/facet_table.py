"""What the search page counts with: every value of every facet, and those that each study has.

The browser's index finds words. Choosing and counting is done from this table alone, so that counts
are exact, need no words, and are the same as the command line's. Studies are numbered the newest
first.

It comes in two files: what ranking needs, and what can wait until the first results stand on the
page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from practice.content.plain_text import plain_text
from practice.model.case_study import CaseStudy
from practice.model.catalogue import Catalogue, newest_first
from practice.model.schema import FACETS, ORIGINS
from practice.search.analysis import STOP_WORDS
from practice.site import taxonomies
from practice.site.word_forms import readings, word_forms

ADDRESS, REST_ADDRESS = "assets/practice-facets.json", "assets/practice-facets-rest.json"
"""Where the two parts of the table lie on the site."""
VERSION = 2
RANKING = ("theme", "community", "topic", "setting")
"""The facets by which the page ranks too; the others are for choosing."""

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
_Value = tuple[list[object], Sequence[CaseStudy]]
_FIRST = ord("]")  # from here on there are only signs that need no escape in JSON
_WORD = re.compile(r"[^\W\d_]{4,}")


def numbers(catalogue: Catalogue) -> Mapping[str, int]:
    """Return the number of every study, by its id."""
    return {study.id: number for number, study in enumerate(sorted(catalogue, key=newest_first))}


def facet_table(catalogue: Catalogue) -> str:
    """Return the first part of the table as JSON.

    `order` names all facets. `facets` holds, for each, its values in the editors' order (id, label,
    depth under broader terms, other names) and `rows`: for every study, by number, one sign for
    each of its values. That packs into half of what lists of numbers take. `synonyms` are the
    groups of the thesaurus, `stop` the words that no search looks for, `forms` other forms of a
    word to look for, and `readings` the form in which a word stands in the thesaurus
    (word_forms.py).
    """
    texts = list(_texts(catalogue))
    synonyms = [list(group) for group in catalogue.vocabularies.synonyms]
    return _json(
        {
            "version": VERSION,
            "studies": len(catalogue),
            "order": [*FACETS, "year"],
            "facets": _facets(RANKING, catalogue),
            "synonyms": synonyms,
            "stop": sorted(STOP_WORDS),
            "forms": word_forms(texts),
            "readings": readings(texts, (entry for group in synonyms for entry in group)),
        }
    )


def rest_of_table(catalogue: Catalogue) -> str:
    """Return the second part: the other facets, and `words` of titles and terms, from which
    misspelt words are guessed.
    """
    facets = _facets([facet for facet in FACETS if facet not in RANKING], catalogue)
    years = sorted({study.year for study in catalogue if study.year})
    under = {year: [study for study in catalogue if study.year == year] for year in years}
    facets.append(
        _facet(
            "year",
            "Year it began",
            [([year, year, 0, []], under[year]) for year in years],
            numbers(catalogue),
        )
    )
    return _json({"version": VERSION, "facets": facets, "words": sorted(set(_words(catalogue)))})


def _facets(names: Iterable[str], catalogue: Catalogue) -> list[dict[str, object]]:
    number = numbers(catalogue)
    return [_facet(name, _TITLES[name], _values(name, catalogue), number) for name in names]


def _facet(
    name: str, title: str, found: Iterable[_Value], number: Mapping[str, int]
) -> dict[str, object]:
    values = []
    rows = [""] * len(number)
    for place, (value, studies) in enumerate(found):
        values.append(value)
        for study in studies:
            rows[number[study.id]] += chr(_FIRST + place)
    return {
        "id": name,
        "title": title,
        "tree": name in _TREES,
        "values": values,
        "rows": " ".join(rows),
    }


def _values(facet: str, catalogue: Catalogue) -> Iterator[_Value]:
    for value, label, depth, names in _terms(facet, catalogue):
        studies = catalogue.under(facet, value)
        # Of the register only those that did something: the others are hundreds.
        if studies or facet != "trust":
            yield [value, label, depth, list(names)], studies


def _json(table: Mapping[str, object]) -> str:
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"


def _terms(facet: str, catalogue: Catalogue) -> Iterator[tuple[str, str, int, Sequence[str]]]:
    if facet == "trust":
        for entry in sorted(
            catalogue.vocabularies.organisations, key=lambda entry: entry.name.casefold()
        ):
            yield entry.id, entry.name, 0, entry.also_known_as
    elif facet == "origin":
        for choice in ORIGINS:
            yield choice.value, choice.label, 0, ()
    else:
        kind = next(kind for kind in taxonomies.KINDS if kind.facet == facet)
        for depth, term in taxonomies.terms(kind, catalogue):
            yield term.id, term.label, depth, ()  # its synonyms stand in the thesaurus


def _texts(catalogue: Catalogue) -> Iterator[str]:
    for study in catalogue:
        yield study.title
        yield study.summary
        for section in study.sections:
            yield plain_text(section.markdown)


def _words(catalogue: Catalogue) -> Iterator[str]:
    texts = [study.title for study in catalogue]
    for name in ("themes", "communities", "topics", "settings"):
        texts += [
            word for term in catalogue.vocabularies[name] for word in (term.label, *term.synonyms)
        ]
    for text in (*texts, *(word for group in catalogue.vocabularies.thesaurus for word in group)):
        yield from _WORD.findall(text.casefold())
