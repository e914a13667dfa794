"""Drafts of the form: several tabs, shared computers, starting again, and pages that a browser
saved.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from practice.project import Workspace

from .conftest import Site, Visit
from .test_accessibility import RULES
from .writing import opened_form, saved_page

pytestmark = pytest.mark.browser

ADDRESS = "contribute/write/"
STUDY = "bradford-bilingual-calls-diabetic-eyes"
TITLE = "What did you do? Give it a title"
DRAFTS = (
    "Object.entries(localStorage).filter(([key]) => key.startsWith('practice.write')).map(([,"
    " kept]) => JSON.parse(kept))"
)
KEPT = "Your draft is kept in this browser, on this computer only."


def written(page: Page, title: str) -> None:
    """Start the form, give a title, and wait until it is kept."""
    page.get_by_role("button", name="Start now").click()
    page.get_by_label(TITLE).fill(title)
    expect(page.get_by_text(KEPT)).to_be_visible()


def titles(page: Page) -> list[str]:
    """The titles in the drafts that this browser has."""
    return [kept["answers"]["fields"].get("title", "") for kept in page.evaluate(DRAFTS)]


def test_starting_again_asks_first(visit: Visit) -> None:
    page = visit.go(ADDRESS)
    written(page, "Kept")
    visit.go(ADDRESS)
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="Start again").click()
    assert asked == ["Start again without what you wrote? It cannot be brought back."]
    expect(page.get_by_role("button", name="Go on with it")).to_be_visible()
    assert titles(page) == ["Kept"]
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_label(TITLE)).to_have_value("")
    assert titles(page) == []


ELSEWHERE = "What was written here was changed or cleared in another tab or window."


def test_an_idle_tab_learns_of_newer_work_and_never_writes_over_it(visit: Visit) -> None:
    page = visit.go(ADDRESS)
    written(page, "Old")
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_label(TITLE).fill("New")
    expect(page.get_by_role("alert")).to_have_text(ELSEWHERE)
    expect(page.get_by_label(TITLE)).to_have_count(0)
    page.get_by_role("button", name="Go on with it").click()
    expect(page.get_by_label(TITLE)).to_have_value("New")
    page.get_by_label(TITLE).fill("Newer")
    expect(other.get_by_role("alert")).to_have_text(ELSEWHERE)
    other.goto("about:blank")  # leaves the one that knows less
    assert titles(page) == ["Newer"]


def test_what_is_cleared_in_one_tab_stays_cleared(visit: Visit) -> None:
    """Every draft goes, that of a correction too."""
    page = visit.go(f"{ADDRESS}?id={STUDY}")
    written(page, "A correction")
    visit.go(ADDRESS)
    written(page, "About my trust")
    assert sorted(titles(page)) == ["A correction", "About my trust"]
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_label(TITLE)).to_have_value("About my trust")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear everything").click()
    expect(other.get_by_role("alert")).to_have_text(ELSEWHERE)
    expect(other.get_by_label(TITLE)).to_have_count(0)
    other.close(run_before_unload=True)
    page.reload()
    expect(page.get_by_role("button", name="Start now")).to_be_visible()
    assert titles(page) == []


def test_what_was_typed_last_is_kept_when_the_page_is_left(visit: Visit) -> None:
    page = visit.go(ADDRESS)
    written(page, "Almost")
    page.get_by_label(TITLE).fill("At once")
    page.goto(visit.url)
    assert titles(page) == ["At once"]


def test_a_correction_is_kept_once_something_is_changed_and_is_named_when_it_is_taken_up_again(
    visit: Visit, real: Workspace
) -> None:
    name = f"{ADDRESS}?id={STUDY}"
    page = visit.go(name)
    page.get_by_role("button", name="Start now").click()
    page.goto(visit.url)
    assert titles(page) == []
    visit.go(name)
    page.get_by_role("button", name="Start now").click()
    page.get_by_label("Where was it?").fill("Bradford")
    expect(page.get_by_text(KEPT)).to_be_visible()
    visit.go(name)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Suggest a correction")
    expect(page.locator("#write")).to_contain_text(
        f"There is a draft of your correction of “{real.catalogue[STUDY].title}”"
    )
    page.get_by_role("button", name="Go on with it").click()
    expect(heading).to_have_text("Suggest a correction")
    expect(page.get_by_text(f"You are correcting “{real.catalogue[STUDY].title}”.")).to_be_visible()
    page.goto(page.url.partition("#")[0] + "#send")
    page.get_by_label("What did you change, and how do you know?").fill("The place.")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 700})
        assert Axe().run(page, options=RULES).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_notice_of_a_kept_draft_is_put_there_once(visit: Visit) -> None:
    page = visit.go(ADDRESS)
    written(page, "One")
    page.evaluate("""() => {
            globalThis.said = 0;
            new MutationObserver(() => { said += 1 }).observe(document.querySelector('.write__notice'), { childList: true, subtree: true });
        }""")
    page.get_by_label(TITLE).fill("Two")
    page.evaluate(
        f"""() => new Promise(done => {{
            const look = () => {{
                if ({DRAFTS}[0].answers.fields.title === 'Two') done();
                else setTimeout(look, 20);
            }};
            look();
        }})"""
    )
    assert page.evaluate("said") == 0


def test_the_address_of_a_step_means_nothing_without_a_draft(visit: Visit) -> None:
    page = visit.go(f"{ADDRESS}#send")
    page.get_by_role("button", name="Start now").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("Step 1 of 8 The work")
    page.get_by_label(TITLE).fill("Calls")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue").click()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear everything").click()
    page.go_back()
    expect(page.get_by_role("button", name="Start now")).to_be_visible()
    expect(page).to_have_url(re.compile("/write/$"))


def test_the_browsers_back_shows_the_top_of_the_step(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 800, "height": 500})
    page = visit.go(ADDRESS)
    page.get_by_role("button", name="Start now").click()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.get_by_role("button", name="Continue").click()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.go_back()
    heading = page.get_by_role("heading", level=2)
    expect(heading).to_contain_text("Step 1 of 8")
    expect(heading).to_be_focused()
    page.wait_for_timeout(300)  # in which a browser puts the page where it was
    expect(heading).to_be_in_viewport()


def test_that_nothing_is_kept_is_said_where_the_step_begins(
    browser: Browser, real: Workspace
) -> None:
    with opened_form(browser, real.catalogue) as page:
        page.evaluate(
            "() => { Storage.prototype.setItem = () => { throw new DOMException('full',"
            " 'QuotaExceededError') } }"
        )
        page.get_by_role("button", name="Start now").click()
        expect(page.get_by_role("alert")).to_contain_text("This browser does not keep drafts")
        expect(page.get_by_role("alert")).to_be_in_viewport()


def test_a_page_saved_after_the_start_has_its_introduction(
    visit: Visit, site: Site, browser: Browser, tmp_path: Path
) -> None:
    page = visit.go(ADDRESS)
    page.get_by_role("button", name="Start now").click()
    address = saved_page(page.content(), site.folder / ADDRESS, tmp_path)
    context = browser.new_context(offline=True)
    offline = context.new_page()
    offline.goto(address)
    expect(offline.get_by_text("About 20 minutes.")).to_be_visible()
    offline.get_by_role("button", name="Start now").click()
    expect(offline.get_by_text("About 20 minutes.")).to_be_hidden()
    context.close()


def test_a_saved_correction_says_that_it_needs_the_site(
    visit: Visit, site: Site, browser: Browser, real: Workspace, tmp_path: Path
) -> None:
    page = visit.go(f"{ADDRESS}?id={STUDY}")
    page.get_by_role("button", name="Start now").click()
    address = saved_page(page.content(), site.folder / ADDRESS, tmp_path)
    context = browser.new_context(offline=True)
    offline = context.new_page()
    offline.goto(address)
    said = offline.get_by_role("alert")
    expect(said).to_contain_text(
        f"This is a saved copy of the form for a correction of “{real.catalogue[STUDY].title}”. A"
        " correction needs the site"
    )
    expect(offline.get_by_role("button", name="Start now")).to_have_count(0)
    context.close()
