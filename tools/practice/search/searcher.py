"""Answer one request: what matches, in order, with counts for every facet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from . import analysis, facets
from .facets import FacetCount, Selection
from .index import Index
from .query import parse
from .ranking import Marks, best_documents, rank, term_score
from .snippets import Excerpt, excerpt
from .thesaurus import NO_SYNONYMS, Thesaurus

Sort = Literal["relevance", "date", "title"]
_MOST_READ = 5000
"""So many occurrences tell what is similar, those of the rarest words first: enough in a large
collection, and what one answer takes stays the same however large it grows.
"""


@dataclass(frozen=True)
class Request:
    """What to look for. `facets` names those to count, None for all; `limit` None asks for every
    hit.

    A `plain` text is words only: quotes, colons and minus signs in it mean nothing. With `some`,
    documents that have only some of the words are found too, after all others.
    """

    text: str = ""
    selection: Selection = field(default_factory=dict)
    facets: tuple[str, ...] | None = None
    sort: Sort = "relevance"
    limit: int | None = 20
    offset: int = 0
    thesaurus: Thesaurus = NO_SYNONYMS
    plain: bool = False
    some: bool = False


@dataclass(frozen=True)
class Hit:
    """A document found; the score is 0 when no words were asked for. `match` says whether it has
    enough of the words to be found, or some only.
    """

    id: str
    match: Literal["all", "some"]
    score: float
    excerpt: Excerpt
    stored: Mapping[str, object]


@dataclass(frozen=True)
class Response:
    """The hits asked for, the number of all, the counts over all, and what may have been meant when
    there are none.

    `some` is the number of documents besides, which have only some of the words. `marks` serves to
    mark further texts of a hit, such as its title, with `excerpt`.
    """

    hits: tuple[Hit, ...]
    total: int
    some: int
    facets: Mapping[str, tuple[FacetCount, ...]]
    suggestion: str | None
    marks: Marks


class Similar(NamedTuple):
    """A document that shares words with a text: its id, how much, and what is stored of it."""

    id: str
    score: float
    stored: Any


def search(index: Index, request: Request) -> Response:
    """Return what `request` finds; any text is a query.

    Raises:
        UnknownFacet: for a facet that the index does not have.
    """
    found = _rank(index, request)
    chosen = facets.selected(index, request.selection, found.documents)
    some = 0 if request.some else facets.selected(index, request.selection, found.some)
    hits = tuple(_hit(index, found, document) for document in _page(index, request, found))
    wanted = index.facet_names if request.facets is None else request.facets
    counts = facets.count(index, request.selection, found.documents, wanted)
    suggestion = None if chosen or not request.text.strip() else _suggestion(index, request)
    return Response(hits, chosen.bit_count(), some.bit_count(), counts, suggestion, found.marks)


def ranked(index: Index, request: Request) -> list[tuple[str, float]]:
    """Return the ids and scores of the hits of `request` alone, without reading or counting
    anything for them.

    Raises:
        UnknownFacet: as `search` does.
    """
    found = _rank(index, request)
    page = _page(index, request, found)
    return [(_id(index, document), found.scores.get(document, 0.0)) for document in page]


def stored_under(index: Index, facet: str, term: str) -> list[Any]:
    """Return what was stored to show each document that has `term` in `facet`, in no order.

    Raises:
        UnknownFacet: for a facet that is not in the index.
    """
    chosen = facets.selected(index, {facet: (term,)}, index.live)
    return [index.record(document)["stored"] for document in index.numbers(chosen)]


def similar(index: Index, text: str, limit: int) -> list[Similar]:
    """Return the documents that share most with `text`, the best first.

    Unlike a search it takes the words alone, without synonyms and without a second look at the
    best, and reads no document for an excerpt.
    """
    scores: dict[int, float] = {}
    counts: dict[str, int] = {}
    for term, _ in analysis.terms(text):
        counts[term] = counts.get(term, 0) + 1
    read = 0
    for frequency, term in sorted((index.frequency_of_term(term), term) for term in counts):
        read += frequency
        if read > _MOST_READ and scores:
            break
        for document, score in term_score(index, term).items():
            scores[document] = scores.get(document, 0.0) + score * counts[term]
    best = best_documents(index, scores, list(scores), limit)
    return [
        Similar(_id(index, document), scores[document], index.record(document)["stored"])
        for document in best
    ]


def _id(index: Index, document: int) -> str:
    found: str = index.column("id")[document]
    return found


class _Found(NamedTuple):
    # What is shown and counted, the part of it that comes first, and how it was found.
    documents: int
    some: int
    first: int
    scores: Mapping[int, float]
    marks: Marks


def _rank(index: Index, request: Request) -> _Found:
    found = rank(index, parse(request.text, request.plain), request.thesaurus)
    documents = found.documents | found.some if request.some else found.documents
    return _Found(documents, found.some, found.documents, found.scores, found.marks)


def _page(index: Index, request: Request, found: _Found) -> list[int]:
    # Document numbers in order. Without words there is no relevance, and the newest come first.
    start = max(0, request.offset)
    chosen = facets.selected(index, request.selection, found.documents)
    end = chosen.bit_count() if request.limit is None else start + max(0, request.limit)
    ids = index.column("id")
    order: list[int] = []
    for among in (chosen & found.first, chosen & ~found.first):
        if request.sort == "relevance" and found.scores:
            order += best_documents(index, found.scores, index.numbers(among), end - len(order))
            continue
        field = "title" if request.sort == "title" else "date"
        for same in index.in_order(field, descending=field == "date"):
            if len(order) >= end:
                break
            order += sorted(index.numbers(same & among), key=ids.__getitem__)
    return order[start:end]


def _hit(index: Index, found: _Found, document: int) -> Hit:
    record = index.record(document)
    passage = excerpt(record["body"], found.marks)
    if not passage.hits:
        # Nothing to see in the body: the summary says it, or at least says what this is about.
        summary = excerpt(record["summary"] or record["body"], found.marks)
        passage = summary if summary.text else passage
    match: Literal["all", "some"] = "all" if found.first >> document & 1 else "some"
    return Hit(record["id"], match, found.scores.get(document, 0.0), passage, record["stored"])


def _suggestion(index: Index, request: Request) -> str | None:
    from .suggestions import suggest

    def gives_results(text: str) -> bool:
        found = rank(index, parse(text, request.plain), request.thesaurus)
        return bool(facets.selected(index, request.selection, found.documents))

    synonyms = frozenset(request.thesaurus.words())

    def frequency(word: str) -> int | None:
        return index.frequency(word) or (0 if word in synonyms else None)

    query = parse(request.text, request.plain)
    return suggest(request.text, query, synonyms.union(index.words()), frequency, gives_results)
