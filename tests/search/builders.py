"""Small worlds for the tests: documents with what matters in a test, and an index of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from practice.search import Document, Index, Request, Response, open_index, search
from practice.search.writer import update

FACETS = ("theme", "trust")


def document(
    id: str,
    title: str = "",
    body: str = "",
    *,
    summary: str = "",
    headings: str = "",
    facets: Mapping[str, tuple[str, ...]] | None = None,
    date: str = "",
    stored: Mapping[str, object] | None = None,
) -> Document:
    """Return a document of which only what is given matters."""
    return Document(id, title, summary, headings, body, facets or {}, date, stored or {})


@contextmanager
def index_of(*documents: Document, facet_names: Sequence[str] = FACETS) -> Iterator[Index]:
    """Build, open and in the end remove an index of these documents."""
    with tempfile.TemporaryDirectory() as directory:
        update(Path(directory) / "index", documents, facet_names, "1")
        with open_index(Path(directory) / "index") as index:
            yield index


def ids(response: Response) -> list[str]:
    """Return the ids of the hits in their order."""
    return [hit.id for hit in response.hits]


def find(index: Index, text: str) -> list[str]:
    """Return the ids of everything that has a word of `text`, the best first."""
    return ids(search(index, Request(text, limit=None, some=True)))
