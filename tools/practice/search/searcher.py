"""Answer one request: what matches, in order, with counts for every facet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from . import facets
from .facets import FacetCount, Selection
from .index import Index, from_bits
from .query import parse
from .ranking import Found, Marks, Ranker
from .snippets import Excerpt, excerpt
from .storage import damaged
from .thesaurus import NO_SYNONYMS, Thesaurus

Sort = Literal["relevance", "date", "title"]


@dataclass(frozen=True)
class Request:
    """What to look for. `facets` names those to count, None for all; `limit` None asks for every
    hit.

    A `plain` text is words only: quotes, colons and minus signs in it mean nothing.
    """

    text: str = ""
    selection: Selection = field(default_factory=dict)
    facets: tuple[str, ...] | None = None
    sort: Sort = "relevance"
    limit: int | None = 20
    offset: int = 0
    thesaurus: Thesaurus = NO_SYNONYMS
    plain: bool = False


@dataclass(frozen=True)
class Hit:
    """A document found; the score is 0 when no words were asked for."""

    id: str
    score: float
    excerpt: Excerpt
    stored: Mapping[str, object]


@dataclass(frozen=True)
class Response:
    """The hits asked for, the number of all, the counts over all, and what may have been meant when
    there are none.

    `marks` serves to mark further texts of a hit, such as its title, with `snippets.excerpt`.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, tuple[FacetCount, ...]]
    suggestion: str | None
    marks: Marks


def search(index: Index, request: Request) -> Response:
    """Return what `request` finds; any text is a query.

    Raises:
        UnknownFacet: for a facet that the index does not have.
        IndexUnusable: when the index turns out to be damaged.
    """
    terms = index.facets
    wanted = index.facet_names if request.facets is None else request.facets
    try:
        found = _find(index, request.text, request)
        bits = facets.selected(terms, request.selection, found.bits)
        hits = tuple(
            _hit(index, found, document) for document in _page(index, request, found, bits)
        )
        counts = facets.count(terms, request.selection, found.bits, wanted)
        suggestion = None if bits or not request.text.strip() else _suggestion(index, request)
    except facets.UnknownFacet:
        raise
    except Exception as error:
        # Any string is a query, so what goes wrong here is the files: see index.py.
        raise damaged(error) from error
    return Response(hits, bits.bit_count(), counts, suggestion, found.marks)


def ranked(index: Index, request: Request) -> list[tuple[str, float]]:
    """Return the ids and scores of the hits of `request` alone, without reading or counting
    anything for them.

    Raises:
        UnknownFacet, IndexUnusable: as `search` does.
    """
    try:
        found = _find(index, request.text, request)
        bits = facets.selected(index.facets, request.selection, found.bits)
        page = _page(index, request, found, bits)
        ids = index.ids()
        return [(ids[document], found.scores.get(document, 0.0)) for document in page]
    except facets.UnknownFacet:
        raise
    except Exception as error:
        raise damaged(error) from error


def stored_under(index: Index, facet: str, term: str) -> list[Any]:
    """Return what was stored to show each document that has `term` in `facet`, in no order.

    Raises:
        UnknownFacet: for a facet that is not in the index.
    """
    documents = from_bits(facets.selected(index.facets, {facet: (term,)}, -1))
    return [_record(index, document)["stored"] for document in documents]


def _find(index: Index, text: str, request: Request) -> Found:
    return Ranker(index).rank(parse(text, request.plain), request.thesaurus)


def _page(index: Index, request: Request, found: Found, bits: int) -> list[int]:
    # Document numbers in order. Without words there is no relevance, and the newest come first.
    # Python's sort is stable: ties are settled by id.
    ids = index.ids()
    documents = sorted(from_bits(bits), key=ids.__getitem__)
    if request.sort == "title":
        documents.sort(key=index.keys("title").__getitem__)
    elif request.sort == "date" or not found.scores:
        documents.sort(key=index.keys("date").__getitem__, reverse=True)
    else:
        documents.sort(key=found.scores.__getitem__, reverse=True)
    start = max(0, request.offset)
    return (
        documents[start:]
        if request.limit is None
        else documents[start : start + max(0, request.limit)]
    )


def _hit(index: Index, found: Found, document: int) -> Hit:
    record = _record(index, document)
    passage = excerpt(record["body"], found.marks)
    if not passage.hits:
        # Nothing to see in the body: the summary says it, or at least says what this is about.
        summary = excerpt(record["summary"] or record["body"], found.marks)
        passage = summary if summary.text else passage
    return Hit(index.ids()[document], found.scores.get(document, 0.0), passage, record["stored"])


def _record(index: Index, document: int) -> Mapping[str, Any]:
    record: Mapping[str, Any] = json.loads(index.stored(document)["record"])
    return record


def _suggestion(index: Index, request: Request) -> str | None:
    from .suggestions import suggest

    def gives_results(text: str) -> bool:
        found = _find(index, text, request).bits
        return bool(facets.selected(index.facets, request.selection, found))

    known = dict.fromkeys(request.thesaurus.words(), 0)
    known.update(index.vocabulary())
    return suggest(request.text, parse(request.text, request.plain), known.items(), gives_results)
