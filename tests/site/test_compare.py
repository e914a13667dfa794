"""Case studies side by side: from ticks on the search page, or from an address."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from practice.workspace import Workspace

from .conftest import Visit
from .test_accessibility import RULES, SCHEMES, SIZES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("search")]


def test_two_are_ticked_and_compared(visit: Visit) -> None:
    page = visit.go("search/?q=diabetes")
    ticks = page.locator(".card__compare input")
    ticks.nth(0).check()
    expect(page.get_by_text("1 ticked. Tick another to compare.")).to_be_visible()
    ticks.nth(1).check()
    titles = [page.locator(".card__title").nth(place).inner_text() for place in (0, 1)]
    page.get_by_role("link", name="Compare 2").click()
    expect(page).to_have_url(re.compile(r"/compare/\?id=[\w-]+&id=[\w-]+$"))
    expect(page.get_by_role("status")).to_have_text("2 case studies, side by side.")
    assert [page.get_by_role("columnheader").nth(place).get_by_role("link").inner_text() for place in (0, 1)] == titles
    for name in ("Cost", "Staff time", "You cannot do without", "Evidence", "Outcome", "What happened"):
        expect(page.get_by_role("rowheader", name=name, exact=True)).to_be_visible()


@pytest.mark.parametrize("visit", SCHEMES.values(), ids=SCHEMES.keys(), indirect=True)
def test_it_fits_every_screen_and_axe_finds_nothing(visit: Visit, real: Workspace) -> None:
    ids = [study.id for study in real.catalogue][:4]
    page = visit.go("compare/?" + "&".join(f"id={id_}" for id_ in ids))
    expect(page.get_by_role("status")).to_have_text("4 case studies, side by side.")
    for size in SIZES:
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(entry["id"], node["target"], node["failureSummary"]) for entry in found for node in entry["nodes"]] == [], size


def test_an_unknown_study_is_named_and_left_out(visit: Visit, real: Workspace) -> None:
    known = next(iter(real.catalogue)).id
    page = visit.go(f"compare/?id={known}&id=..%2F..%2Fsecret")
    expect(page.get_by_role("status")).to_contain_text("There is no case study “../../secret” here, so it was left out.")
    expect(page.get_by_role("columnheader")).to_have_count(1)
