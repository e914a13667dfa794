"""The pages at the front of the house: home, browse, search and contact."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from practice.model.catalogue import Catalogue, newest_first
from practice.model.vocabulary import Term
from practice.site import taxonomies
from practice.site.page import Page, relative
from practice.site.paging import parts
from practice.site.rendering import fill
from practice.site.settings import Network
from practice.site.taxonomies import Kind
from practice.site.urls import study_address

NEWEST = 3


def home_page(catalogue: Catalogue, network: Network) -> Page:
    """Return the home page: what this is, a search box, the themes, the newest, figures true today."""
    current = [study for study in catalogue if study.status != "retired"]
    body = fill(
        "home.html",
        network=network,
        site=partial(relative, ""),
        study_address=lambda study: study_address(study.id),
        themes=[
            (term, len(catalogue.under("theme", term.id))) for term in catalogue.vocabularies.themes
        ],
        newest=sorted(current, key=newest_first)[:NEWEST],
        studies=len(catalogue),
        trusts=len({trust for study in catalogue for trust in study.trusts}),
        communities=len({community for study in catalogue for community in study.communities}),
        with_figures=sum(bool(study.measures) for study in catalogue),
        failed=len(catalogue.under("outcome", "did-not-work")),
    )
    return Page("index.md", network.name, network.purpose, body, "home")


def browse_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the page with every facet and its counts, then all studies as a compact list; a long
    list in pages.
    """
    groups = list(_groups(catalogue))
    studies = sorted(catalogue, key=lambda study: study.title.casefold())
    for part in parts("browse/", len(studies)):
        here = part.address
        body = fill(
            "browse.html",
            site=partial(relative, here),
            part=part,
            groups=groups if part.number == 1 else [],
            address=lambda kind, term_id, here=here: relative(
                here, taxonomies.address(kind, term_id)
            ),
            study_address=lambda study, here=here: relative(here, study_address(study.id)),
            studies=part.of(studies),
        )
        what = "Every case study, by theme, community, topic, setting, trust, outcome and evidence."
        yield Page(part.path, f"Browse{part.suffix}", what, body, "browse")


def _groups(catalogue: Catalogue) -> Iterator[tuple[Kind, list[tuple[Term, int, int]]]]:
    """Yield the terms of every kind that have studies, each with their number and its depth."""
    for kind in taxonomies.KINDS:
        entries = [
            (term, len(catalogue.under(kind.facet, term.id)), depth)
            for depth, term in taxonomies.terms(kind, catalogue)
        ]
        if kind is taxonomies.TRUSTS:
            did_it = {trust for study in catalogue for trust in study.trusts}
            entries = sorted(
                (entry for entry in entries if entry[0].id in did_it), key=lambda entry: -entry[1]
            )
        yield kind, [entry for entry in entries if entry[1] and entry[2] < 2]


def search_page(catalogue: Catalogue) -> Page:
    """Return the search page; a script of the theme fills in the results, and lists stand in
    without it.
    """
    body = fill("search.html", site=partial(relative, "search/"), studies=len(catalogue))
    return Page("search.md", "Search", "Search every case study by words.", body, "search")


def contact_page(network: Network) -> Page:
    """Return the page that says how to reach the editors: by e-mail, on the code host, or honestly
    that neither is known.
    """
    return Page(
        "contact.md",
        "Contact",
        "How to reach the editors.",
        fill("contact.html", network=network),
        "reference",
        hide=("navigation", "toc"),
    )
