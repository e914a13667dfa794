"""The site as a whole: the same every time, without a dead link, and each figure true."""

from __future__ import annotations

import posixpath

import pytest

from practice.model.catalogue import Catalogue
from practice.project import Workspace
from practice.site.pages import contact_page, home_page, pages
from practice.site.settings import Network
from practice.site.urls import attachments

from .world import as_site_shows, catalogue, links, pages_by_path, study, town, visible

BY_HAND = {"about/", "adopt/", "contribute/", "reference/evidence-scale/"}


def related(_: str) -> tuple[str, ...]:
    return ("slow-queue", "night-clinic")


def long_lists() -> Catalogue:
    """A world with listings of several pages, the last of which hold what did not work."""
    return catalogue(
        *(
            study(f"s-{number}", outcome="did-not-work" if number % 20 == 0 else "worked")
            for number in range(205)
        )
    )


@pytest.mark.parametrize("which", ["invented", "real", "empty", "long"])
def test_every_link_within_the_site_leads_somewhere(which: str, real: Workspace) -> None:
    world: Catalogue = {
        "invented": town(),
        "real": real.catalogue,
        "empty": catalogue(),
        "long": long_lists(),
    }[which]
    found = pages_by_path(pages(world, related, Network()))
    addresses = (
        {page.address for page in found.values()} | BY_HAND | set(attachments(world).values())
    )
    for page in found.values():
        for link in links(as_site_shows(page)):
            if not link.startswith(("http://", "https://", "mailto:", "#")):
                path = link.partition("#")[0].partition("?")[0]
                there = posixpath.normpath(posixpath.join("/" + page.address, path)).lstrip("/") + (
                    "/" if path.endswith("/") else ""
                )
                assert there.lstrip("/") in addresses, (page.path, link)


def test_the_same_catalogue_gives_the_same_bytes() -> None:
    assert [page.markdown for page in pages(town(), related, Network())] == [
        page.markdown for page in pages(town(), related, Network())
    ]


def test_the_figures_of_the_home_page_are_true() -> None:
    text = visible(home_page(town(), Network("Town exchange", "What we tried.")))
    assert "case studies 4 organisation that did the work 1 communities 2 gives figures 1" in text
    assert "All 4 case studies · What did not work" in text


def test_the_newest_come_first_and_retired_ones_not_at_all() -> None:
    text = visible(home_page(town(), Network()))
    assert "old-way" not in text
    order = ["slow-queue", "tried-again", "night-clinic"]
    assert sorted(order, key=text.index) == order


def test_an_empty_collection_still_has_a_front_door() -> None:
    text = visible(home_page(catalogue(), Network("Town exchange", "What we tried.")))
    assert text.startswith("Town exchange What we tried.")
    assert "Most recent practice" not in text


@pytest.mark.parametrize(
    ("network", "said"),
    [
        (
            Network(editors="editors@town.example"),
            "By e-mail editors@town.example . You need no account.",
        ),
        (
            Network(issues="https://code.example/town/issues"),
            (
                "On the code host Open an issue . It needs an account there, and everybody can read"
                " it. There is no mailbox yet"
            ),
        ),
        (Network(), "This copy of the site names no mailbox yet."),
    ],
    ids=["mailbox", "code host", "neither"],
)
def test_the_editors_can_be_reached_or_the_page_says_that_they_cannot(
    network: Network, said: str
) -> None:
    text = visible(contact_page(network))
    assert said in text
    assert "Put nothing in about a patient" in text
