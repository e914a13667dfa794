"""Case studies side by side: from ticks on the search page, or from an address."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from practice.project import Workspace

from .conftest import Visit
from .test_accessibility import RULES, WAYS

pytestmark = pytest.mark.browser


def test_two_are_ticked_and_compared(visit: Visit) -> None:
    page = visit.go("search/?q=diabetes")
    ticks = page.locator(".card__compare input")
    ticks.nth(0).check()
    expect(page.get_by_text("1 ticked. Tick another to compare.")).to_be_visible()
    ticks.nth(1).check()
    titles = [
        f"{place + 1}. {page.locator('.card__title').nth(place).inner_text()}" for place in (0, 1)
    ]
    page.get_by_role("link", name="Compare 2").click()
    expect(page).to_have_url(re.compile(r"/compare/\?id=[\w-]+&id=[\w-]+$"))
    expect(page.get_by_role("status")).to_have_text("2 case studies, side by side.")
    assert [
        page.get_by_role("columnheader").nth(place).get_by_role("link").inner_text()
        for place in (0, 1)
    ] == titles
    for name in (
        "Cost",
        "Staff time",
        "You cannot do without",
        "Evidence",
        "Outcome",
        "What happened",
    ):
        expect(page.get_by_role("rowheader", name=name, exact=True)).to_be_visible()


@pytest.mark.parametrize("visit", WAYS.values(), ids=WAYS.keys(), indirect=True)
def test_it_fits_every_screen_and_axe_finds_nothing(visit: Visit, real: Workspace) -> None:
    ids = [study.id for study in real.catalogue][:4]
    page = visit.go("compare/?" + "&".join(f"id={id_}" for id_ in ids))
    expect(page.get_by_role("status")).to_have_text("4 case studies, side by side.")
    assert (
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        == 0
    )
    found = Axe().run(page, options=RULES).response["violations"]
    assert [
        (entry["id"], node["target"], node["failureSummary"])
        for entry in found
        for node in entry["nodes"]
    ] == []


def test_an_unknown_study_is_named_and_left_out(visit: Visit, real: Workspace) -> None:
    known = next(iter(real.catalogue)).id
    page = visit.go(f"compare/?id={known}&id=..%2F..%2Fsecret")
    expect(page.get_by_role("status")).to_contain_text(
        "There is no case study “../../secret” here, so it was left out."
    )
    expect(page.get_by_role("columnheader")).to_have_count(1)


def four(real: Workspace) -> str:
    return "compare/?" + "&".join(f"id={study.id}" for study in list(real.catalogue)[:4])


def test_on_paper_every_sheet_lies_across_and_has_the_titles(visit: Visit, real: Workspace) -> None:
    page = visit.go(four(real))
    expect(page.get_by_role("status")).to_have_text("4 case studies, side by side.")
    sheets = re.findall(
        rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True)
    )
    assert {(round(float(width)), round(float(height))) for width, height in sheets} == {(842, 595)}
    assert 2 <= len(sheets) <= 5
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1009, "height": 680})  # what the margins leave of such a sheet
    expect(page.locator("p.address")).to_contain_text(page.url)
    for gone in (
        page.get_by_role("button"),
        page.locator(".site-header"),
        page.locator(".side-by-side__which:visible"),
    ):
        expect(gone.locator("visible=true")).to_have_count(0)
    # Browsers repeat such a head on every sheet, and keep a row that fits on one sheet together.
    assert (
        page.locator("thead").evaluate("head => getComputedStyle(head).display")
        == "table-header-group"
    )
    assert (
        page.locator("tbody tr").first.evaluate("row => getComputedStyle(row).breakInside")
        == "avoid"
    )
    assert cut(page) == []


@pytest.mark.parametrize("visit", [{"viewport": {"width": 320, "height": 640}}], indirect=True)
def test_on_a_phone_each_says_whose_it_is(visit: Visit, real: Workspace) -> None:
    page = visit.go(four(real))
    expect(page.get_by_role("status")).to_have_text("4 case studies, side by side.")
    cell = (
        page.get_by_role("row")
        .filter(has=page.get_by_role("rowheader", name="Outcome", exact=True))
        .get_by_role("cell")
    )
    studies = list(real.catalogue)[:4]
    assert [text.splitlines()[0] for text in cell.all_inner_texts()] == [
        f"{n}. {study.title}" for n, study in enumerate(studies, 1)
    ]
    assert cut(page) == []


def test_what_none_of_them_reports_is_said_once(visit: Visit, real: Workspace) -> None:
    silent = [study for study in real.catalogue if not study.staff_time][:3]
    page = visit.go("compare/?" + "&".join(f"id={study.id}" for study in silent))
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Staff time"))
    expect(row.get_by_role("cell")).to_have_text("not reported by any of them")


# Words of the table that stand outside their cell or the page.
CUT = """
all => all
  .filter((one) => (one.clientWidth && one.scrollWidth > one.clientWidth + 1) || one.getBoundingClientRect().right > innerWidth)
  .map((one) => one.innerText)
"""


def cut(page: Page) -> list[str]:
    found: list[str] = page.locator(".side-by-side :is(th, td, .line, .quiet, a)").evaluate_all(CUT)
    return found
