"""Listings: what a term means, the best evidenced first, failures said as such, gaps shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from practice.model import facets
from practice.model.catalogue import Catalogue
from practice.model.facets import Facet
from practice.site.listings import index_page, listing_pages, term_pages, terms
from practice.site.page import Page
from practice.site.pages import browse_pages

from .world import as_site_shows, catalogue, links, study, town, visible


def listing(kind: Facet, term_id: str) -> Page:
    world = town()
    return next(
        next(term_pages(kind, term, world)) for _, term in terms(kind, world) if term.id == term_id
    )


def test_a_theme(golden: Callable[[str, str], None]) -> None:
    golden("service-improvement.md", listing(facets.THEMES, "service-improvement").markdown)


def test_a_trust(golden: Callable[[str, str], None]) -> None:
    golden("new-town-icb.md", listing(facets.TRUSTS, "new-town-icb").markdown)


def test_the_best_evidenced_come_first_and_failures_by_themselves() -> None:
    text = visible(listing(facets.THEMES, "service-improvement"))
    order = ["tried-again", "slow-queue", "old-way", "What did not work", "night-clinic"]
    assert sorted(order, key=text.index) == order


def test_a_community_shows_its_place_among_the_others() -> None:
    wide = listing(facets.COMMUNITIES, "south-asian")
    assert {"../bangladeshi/", "../../case-studies/slow-queue/"} <= set(links(as_site_shows(wide)))
    narrow = listing(facets.COMMUNITIES, "bangladeshi")
    assert visible(narrow).startswith("Communities › South Asian Bangladeshi")
    assert "Also called Bengali" in visible(narrow)
    assert "K (NHS ethnic category)" in visible(narrow)


def test_a_term_without_studies_invites_one() -> None:
    text = visible(listing(facets.THEMES, "leadership"))
    assert "No case study yet" in text
    assert "share what you did" in text


def test_a_theme_names_what_nobody_has_written_about() -> None:
    world = catalogue(study("one"))
    term = world.vocabularies.themes["service-improvement"]
    text = visible(next(term_pages(facets.THEMES, term, world)))
    assert "Not written about yet under service improvement" in text
    assert "1 community Staff" in text
    assert "1 topic Diabetes" in text


def test_what_was_taken_up_stands_on_the_page_of_the_trust() -> None:
    text = visible(listing(facets.TRUSTS, "luton-pct"))
    assert "No case study yet" in text
    assert (
        "How we did slow-queue Trying it since April 2026 What it did differently: Evenings only."
        in text
    )


def test_an_index_page_counts_and_says_where_nothing_is() -> None:
    text = visible(index_page(facets.THEMES, town()))
    assert "Workforce nothing yet" in text
    assert "Service improvement 4 case studies" in text


def test_trusts_and_their_followers_are_kept_apart() -> None:
    text = visible(index_page(facets.TRUSTS, town()))
    order = ["Who did the work", "Old Town PCT", "Who has followed them", "NHS New Town ICB"]
    assert sorted(order, key=text.index) == order


def test_every_term_of_every_vocabulary_has_a_page() -> None:
    paths = {page.path for page in listing_pages(town())}
    assert {
        "themes/leadership.md",
        "topics/diabetes.md",
        "settings/walk-in-clinic.md",
        "communities/staff.md",
    } <= paths
    assert {
        "outcomes/did-not-work.md",
        "evidence/trial.md",
        "stages/stopped.md",
        "trusts/luton-pct.md",
        "trusts/index.md",
    } <= paths


def many(total: int, failed: int = 0) -> Catalogue:
    """That many case studies of one theme, the last of which did not work."""
    outcomes = dict.fromkeys(range(total - failed, total), "did-not-work")
    return catalogue(
        *(
            study(f"s-{number:04}", outcome=outcomes.get(number, "worked"))
            for number in range(total)
        )
    )


def theme_pages(world: Catalogue) -> list[Page]:
    return list(term_pages(facets.THEMES, world.vocabularies.themes["service-improvement"], world))


def listed(page: Page) -> list[str]:
    """The ids of the case studies that a page lists."""
    return [
        link.rstrip("/").rpartition("/")[2]
        for link in links(as_site_shows(page))
        if "case-studies/" in link
    ]


@pytest.mark.parametrize(
    ("total", "sizes"),
    [(0, [0]), (1, [1]), (100, [100]), (101, [100, 1]), (420, [100, 100, 100, 100, 20])],
)
def test_a_long_listing_comes_in_pages_of_a_hundred(total: int, sizes: list[int]) -> None:
    pages = theme_pages(many(total))
    assert [len(listed(page)) for page in pages] == sizes
    assert sorted(id_ for page in pages for id_ in listed(page)) == [
        f"s-{number:04}" for number in range(total)
    ]
    assert [page.address for page in pages][:2] == [
        "themes/service-improvement/",
        "themes/service-improvement/page-2/",
    ][: len(sizes)]


def test_a_later_page_of_a_theme(golden: Callable[[str, str], None]) -> None:
    golden("service-improvement-page-2.md", theme_pages(many(203, failed=2))[2].markdown)


def test_the_first_page_says_where_what_did_not_work_is() -> None:
    first, second, third = theme_pages(many(203, failed=2))
    assert "What did not work stands at the end: 2 case studies" in visible(first)
    assert "page-3/#did-not-work" in links(as_site_shows(first))
    assert "../page-3/#did-not-work" in links(as_site_shows(second))
    assert "stands at the end" not in visible(third)
    assert visible(first).count("Not written about yet") == 1
    assert "Not written about yet" not in visible(second)


def test_everything_by_title_comes_in_pages_too() -> None:
    pages = list(browse_pages(many(150)))
    assert [(page.path, page.title, len(listed(page))) for page in pages] == [
        ("browse.md", "Browse", 100),
        ("browse/page-2.md", "Browse, page 2 of 2", 50),
    ]
    assert "101 to 150 of 150. Pages: Previous Page 1 Page 2" in visible(pages[1])
