"""The search page by keyboard alone, and what a screen reader is told of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from practice.project import Workspace

from .conftest import Visit

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 700}}

# Where the focus is, in words, whether it is drawn, and whether it is on the screen.
FOCUSED = """
() => {
  const here = document.activeElement;
  const name = here.labels?.[0]?.innerText || here.innerText || here.id;
  // Marked by itself, or by its label; a browser's own ring on lists and tick boxes counts too.
  const drawn = [here, here.nextElementSibling].filter(Boolean).map((one) => getComputedStyle(one));
  const box = here.getBoundingClientRect();
  return [
    name.replace(/\\s+/g, " ").trim(),
    drawn.some((style) => style.outlineStyle !== "none" || style.boxShadow !== "none"),
    box.bottom > 0 && box.top < innerHeight,
  ];
}
"""

LISTEN = """
() => {
  window.said = [];
  const place = document.querySelector("[role=status]");
  new MutationObserver(() => window.said.push(place.textContent)).observe(place, { childList: true });
}
"""


def walk(page: Page, until: str, most: int = 60) -> list[str]:
    """Press Tab until the focus is on what is called `until`; return the names on the way. Each
    must be seen.
    """
    names: list[str] = []
    while (not names or not re.fullmatch(until, names[-1])) and len(names) < most:
        page.keyboard.press("Tab")
        name, drawn, on_screen = page.evaluate(FOCUSED)
        assert drawn, name
        assert on_screen, name
        names.append(name)
    assert re.fullmatch(until, names[-1]), names
    return names


def opened(visit: Visit, address: str) -> Page:
    page = visit.go("search/" + address)
    page.evaluate("window.practice.ready")
    return page


def test_the_way_to_the_results_and_through_them(visit: Visit, real: Workspace) -> None:
    page = opened(visit, "?q=diabetes&theme=workforce")
    titles = page.locator(".card__title").all_inner_texts()
    names = walk(page, "Community engagement.*")
    order = [
        "Search the case",
        "Order",
        "Remove Theme: Workforce×",
        "Clear all",
        titles[0],
        f"Compare “{titles[0]}”",
        titles[1],
    ]
    met = [name for name in names if name.startswith(tuple(order))]
    assert met == [next(name for name in names if name.startswith(wanted)) for wanted in order]
    # Then come the facets, the first tick box of the first open group last of these.
    assert names[-2].startswith("Theme")


def test_choosing_and_taking_back_by_keyboard(visit: Visit, real: Workspace) -> None:
    page = opened(visit, "")
    everything = f"{len(real.catalogue)} case studies."
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.get_by_label("Workforce", exact=False).first.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"\?theme=workforce$"))
    expect(page.get_by_role("status")).to_have_text(
        f"{len(real.catalogue.under('theme', 'workforce'))} of {everything}"
    )
    assert (
        page.evaluate("document.activeElement.value") == "workforce"
    )  # the focus stays where it was
    page.get_by_role("button", name="Remove Theme: Workforce").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(everything)
    expect(page.get_by_role("searchbox")).to_be_focused()  # what had it is gone


def test_more_results_take_the_focus_to_the_first_of_them(visit: Visit) -> None:
    page = opened(visit, "")
    page.get_by_role("button", name="Show 10 more").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card__title a").nth(10)).to_be_focused()


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_the_panel_of_a_phone(visit: Visit) -> None:
    page = opened(visit, "")
    button = page.get_by_role("button", name="Narrow the list")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Narrow the list")).to_be_focused()
    names = walk(page, "Show .* case studies")
    assert names[0] == "Theme"
    page.keyboard.press("Enter")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    walk(page, "Community")
    page.keyboard.press("Enter")
    walk(page, "Find a community")
    page.keyboard.type("bang")
    expect(page.locator("fieldset:visible li:visible")).to_have_count(1)
    page.keyboard.press("Escape")  # first takes the letters back
    expect(page.get_by_label("Find a community")).to_have_value("")
    expect(page.get_by_label("Find a community")).to_be_focused()
    page.keyboard.press("Escape")  # then closes the panel
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_the_count_is_announced_once_for_each_question(visit: Visit) -> None:
    page = opened(visit, "")
    count = page.get_by_role("status")
    expect(count).to_have_attribute("aria-live", "polite")
    # The element itself must stay, as a screen reader listens to it and not to one put in its
    # place.
    page.evaluate(LISTEN)
    told = []
    for words in ("diabetes", "zzxqy"):
        page.get_by_role("searchbox").fill(words)
        page.keyboard.press("Enter")
        expect(count).to_contain_text(f"for “{words}”")
        told += ["Searching…", count.inner_text()]
    assert page.evaluate("window.said") == told
