"""The whole site works under a strict Content-Security-Policy, which the tests' server sends with
every answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from building import write_file, write_network
from practice.site.settings import POLICY

from .conftest import Site, Visit, build, serving, visiting
from .test_plugin import SETTINGS

pytestmark = pytest.mark.browser


class _Page(HTMLParser):
    """What on a page the policy is about."""

    def __init__(self) -> None:
        super().__init__()
        self.against: list[str] = []
        self.policies: list[str | None] = []
        self._loaded = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        inline = tag == "script" and "src" not in given and given.get("type") != "application/json"
        if (
            inline
            or tag == "style"
            or "style" in given
            or any(name.startswith("on") for name in given)
        ):
            self.against.append(self.get_starttag_text() or tag)
        self.against += [
            value
            for value in given.values()
            if value and value.strip().lower().startswith("javascript:")
        ]
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            # A policy says nothing of what stands above it.
            assert not self._loaded
            self.policies.append(given["content"])
        self._loaded |= tag == "script" or (tag == "link" and given.get("rel") == "stylesheet")


def test_no_page_has_anything_that_the_policy_stops(site: Site) -> None:
    pages = sorted(site.folder.rglob("*.html"))
    assert site.folder / "404.html" in pages
    for path in pages:
        page = _Page()
        page.feed(path.read_text(encoding="utf-8"))
        assert (page.against, page.policies) == ([], [POLICY]), path.relative_to(site.folder)


def test_a_walk_through_the_site(visit: Visit) -> None:
    page = visit.go("")
    page.get_by_role("searchbox", name="Search the case studies").fill("interpreting")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("found for “interpreting”")
    page.get_by_label("Service improvement").check()
    expect(page.get_by_role("status")).to_contain_text("with what you chose")
    page.locator(".card__compare input").nth(0).check()
    page.locator(".card__compare input").nth(1).check()
    page.get_by_role("link", name="Compare 2").click()
    expect(page.get_by_role("rowheader", name="Cost", exact=True)).to_be_visible()
    page.get_by_role("columnheader").first.get_by_role("link").click()
    expect(page.locator("dl.glance")).to_be_visible()
    visit.go("checks/")
    page.locator("article a[href]").filter(has_text=re.compile(r"\w")).nth(3).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert visit.wrong == []
    visit.go("no/such/page/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    # The browser itself reports this in its console; nothing else may stand there.
    visit.wrong[:] = [told for told in visit.wrong if "404" not in told]


@pytest.mark.parametrize(
    "visit", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True
)
def test_the_colours_of_the_system_and_then_those_chosen(visit: Visit) -> None:
    page = visit.go("")
    ours, other = (
        ("slate", "default")
        if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        else ("default", "slate")
    )
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", ours)
    page.locator("header label[for^=__palette]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", other)
    for address in ("browse/", "search/?q=diabetes", "", "no/such/page/"):
        visit.go(address)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", other)
    visit.wrong[:] = [
        told for told in visit.wrong if "404" not in told
    ]  # which the browser itself reports


def test_colours_stand_before_the_page_is_read_to_its_end(visit: Visit) -> None:
    # Material's own script comes last on a page; without it the chosen colours must already be
    # there.
    page = visit.go("")
    page.locator("header label[for^=__palette]:visible").click()
    page.route(
        re.compile(r"/bundle\..*\.js$"),
        lambda route: route.fulfill(body="", content_type="text/javascript"),
    )
    visit.go("browse/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_a_file_without_a_host_reads_the_same(site: Site, visit: Visit) -> None:
    visit.page.goto(Path(site.folder, "about", "index.html").as_uri())
    colour = visit.page.locator(".site-header").evaluate(
        "header => getComputedStyle(header).backgroundColor"
    )
    assert colour == "rgb(12, 69, 73)"
    visit.wrong.clear()  # whatever a browser says of pages without a host


TABS = """\
# About

=== "Pip"

    ```sh
    pip install one
    ```

=== "Uv"

    ```sh
    uv add two
    ```

| Left | Right |
| :--- | ----: |
| a | b |
"""
SWITCHED_ON = """\
  features: [content.tabs.link, content.code.copy]
markdown_extensions:
  - tables:
      use_align_attribute: true
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.tabbed:
      alternate_style: true
"""


@pytest.fixture(scope="module")
def with_tabs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of a network that switched on more of Material: tabs that remember, and buttons to
    copy.
    """
    root = write_network(tmp_path_factory.mktemp("tabs"))
    write_file(
        root, "mkdocs.yml", f"{SETTINGS}{SWITCHED_ON}validation:\n  links:\n    not_found: ignore\n"
    )
    for name in ("about", "more"):
        write_file(root, f"docs/{name}.md", TABS)
    with serving(tmp_path_factory.mktemp("served")) as site:
        build(root, site)
        yield site


def test_tabs_and_copy_buttons_of_another_network(with_tabs: Site, browser: Browser) -> None:
    with visiting(
        with_tabs, browser, {"permissions": ["clipboard-read", "clipboard-write"]}
    ) as visit:
        page = visit.go("about/")
        page.get_by_text("Uv", exact=True).click()
        expect(page.get_by_text("uv add two")).to_be_visible()
        page.locator(".highlight", has_text="uv add two").get_by_role("button").first.click()
        expect(page.get_by_text("Copied to clipboard")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == "uv add two"
        visit.go("more/")
        expect(page.get_by_text("uv add two")).to_be_visible()
        visit.go("about/#__tabbed_1_1")
        page.reload()
        expect(page.get_by_text("pip install one")).to_be_visible()
