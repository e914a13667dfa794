"""A page that somebody wrote in place of a generated one is found like any other, and everything
else still works.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from building import write_file, write_network

from .conftest import Site, Visit, build, serving, visiting
from .test_plugin import SETTINGS

pytestmark = pytest.mark.browser

# As a file of the same name, and as another that has the same address.
PLACES = ("docs/case-studies/slow-queue.md", "docs/case-studies/night-clinic/index.md")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of four case studies, for two of which somebody wrote the page."""
    root = write_network(
        tmp_path_factory.mktemp("by-hand"), ("slow-queue", "night-clinic", "day-clinic")
    )
    # Those pages link to guidance that this small network does not have.
    write_file(
        root,
        "mkdocs.yml",
        SETTINGS.replace("plugins:", "validation:\n  links:\n    not_found: ignore\nplugins:"),
    )
    for place in PLACES:
        write_file(root, place, "# Told by ourselves\n\nA marmalade remedy.\n")
    with serving(tmp_path_factory.mktemp("served")) as site:
        build(root, site)
        yield site


@pytest.fixture
def visit(small: Site, browser: Browser) -> Iterator[Visit]:
    with visiting(small, browser, {}) as made:
        yield made


def test_they_are_found_and_counted_and_all_else_is_too(visit: Visit) -> None:
    page = visit.go("search/")
    expect(page.get_by_role("status")).to_have_text("4 case studies.")
    expect(page.locator("label").filter(has_text="Service improvement").locator(".n")).to_have_text(
        "4"
    )
    page.get_by_role("searchbox").fill("marmalade")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("2 case studies found for “marmalade”.")
    assert sorted(page.locator(".card__title").all_inner_texts()) == [
        "How we did night-clinic",
        "How we did slow-queue",
    ]
    page.get_by_role("searchbox").fill("how we did day-clinic")
    page.keyboard.press("Enter")
    expect(page.locator(".card__title").first).to_have_text("How we did day-clinic")


@pytest.mark.parametrize("study", ["slow-queue", "night-clinic"])
def test_their_own_words_are_what_is_read(visit: Visit, study: str) -> None:
    page = visit.go(f"case-studies/{study}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Told by ourselves")
    expect(page.locator("article")).to_contain_text("A marmalade remedy.")
    assert page.locator("dl.glance").count() == 0
