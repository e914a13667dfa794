"""What the search page works with: the values of every facet and those of each study, what the
browser's index stores of a study, its names there, and how a browser adds the site to its engines.

The browser's index finds words. Choosing and counting is done from the table of facets alone, so
that counts are exact, need no words, and are the same as the command line's. Studies are numbered
the newest first. The table comes in two files: what ranking needs, and what can wait until the
first results stand on the page.
"""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from practice.content.markdown import plain_text
from practice.model.case_study import CaseStudy
from practice.model.catalogue import Catalogue, newest_first
from practice.model.facets import (
    COMMUNITIES,
    FACETS,
    THEMES,
    TOPICS,
    TRUSTS,
    VOCABULARY_FACETS,
    Facet,
)
from practice.search.analysis import STOP_WORDS
from practice.site import wording
from practice.site.listings import terms
from practice.site.page import plain
from practice.site.rendering import fill
from practice.site.settings import Network
from practice.site.word_forms import readings, word_forms

TABLE_ADDRESS, REST_ADDRESS = "assets/practice-facets.json", "assets/practice-facets-rest.json"
"""Where the two parts of the table lie on the site."""
NAMES_ADDRESS = "assets/practice-names.json"
OPENSEARCH_ADDRESS = "opensearch.xml"
VERSION = 2
RANKING = VOCABULARY_FACETS
"""The facets by which the page ranks too; the others are for choosing."""

_LONGEST_NAME = 16  # what OpenSearch allows
_SIGNED = len("pagefind_dcd")  # what stands before the record in each of Pagefind's files
_Value = tuple[list[object], Sequence[CaseStudy]]
_FIRST = ord("]")  # from here on there are only signs that need no escape in JSON
_WORD = re.compile(r"[^\W\d_]{4,}")


class IndexIncomplete(Exception):
    """A case study is not in the browser's index; the message names it."""


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
            "order": [*(facet.name for facet in FACETS), "year"],
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
    rest = _facets([facet for facet in FACETS if facet not in RANKING], catalogue)
    years: dict[str, list[CaseStudy]] = {}
    for study in sorted(catalogue, key=lambda study: study.year):
        if study.year:
            years.setdefault(study.year, []).append(study)
    values = [([year, year, 0, []], studies) for year, studies in years.items()]
    rest.append(_facet("year", "Year it began", False, values, numbers(catalogue)))
    return _json({"version": VERSION, "facets": rest, "words": sorted(set(_words(catalogue)))})


def search_marks(study: CaseStudy, catalogue: Catalogue) -> str:
    """Return the hidden end of a page that says what the search stores of it, beside the words that
    readers see: facets, facts to show, more words.
    """
    found = [
        (facet, value)
        for facet, values in catalogue.facet_values(study).items()
        for value in values
    ]
    names = catalogue.names(study)
    return fill(
        "search_marks.html",
        facets=[*found, ("year", study.year)] if study.started else found,
        meta=[
            ("title", study.title),
            ("where", study.where),
            ("when", wording.when(study)),
            ("year", study.year),
            ("outcome", wording.outcome(study.outcome).label),
            ("outcome-id", study.outcome),
            ("evidence", wording.evidence(study.evidence).label),
            ("summary", study.summary),
            # So many words at the end of the text are these names, and no good as an excerpt.
            ("names", str(len(", ".join(names).split()))),
            ("theme", ", ".join(catalogue.label(THEMES, theme) for theme in study.themes)),
        ],
        words=", ".join(names),
        glance=". ".join(_glance_words(study)),
    )


