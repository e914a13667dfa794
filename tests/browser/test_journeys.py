"""What readers come to do, done on the real site in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from practice.project import Workspace

from .conftest import Site, Visit

pytestmark = pytest.mark.browser

NO_SCRIPTS = {"java_script_enabled": False}
PHONE = {"viewport": {"width": 320, "height": 640}}
# Shows each page in place of the one that is open, and returns those that are wider than the screen.
WIDER = """
async (addresses) => {
  const wider = [];
  for (const address of addresses) {
    const text = await (await fetch(address)).text();
    document.body.replaceWith(new DOMParser().parseFromString(text, "text/html").body);
    const { scrollWidth, clientWidth } = document.documentElement;
    if (!document.querySelector("dl.glance") || scrollWidth > clientWidth) wider.push(address);
  }
  return wider;
}
"""


def test_home_to_theme_to_case_study_to_source(visit: Visit, real: Workspace) -> None:
    page = visit.go("")
    page.get_by_role("link", name="Service improvement").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Service improvement")
    card = page.locator(".card a").first
    title = card.inner_text()
    card.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page).to_have_title(re.compile("Practice exchange"))
    study = next(study for study in real.catalogue if study.title == title)
    page.get_by_role("link", name="See the sources").click()
    source = page.locator(".sources a").first
    expect(source).to_have_attribute("href", study.sources[0].url)
    expect(source).to_be_in_viewport()


def test_search_and_find(visit: Visit) -> None:
    page = visit.go("")
    page.get_by_role("searchbox", name="Search the case studies").fill("interpreting")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/network/search/\?q=interpreting$"))
    expect(page.get_by_role("status")).to_have_text(
        re.compile(r"^\d+ case studies found for “interpreting”\.$")
    )
    assert page.locator("#found-list mark").count() > 3
    page.locator("#found-list a").first.click()
    expect(page.locator("dl.glance")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("status")).to_contain_text("interpreting")


def test_every_case_study_is_found_by_its_title_and_nothing_else_is_found(
    visit: Visit, real: Workspace
) -> None:
    page = visit.go("search/")
    for study in list(real.catalogue)[::6]:
        page.get_by_role("searchbox").fill(study.title)
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text(f"“{study.title}”")
        assert f"/case-studies/{study.id}/" in [
            link.get_attribute("href").split("/network")[1]
            for link in page.locator("#found-list a").all()
        ]
    page.get_by_role("searchbox").fill("accessibility statement enforcement procedure")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Nothing found")


def test_the_browser_finds_what_is_in_the_collection(visit: Visit, real: Workspace) -> None:
    page = visit.go("search/?q=Bangladeshi")
    expect(page.get_by_role("status")).to_contain_text("found")
    count = int(page.get_by_role("status").inner_text().split()[0])
    while page.locator("#found-list > li").count() < count:
        shown = page.locator("#found-list > li").count()
        page.get_by_role("button", name="more").click()
        expect(page.locator("#found-list > li")).to_have_count(min(shown + 10, count))
    found = {
        link.get_attribute("href").rstrip("/").rpartition("/")[2]
        for link in page.locator("#found-list a").all()
    }
    assert {study.id for study in real.catalogue.under("community", "bangladeshi")} <= found


def test_nothing_found_says_what_to_do(visit: Visit) -> None:
    page = visit.go("search/?q=zzxqy")
    expect(page.get_by_role("status")).to_have_text("Nothing found for “zzxqy”.")
    page.get_by_role("link", name="Browse every case study").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Browse")


def test_words_of_the_query_are_never_markup(visit: Visit) -> None:
    page = visit.go("search/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%22")
    expect(page.get_by_role("status")).to_contain_text('<img src=x onerror=alert(1)>"')
    assert page.locator("#found img, title img").count() == 0


def test_by_keyboard_alone(visit: Visit) -> None:
    page = visit.go("themes/workforce/")
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.locator("#header-q").focus()
    page.keyboard.type("recruitment")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("found for “recruitment”")
    link = page.locator("#found-list a").first
    for _ in range(20):
        if link.evaluate("link => link === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(link).to_be_focused()
    outline = link.evaluate("link => getComputedStyle(link).boxShadow")
    assert outline != "none"
    page.keyboard.press("Enter")
    expect(page.locator("dl.glance")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()


@pytest.mark.parametrize("address", ["", "about/", "reference/fields/", "checks/", "search/"])
def test_no_single_key_does_anything_outside_a_field(visit: Visit, address: str) -> None:
    """WCAG 2.1.4, level A: speech input and a slip of the hand press single keys too."""
    page = visit.go(address)
    page.evaluate("document.activeElement.blur()")
    here = page.evaluate("[location.href, document.activeElement.tagName]")
    for key in "abcdefghijklmnopqrstuvwxyz,.;/?0123456789":
        page.keyboard.press(key)
        assert page.evaluate("[location.href, document.activeElement.tagName]") == here, key
    page.wait_for_load_state()
    assert page.evaluate("[location.href, document.activeElement.tagName]") == here


@pytest.mark.parametrize("visit", [NO_SCRIPTS], indirect=True)
def test_without_scripts(visit: Visit) -> None:
    page = visit.go("browse/")
    page.locator(".compact a").first.click()
    expect(page.locator("dl.glance")).to_be_visible()
    page.locator(".site-header__search input").fill("diabetes")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The search needs JavaScript")).to_be_visible()
    page.get_by_role("link", name="browse every case study").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Browse")


@pytest.mark.parametrize(
    "visit", [PHONE, {"viewport": {"width": 1280, "height": 900}}], indirect=True
)
@pytest.mark.parametrize(
    "address",
    [
        "",
        "browse/",
        "search/?q=diabetes",
        "themes/workforce/",
        "trusts/",
        "reference/fields/",
        "about/",
        "adopt/",
    ],
)
def test_no_page_is_wider_than_the_screen(visit: Visit, address: str) -> None:
    page = visit.go(address)
    assert (
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        == 0
    )


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_every_case_study_fits_a_phone_and_400_per_cent(visit: Visit, real: Workspace) -> None:
    addresses = [f"{visit.url}case-studies/{study.id}/" for study in real.catalogue]
    page = visit.page
    page.goto(addresses[0])
    assert page.evaluate(WIDER, addresses) == []


def test_on_paper_the_address_and_date_stand_and_the_menus_do_not(
    visit: Visit, real: Workspace
) -> None:
    study = next(iter(real.catalogue))
    page = visit.go(f"case-studies/{study.id}/")
    page.emulate_media(media="print")
    for hidden in (".site-header", ".site-footer", ".md-sidebar--secondary", ".neighbours"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("p.print-only")).to_contain_text(
        f"{visit.url}case-studies/{study.id}/. Printed "
    )
    expect(page.locator(".sources .address").first).to_have_text(study.sources[0].url)


def test_a_missing_page_helps_to_find_the_way(visit: Visit) -> None:
    page = visit.go("case-studies/gone/deeper/")
    visit.wrong.clear()  # the browser itself reports the 404 in its console
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    page.get_by_label("Search the case studies").fill("diabetes")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("found for “diabetes”")


def test_dark_colours_can_be_chosen_and_stay(visit: Visit) -> None:
    page = visit.go("")
    page.get_by_title("Switch to dark colours").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    visit.go("browse/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_edit_link_leads_to_the_file(visit: Visit, real: Workspace) -> None:
    study = next(iter(real.catalogue))
    page = visit.go(f"case-studies/{study.id}/")
    link = page.get_by_role("link", name="Propose a change to this page")
    expect(link).to_have_attribute(
        "href", f"https://code.example/network/exchange/edit/main/{study.path}"
    )


def test_every_case_study_of_the_collection_has_a_page(site: Site, real: Workspace) -> None:
    built = {folder.name for folder in (site.folder / "case-studies").iterdir()}
    assert built == {study.id for study in real.catalogue}
