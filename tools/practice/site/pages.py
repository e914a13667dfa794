"""The whole site as pages and files to copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from practice.model.catalogue import Catalogue
from practice.site.case_page import case_page, neighbours
from practice.site.compare import compare_page, comparison, comparison_address
from practice.site.contributor_pages import standing_pages
from practice.site.correction_data import opened
from practice.site.facet_table import ADDRESS as FACETS_ADDRESS
from practice.site.facet_table import REST_ADDRESS, facet_table, rest_of_table
from practice.site.front_pages import browse_pages, contact_page, home_page, search_page
from practice.site.listings import listing_pages
from practice.site.page import Page
from practice.site.reference import fields_page
from practice.site.settings import Network
from practice.site.urls import attachments
from practice.site.write_page import as_json, form_files, write_page, written_address


def pages(
    catalogue: Catalogue, related: Callable[[str], Sequence[str]], network: Network
) -> Iterator[Page]:
    """Yield every generated page: the same for the same catalogue, in the same order.

    `related` gives the ids of the studies most like one, the most similar first.
    """
    files = attachments(catalogue)
    yield home_page(catalogue, network)
    yield from browse_pages(catalogue)
    yield search_page(catalogue)
    yield compare_page()
    yield contact_page(network)
    yield write_page(network)
    yield from listing_pages(catalogue)
    yield from standing_pages(catalogue, network)
    beside = neighbours(catalogue)
    for study in catalogue:
        yield case_page(
            study, catalogue, related(study.id), files, network, beside.get(study.id, (None, None))
        )
    yield fields_page()


def assets(
    catalogue: Catalogue,
    network: Network,
    text_of: Callable[[str], str],
    folders: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    """Yield address and text of the files that scripts of the site read: the same for the same
    catalogue.

    `text_of` gives the file at a path, "" if it is gone: it can be corrected in the form only if it
    is there. `folders` are those of the trusts (`practice.content.paths.trust_folders`).
    """
    yield FACETS_ADDRESS, facet_table(catalogue)
    yield REST_ADDRESS, rest_of_table(catalogue)
    for study in catalogue:
        yield comparison_address(study.id), comparison(study, catalogue)
        text = text_of(study.path)
        if text:
            yield written_address(study.id), f"{as_json(opened(study, text))}\n"
    yield from form_files(catalogue, network, folders)