def index_names(pagefind: Path, numbers: Mapping[str, int]) -> str:
    """Return the names by which Pagefind knows the case studies, so that the search page need not
    ask its index for every study there is.

    As JSON: how all names start, and how each goes on, in the order of the numbers, with spaces
    between. `pagefind` is the folder of the finished index.

    Raises:
        IndexIncomplete: a study of `numbers` is not in the index.
    """
    found = {}
    for path in (pagefind / "fragment").glob("*.pf_fragment"):
        record = json.loads(gzip.decompress(path.read_bytes())[_SIGNED:])
        found[record["url"].rstrip("/").rpartition("/")[2]] = path.stem
    missing = [study for study in numbers if study not in found]
    if missing:
        raise IndexIncomplete(f"'{missing[0]}' is not in the search index.")
    names = [found[study] for study in sorted(numbers, key=numbers.__getitem__)]
    start = os.path.commonprefix(names)  # noqa: RUF071 - letter by letter is what is wanted
    rest = " ".join(name.removeprefix(start) for name in names)
    return json.dumps({"start": start, "names": rest}) + "\n"


def browser_search(network: Network, site_url: str) -> str:
    """Return the description by which a browser can add the site to its search engines
    (OpenSearch). `site_url` is the whole address of the site, ending in "/".
    """
    name, purpose, url = (
        escape(plain(text), {'"': "&quot;"})
        for text in (network.name[:_LONGEST_NAME], network.purpose[:1024], site_url)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{name}</ShortName>\n"
        f"<Description>{purpose}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" method="get" template="{url}search/?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    )


def _facets(facets: Iterable[Facet], catalogue: Catalogue) -> list[dict[str, object]]:
    number = numbers(catalogue)
    return [
        _facet(
            facet.name,
            facet.label,
            facet in (COMMUNITIES, TOPICS),
            _values(facet, catalogue),
            number,
        )
        for facet in facets
    ]


def _facet(
    name: str, title: str, tree: bool, found: Iterable[_Value], number: Mapping[str, int]
) -> dict[str, object]:
    values = []
    rows = [""] * len(number)
    for place, (value, studies) in enumerate(found):
        values.append(value)
        for study in studies:
            rows[number[study.id]] += chr(_FIRST + place)
    return {"id": name, "title": title, "tree": tree, "values": values, "rows": " ".join(rows)}


def _values(facet: Facet, catalogue: Catalogue) -> Iterator[_Value]:
    for value, label, depth, names in _terms(facet, catalogue):
        studies = catalogue.under(facet.name, value)
        # Of the register only those that did something: the others are hundreds.
        if studies or facet is not TRUSTS:
            yield [value, label, depth, list(names)], studies


def _terms(facet: Facet, catalogue: Catalogue) -> Iterator[tuple[str, str, int, Sequence[str]]]:
    if facet is TRUSTS:
        register = catalogue.vocabularies.organisations
        for entry in sorted(register, key=lambda entry: entry.name.casefold()):
            yield entry.id, entry.name, 0, entry.also_known_as
    else:
        for depth, term in terms(facet, catalogue):
            yield term.id, term.label, depth, ()  # its synonyms stand in the thesaurus


def _texts(catalogue: Catalogue) -> Iterator[str]:
    for study in catalogue:
        yield study.title
        yield study.summary
        for section in study.sections:
            yield plain_text(section.markdown)


def _words(catalogue: Catalogue) -> Iterator[str]:
    vocabularies = catalogue.vocabularies
    texts = [study.title for study in catalogue]
    for facet in VOCABULARY_FACETS:
        for term in vocabularies[facet.plural]:
            texts += [term.label, *term.synonyms]
    for text in (*texts, *(word for group in vocabularies.thesaurus for word in group)):
        yield from _WORD.findall(text.casefold())


def _glance_words(study: CaseStudy) -> Iterator[str]:
    """Yield the words above the sections that the command line searches too. The byline and the box
    themselves stay out of the search's excerpts: labels and values run into one another there.
    """
    yield from (*study.partners, *study.needs)
    if study.cost and study.cost.note:
        yield study.cost.note
    for other in study.others:
        yield from other.values
    yield from (*study.trust_names, study.place)


def _json(table: Mapping[str, object]) -> str:
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"
