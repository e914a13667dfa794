"""A small faceted search library over Whoosh. It knows documents with an id and fields, never case
studies.

`writer.update` builds an index, `open_index` opens one, and `search` answers a `Request` with a
`Response`.
"""

from .document import Document
from .facets import FacetCount, UnknownFacet
from .index import Index, open_index
from .searcher import (
    Hit,
    Request,
    Response,
    Similar,
    Sort,
    ranked,
    search,
    similar,
    stored_under,
)
from .snippets import Excerpt, excerpt
from .storage import IndexBusy, IndexUnusable, IndexUnwritable, SearchError
from .thesaurus import Thesaurus

__all__ = [
    "Document", "Excerpt", "FacetCount", "Hit", "Index", "IndexBusy", "IndexUnusable",
    "IndexUnwritable", "Request", "Response", "SearchError", "Similar", "Sort", "Thesaurus",
    "UnknownFacet", "excerpt", "open_index", "ranked", "search", "similar", "stored_under",
]  # fmt: skip
