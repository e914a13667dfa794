"""Listings: what a term means, the best evidenced first, failures said as such, gaps shown."""

from __future__ import annotations

from collections.abc import Callable

from practice.publishing import kinds
from practice.publishing.kinds import Kind
from practice.publishing.listings import index_page, listing_pages, term_page
from practice.publishing.page import Page

from .world import as_site_shows, catalogue, links, study, town, words


def listing(kind: Kind, term_id: str) -> Page:
    world = town()
    return next(term_page(kind, term, world) for _, term in kinds.terms(kind, world) if term.id == term_id)


def test_a_theme(golden: Callable[[str, str], None]) -> None:
    golden("service-improvement.md", listing(kinds.THEMES, "service-improvement").markdown)


def test_a_trust(golden: Callable[[str, str], None]) -> None:
    golden("new-town-icb.md", listing(kinds.TRUSTS, "new-town-icb").markdown)


def test_the_best_evidenced_come_first_and_failures_by_themselves() -> None:
    text = words(as_site_shows(listing(kinds.THEMES, "service-improvement")))
    order = ["tried-again", "slow-queue", "old-way", "What did not work", "night-clinic"]
    assert sorted(order, key=text.index) == order


def test_a_community_shows_its_place_among_the_others() -> None:
    wide = listing(kinds.COMMUNITIES, "south-asian")
    assert {"../bangladeshi/", "../../case-studies/slow-queue/"} <= set(links(as_site_shows(wide)))
    narrow = listing(kinds.COMMUNITIES, "bangladeshi")
    assert words(as_site_shows(narrow)).startswith("Communities › South Asian Bangladeshi")
    assert "Also called Bengali" in words(as_site_shows(narrow))
    assert "K (NHS ethnic category)" in words(as_site_shows(narrow))


def test_a_term_without_studies_invites_one() -> None:
    text = words(as_site_shows(listing(kinds.THEMES, "leadership")))
    assert "No case study yet" in text
    assert "share what you did" in text


def test_a_theme_names_what_nobody_has_written_about() -> None:
    world = catalogue(study("one"))
    term = world.vocabularies.themes["service-improvement"]
    text = words(as_site_shows(term_page(kinds.THEMES, term, world)))
    assert "Not written about yet under service improvement" in text
    assert "1 community Staff" in text
    assert "1 topic Diabetes" in text


def test_what_was_taken_up_stands_on_the_page_of_the_trust() -> None:
    text = words(as_site_shows(listing(kinds.TRUSTS, "luton-pct")))
    assert "No case study yet" in text
    assert "How we did slow-queue Trying it since April 2026 What it did differently: Evenings only." in text


def test_an_index_page_counts_and_says_where_nothing_is() -> None:
    text = words(as_site_shows(index_page(kinds.THEMES, town())))
    assert "Workforce nothing yet" in text
    assert "Service improvement 4 case studies" in text


def test_trusts_and_their_followers_are_kept_apart() -> None:
    text = words(as_site_shows(index_page(kinds.TRUSTS, town())))
    order = ["Who did the work", "Old Town PCT", "Who has followed them", "NHS New Town ICB"]
    assert sorted(order, key=text.index) == order


def test_every_term_of_every_vocabulary_has_a_page() -> None:
    paths = {page.path for page in listing_pages(town())}
    assert {"themes/leadership.md", "topics/diabetes.md", "settings/walk-in-clinic.md", "communities/staff.md"} <= paths
    assert {"outcomes/did-not-work.md", "evidence/trial.md", "stages/stopped.md", "trusts/luton-pct.md", "trusts/index.md"} <= paths
