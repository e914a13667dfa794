"""A small faceted search library over Whoosh. It knows documents with an id and fields, never case
studies.

`update` builds an index, `open_index` opens one, and `search` answers a `Request` with a
`Response`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .document import Document
from .facets import FacetCount, UnknownFacet
from .index import Index
from .searcher import Hit, Request, Response, Sort, ranked, search, stored_under
from .similarity import Alike, alike
from .snippets import Excerpt, excerpt
from .storage import IndexBusy, IndexUnusable, IndexUnwritable, SearchError, open_index
from .thesaurus import Thesaurus

if TYPE_CHECKING:
    from .build import BuildResult, bring_up_to_date, read_memo, update

__all__ = [
    "Alike",
    "BuildResult",
    "Document",
    "Excerpt",
    "FacetCount",
    "Hit",
    "Index",
    "IndexBusy",
    "IndexUnusable",
    "IndexUnwritable",
    "Request",
    "Response",
    "SearchError",
    "Sort",
    "Thesaurus",
    "UnknownFacet",
    "alike",
    "bring_up_to_date",
    "excerpt",
    "open_index",
    "ranked",
    "read_memo",
    "search",
    "stored_under",
    "update",
]


def __getattr__(name: str) -> object:
    # Building needs much of Whoosh that a search does not, so it is imported when it is asked for.
    if name in ("BuildResult", "bring_up_to_date", "read_memo", "update"):
        from . import build

        return getattr(build, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
