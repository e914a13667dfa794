"""The search page: choosing, counting, the address, and whatever anybody types."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from practice.model.facets import FACETS
from practice.project import Workspace

from .conftest import Site, Visit
from .test_accessibility import RULES, WAYS

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 700}}
COUNTED = (*(facet.name for facet in FACETS), "year")


def opened(visit: Visit, address: str = "") -> Page:
    """Open the search page and wait until it has answered."""
    page = visit.go("search/" + address)
    page.evaluate("window.practice.ready")
    return page


def status(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def test_values_widen_within_a_group_and_narrow_across(visit: Visit, real: Workspace) -> None:
    page = opened(visit)
    theme = page.locator("fieldset", has_text="Workforce")
    theme.get_by_label("Workforce").check()
    workforce = {study.id for study in real.catalogue.under("theme", "workforce")}
    expect(page.get_by_role("status")).to_have_text(
        f"{len(workforce)} of {len(real.catalogue)} case studies."
    )
    theme.get_by_label("Leadership").check()
    either = workforce | {study.id for study in real.catalogue.under("theme", "leadership")}
    expect(page.get_by_role("status")).to_have_text(
        f"{len(either)} of {len(real.catalogue)} case studies."
    )
    page.locator("fieldset", has_text="Mixed results").get_by_label("Worked").check()
    worked = either & {study.id for study in real.catalogue.under("outcome", "worked")}
    expect(page.get_by_role("status")).to_have_text(
        f"{len(worked)} of {len(real.catalogue)} case studies."
    )
    expect(page).to_have_url(re.compile(r"\?theme=workforce&theme=leadership&outcome=worked$"))
    page.get_by_role("button", name="Remove Theme: Leadership").click()
    expect(page).to_have_url(re.compile(r"\?theme=workforce&outcome=worked$"))
    page.go_back()
    expect(page.get_by_role("status")).to_have_text(
        f"{len(worked)} of {len(real.catalogue)} case studies."
    )
    expect(theme.get_by_label("Leadership")).to_be_checked()
    page.get_by_role("button", name="Clear all").click()
    expect(page.get_by_role("status")).to_have_text(f"{len(real.catalogue)} case studies.")
    expect(page).to_have_url(re.compile(r"/search/$"))


def test_years_are_a_range(visit: Visit, real: Workspace) -> None:
    page = opened(visit, "?from=2005&to=2007")
    within = [study for study in real.catalogue if study.year and 2005 <= int(study.year) <= 2007]
    assert status(page) == f"{len(within)} of {len(real.catalogue)} case studies."
    expect(page.get_by_role("button", name="Remove Years: 2005 to 2007")).to_be_visible()


def test_orders_without_words(visit: Visit, real: Workspace) -> None:
    def shown(page: Page) -> list[str]:
        return [
            link.get_attribute("href").rstrip("/").rpartition("/")[2]
            for link in page.locator("#found-list a").all()
        ]

    from practice.model.catalogue import best_evidence_first, newest_first

    page = opened(visit)
    assert shown(page) == [study.id for study in sorted(real.catalogue, key=newest_first)][:10]
    page.get_by_label("Order").select_option("evidence")
    expect(page).to_have_url(re.compile(r"\?sort=evidence$"))
    strongest = [study.id for study in sorted(real.catalogue, key=best_evidence_first)][:10]
    expect(page.locator("#found-list a").first).to_have_attribute(
        "href", re.compile(f"/{strongest[0]}/$")
    )
    assert shown(page) == strongest


def test_unknown_values_are_left_out_and_named(visit: Visit, real: Workspace) -> None:
    page = opened(visit, "?theme=bogus&community=south-asain&from=soon&sort=odd")
    notice = page.get_by_role("alert")
    assert notice.inner_text().split("\n\n") == [
        "There is no theme “bogus” here, so it was left out.",
        "There is no community “south-asain” here, so it was left out. Did you mean South Asian?",
        "There is no year “soon” here, so it was left out.",
        "There is no order “odd” here, so it was left out.",
    ]
    assert status(page) == f"{len(real.catalogue)} case studies."
    notice.get_by_role("button", name="South Asian").click()
    expect(page.get_by_role("status")).to_have_text(
        f"{len(real.catalogue.under('community', 'south-asian'))} of {len(real.catalogue)} case"
        " studies."
    )
    expect(page).to_have_url(re.compile(r"/search/\?community=south-asian$"))
    expect(notice).to_be_empty()


def test_a_long_address_of_unknown_values_gives_a_short_notice(visit: Visit) -> None:
    page = opened(visit, "?" + "&".join(f"topic=odd-{number}" for number in range(40)))
    lines = page.get_by_role("alert").inner_text().split("\n\n")
    assert lines[-1] == "The address names 35 more that are not known."
    assert len(lines) == 6


def test_misspelt_words_are_read_as_near_ones_and_those_are_offered(visit: Visit) -> None:
    page = opened(visit)
    page.get_by_role("searchbox").fill("diabtes mosqe")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(
        re.compile(r"^\d+ case studies found for “diabtes mosqe”\.$")
    )
    advice = page.locator("#found-advice")
    told = (
        "No case study has “diabtes”; these have “diabetes”. No case study has “mosqe”; these have"
        " “mosque”."
    )
    assert advice.inner_text().split("\n\n") == [told, "Did you mean “diabetes mosque”?"]
    advice.get_by_role("button").click()
    expect(page.get_by_role("status")).to_have_text(
        re.compile(r"^\d+ case studies found for “diabetes mosque”\.$")
    )
    expect(page).to_have_url(re.compile(r"\?q=diabetes\+mosque$"))
    expect(page.get_by_role("searchbox")).to_have_value("diabetes mosque")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(advice).to_be_empty()
    assert (
        page.locator("#found-list mark")
        .filter(has_text=re.compile("mosque", re.IGNORECASE))
        .count()
    )


def test_misspelt_words_with_a_choice_that_leaves_nothing(visit: Visit) -> None:
    page = opened(visit, "?q=diabtes&from=1900&to=1901")
    assert status(page) == "Nothing found for “diabtes” with what you chose."
    page.get_by_role("button", name="Leave out Years: 1900 to 1901").click()
    expect(page.get_by_role("button", name="Did you mean “diabetes”?")).to_be_visible()


def test_what_has_only_some_of_the_words_is_one_step_away(visit: Visit) -> None:
    page = opened(visit, "?q=mental%20health")
    found = int(status(page).split()[0])
    assert found < 12
    page.get_by_role("button", name=re.compile("^Show .* only some of the words$")).click()
    expect(page).to_have_url(re.compile(r"\?q=mental\+health&any=1$"))
    expect(page.get_by_role("status")).to_have_text(
        re.compile(rf"^(?!{found} )\d+ case studies found for “mental health”\.$")
    )
    assert int(status(page).split()[0]) > 3 * found
    page.get_by_role("searchbox", name="Search").first.fill("mental healths")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=mental\+healths$"))
    page = opened(visit, "?q=mosque%20zzxqyw")
    assert status(page) == "Nothing found for “mosque zzxqyw”."
    page.get_by_role("button", name=re.compile(r"^Show \d+ that mention only some")).click()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ case stud"))


def test_nothing_found_says_what_to_drop_and_what_that_gives(visit: Visit, real: Workspace) -> None:
    page = opened(visit, "?q=diabetes&from=1900&to=1901")
    assert status(page) == "Nothing found for “diabetes” with what you chose."
    page.get_by_role("button", name="Leave out Years: 1900 to 1901").click()
    expect(page.get_by_role("status")).to_have_text(
        re.compile(r"^\d+ case studies found for “diabetes”\.$")
    )


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_on_a_phone_the_facets_are_a_panel(visit: Visit) -> None:
    page = opened(visit)
    expect(page.get_by_role("heading", name="Narrow the list")).to_be_hidden()
    page.get_by_role("button", name="Narrow the list").click()
    expect(page.get_by_role("heading", name="Narrow the list")).to_be_focused()
    page.get_by_text("Theme", exact=True).first.click()
    page.get_by_label("Workforce").check()
    expect(page.get_by_role("button", name="Narrow the list (1 chosen)")).to_have_attribute(
        "aria-expanded", "true"
    )
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Narrow the list")).to_be_hidden()
    expect(page.get_by_role("button", name="Narrow the list (1 chosen)")).to_be_focused()
    assert (
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        == 0
    )


def test_a_long_group_has_a_box_to_find_in(visit: Visit) -> None:
    page = opened(visit)
    page.locator("summary", has_text="Trust").click()
    page.get_by_label("Find a trust").fill("tower ham")
    rows = page.locator("fieldset", has_text="Find a trust").locator("li:visible")
    assert [text for text in rows.all_inner_texts() if "tower ham" not in text.casefold()] == []
    page.get_by_label("Find a trust").fill("zzxqy")
    expect(page.get_by_text("None with these letters.").first).to_be_visible()


def test_a_synonym_is_found_below_the_word_itself(visit: Visit, real: Workspace) -> None:
    page = opened(visit)
    first = page.evaluate("window.practiceSearch('interpreting')")
    assert first
    assert len(first) == len(set(first))
    assert set(first) <= {study.id for study in real.catalogue}


def test_the_table_is_asked_for_once_and_the_page_knows_browsers_search(
    site: Site, visit: Visit
) -> None:
    table = json.loads(
        (site.folder / "assets" / "practice-facets.json").read_text(encoding="utf-8")
    )
    assert table["studies"] == len(list((site.folder / "case-studies").iterdir()))
    names = json.loads((site.folder / "assets" / "practice-names.json").read_text(encoding="utf-8"))
    indexed = {path.stem for path in (site.folder / "pagefind" / "fragment").iterdir()}
    assert {names["start"] + end for end in names["names"].split()} == indexed
    page = visit.go("about/")
    link = page.locator('head link[rel="search"]')
    expect(link).to_have_attribute("type", "application/opensearchdescription+xml")
    description = ElementTree.fromstring(
        page.request.get(link.evaluate("link => link.href")).body()
    )
    template = description.find("{http://a9.com/-/spec/opensearch/1.1/}Url").attrib["template"]
    assert template == visit.url + "search/?q={searchTerms}"
    page.goto(template.replace("{searchTerms}", "blood+pressure+%26+more"))
    expect(page.get_by_role("status")).to_contain_text("found for “blood pressure & more”")


@pytest.mark.parametrize("visit", WAYS.values(), ids=WAYS.keys(), indirect=True)
@pytest.mark.parametrize(
    "address", ["?theme=workforce&community=south-asian", "?q=diabetes&from=1900&to=1901"]
)
def test_axe_finds_nothing(visit: Visit, address: str) -> None:
    page = opened(visit, address)
    if page.viewport_size["width"] < 900:
        page.locator("#found-narrow").click()
    found = Axe().run(page, options=RULES).response["violations"]
    assert [
        (entry["id"], node["target"], node["failureSummary"])
        for entry in found
        for node in entry["nodes"]
    ] == []
