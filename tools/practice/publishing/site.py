"""The whole site as pages and files to copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from practice.catalogue import Catalogue
from practice.publishing.case_page import case_page, neighbours
from practice.publishing.front_pages import browse_page, home_page, search_page
from practice.publishing.listings import listing_pages
from practice.publishing.network import Network
from practice.publishing.page import Page
from practice.publishing.reference import fields_page
from practice.publishing.targets import attachments


def pages(catalogue: Catalogue, related: Callable[[str], Sequence[str]], network: Network) -> Iterator[Page]:
    """Yield every generated page: the same for the same catalogue, in the same order.

    `related` gives the ids of the studies most like one, the most similar first.
    """
    files = attachments(catalogue)
    yield home_page(catalogue, network)
    yield browse_page(catalogue)
    yield search_page(catalogue)
    yield from listing_pages(catalogue)
    beside = neighbours(catalogue)
    for study in catalogue:
        yield case_page(study, catalogue, related(study.id), files, network, beside.get(study.id, (None, None)))
    yield fields_page()
