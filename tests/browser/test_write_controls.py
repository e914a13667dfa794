"""The single controls of the form: clicks that are not lost, lists to choose from, dates, counters,
groups.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from practice.project import Workspace

from .conftest import Visit
from .test_write import ADDRESS, download, fill, start
from .writing import good

pytestmark = pytest.mark.browser


def at_step(visit: Visit, step: str) -> Page:
    page = visit.go(ADDRESS)
    start(page)
    page.goto(page.url.partition("#")[0] + f"#{step}")
    return page


def hold(page: Page, target: Locator) -> None:
    """Press the mouse on something, as a hand does: the release comes later, and on the same place
    of the screen.
    """
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(120)
    page.mouse.up()


def described(page: Page, control: Locator) -> str:
    """What is read out after the name of a control."""
    ids = (control.get_attribute("aria-describedby") or "").split()
    return " ".join(page.locator(f"[id='{one}']").inner_text().strip() for one in ids).strip()


def test_an_error_that_appears_takes_no_click_away(visit: Visit) -> None:
    page = at_step(visit, "work")
    page.get_by_label("What did you do? Give it a title").fill("x" * 95)
    hold(page, page.get_by_role("button", name="Continue"))
    expect(page.get_by_role("heading", level=2)).to_contain_text("Who and what it was about")
    page.get_by_role("button", name="Back").click()
    expect(page.locator("#q-title-error")).to_contain_text("has 95 characters")
    page.get_by_label("When did it begin?").fill("last summer")
    hold(page, page.get_by_text("Nobody knows"))
    expect(page.get_by_label("Nobody knows")).to_be_checked()


def test_words_that_are_chosen_on_leaving_take_no_click_away(visit: Visit) -> None:
    page = at_step(visit, "work")
    page.get_by_role("combobox", name="Which trust or trusts did it?").fill("Haringey Teaching PCT")
    hold(page, page.get_by_role("button", name="Continue"))
    expect(page.get_by_role("heading", level=2)).to_contain_text("Who and what it was about")
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_role("button", name="Remove Haringey Teaching PCT")).to_be_visible()


def test_tab_leaves_an_open_list_for_the_next_question(visit: Visit) -> None:
    page = at_step(visit, "about")
    page.get_by_role("combobox", name="Who was it for?").focus()
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox", name="What was it about?")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("combobox", name="Who was it for?")).to_be_focused()


def test_tab_takes_the_marked_option(visit: Visit) -> None:
    page = at_step(visit, "work")
    page.get_by_role("combobox", name="Which trust or trusts did it?").fill("haringey")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Remove Haringey Teaching PCT")).to_be_visible()
    expect(page.get_by_label("Chosen").get_by_role("button")).to_have_count(1)


def test_a_word_that_is_in_no_list_stays_and_is_said_not_to_be_taken(visit: Visit) -> None:
    page = at_step(visit, "about")
    box = page.get_by_role("combobox", name="Who was it for?")
    told = (
        "Nothing in our list is called that. Try another word, or leave it: the editors can add"
        " one."
    )
    box.fill("beekeepers")
    expect(page.locator("#q-communities-none")).to_have_text(told)
    assert told in described(page, box)
    box.blur()  # with the keyboard, the list of the next question would lie over the button
    expect(page.locator("#q-communities-none")).to_have_text(f"“beekeepers” is not chosen. {told}")
    box.blur()  # the list of the next question lies over the button
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Back").click()
    expect(box).to_have_value("beekeepers")
    expect(page.locator("#q-communities-none")).to_contain_text("“beekeepers” is not chosen.")
    box.fill("bangla")
    box.blur()
    expect(page.locator("#q-communities-none")).to_have_text(
        "“bangla” is not chosen. Type it again and choose from the list, or take it out."
    )
    box.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#q-communities-none")).to_be_empty()


def test_the_words_that_a_question_gives_as_examples_are_found(visit: Visit) -> None:
    """In the names of a term or in what it means: "mosque" is a place of worship."""
    page = at_step(visit, "about")
    for question in ("Who was it for?", "What was it about?", "Where did people meet it?"):
        box = page.get_by_role("combobox", name=question)
        examples = re.findall(r"For example: (.+), or (.+?)\.", described(page, box))
        assert examples
        for example in examples[0]:
            box.fill(example)
            expect(page.get_by_role("option").first).to_be_visible()
    box.fill("mosques")
    expect(page.get_by_role("option")).to_contain_text(["Place of worship"])


def test_bullets_that_are_typed_are_no_part_of_an_answer(visit: Visit) -> None:
    page = at_step(visit, "work")
    box = page.get_by_label("Who else took part?")
    box.fill("• Mosques\n\n- The council\n1. A charity")
    box.blur()
    expect(box).to_have_value("Mosques\nThe council\nA charity")
    page.get_by_text("See what you wrote so far").click()
    glance = (
        page.get_by_role("article", name="Preview")
        .locator(".glance div")
        .filter(has_text="Who else took part?")
    )
    expect(glance.locator(".line")).to_have_text(["Mosques", "The council", "A charity"])


def test_an_address_that_a_mail_program_copied_with_its_name_is_understood(visit: Visit) -> None:
    page = at_step(visit, "you")
    box = page.get_by_label("What is the shared mailbox?")
    for typed in (
        "Screening team <screening@trust.example>",
        "mailto:screening@trust.example",
        "screening@trust.example",
    ):
        box.fill(typed)
        box.blur()
        expect(box).to_have_value("screening@trust.example")
    box.fill("Screening <team>")
    box.blur()
    expect(box).to_have_value("Screening <team>")


def test_a_held_key_deletes_no_choices(visit: Visit) -> None:
    page = at_step(visit, "about")
    box = page.get_by_role("combobox", name="Who was it for?")
    box.fill("bangla")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    box.fill("ab")
    for _ in range(6):
        page.keyboard.down("Backspace")
    page.keyboard.up("Backspace")
    expect(page.get_by_label("Chosen").get_by_role("button")).to_have_count(1)
    page.keyboard.press("Backspace")
    expect(page.get_by_label("Chosen").get_by_role("button")).to_have_count(0)


def test_a_date_is_read_as_people_write_it_and_shown_in_words(
    visit: Visit, real: Workspace
) -> None:
    """How dates are read is a table in `tests/test_partial_date.py`, run in the browser too."""
    page = visit.go(ADDRESS)
    fill(page, good(real.catalogue))
    page.goto(page.url.partition("#")[0] + "#work")
    box = page.get_by_label("When did it begin?")
    box.fill("circa Sept 2008")
    box.blur()
    expect(box).to_have_value("about September 2008")
    expect(page.locator("#q-started-error")).to_be_empty()
    page.goto(page.url.partition("#")[0] + "#send")
    expect(page.get_by_label("The whole text of the file")).to_have_value(
        re.compile("\nstarted: about 2008-09\n")
    )
    page.goto(page.url.partition("#")[0] + "#work")
    expect(box).to_have_value("about September 2008")
    box.fill("Summer 2005")
    box.blur()
    expect(box).to_have_value("Summer 2005")
    expect(page.locator("#q-started-error")).to_contain_text("'Summer 2005' is not a date")


def test_answers_to_when_that_are_no_date(visit: Visit, real: Workspace) -> None:
    page = visit.go(ADDRESS)
    answers = good(real.catalogue)
    answers["fields"]["reviewed"] = ""
    fill(page, answers)
    page.goto(page.url.partition("#")[0] + "#work")
    page.get_by_label("When did it begin?").fill("don't know")
    ended = page.get_by_label("When did it end?")
    ended.fill("still running")
    expect(page.get_by_label("Nobody knows")).to_be_checked()
    ended.blur()
    expect(ended).to_have_value("")
    expect(page.get_by_text("Left empty, as it has not ended.")).to_be_visible()
    page.get_by_label("Nobody knows").uncheck()
    expect(page.get_by_label("When did it begin?")).to_have_value("")
    page.get_by_label("When did it begin?").fill("today")
    page.get_by_label("Nobody knows").check()
    page.goto(page.url.partition("#")[0] + "#you")
    page.get_by_label("When did somebody last make sure").fill("today")
    page.goto(page.url.partition("#")[0] + "#send")
    _, text = download(page)
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    assert "\nstarted: unknown\n" in text
    assert "\nended:" not in text
    assert f"\nreviewed: {today}\n" in text


def test_the_characters_left_are_counted_for_the_eye_at_once_and_said_after_a_pause(
    visit: Visit,
) -> None:
    visit.page.clock.install()
    page = at_step(visit, "work")
    title = page.get_by_label("What did you do? Give it a title")
    assert described(page, title).endswith("Up to 90 characters.")
    shown, said = page.locator("#q-title-count"), page.locator("#q-title-count + [aria-live]")
    title.fill("x" * 89)
    expect(shown).to_have_text("You have 1 character left.")
    expect(said).to_be_empty()
    page.clock.run_for(1000)
    expect(said).to_have_text("You have 1 character left.")
    title.fill("x" * 91)
    expect(shown).to_have_text("1 character too many.")
    page.clock.run_for(1000)
    expect(said).to_have_text("1 character too many.")
    title.fill("x")
    expect(shown).to_have_text("You have 89 characters left.")
    page.clock.run_for(1000)
    expect(said).to_be_empty()
    assert shown.get_attribute("aria-live") is None


def figures(real: Workspace) -> dict[str, Any]:
    answers = good(real.catalogue)
    answers["fields"]["measures"] = [
        {"name": f"Women {place}", "kind": "outcome", "result": "40", "unit": "women"}
        for place in (1, 2)
    ]
    answers["fields"]["cost"] = {"setup": "4,000 pounds"}
    answers["fields"]["staff_time"] = [{"role": "Link worker", "amount": "2 days"}]
    return answers


def test_what_is_taken_away_can_be_brought_back(visit: Visit, real: Workspace) -> None:
    page = visit.go(ADDRESS)
    fill(page, figures(real))
    page.goto(page.url.partition("#")[0] + "#figures")
    page.get_by_role("button", name="Remove figure 1").click()
    expect(page.locator("#q-measures-0-name")).to_have_value("Women 2")
    expect(page.get_by_text("Figure 1 is removed.")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#q-measures-0-name")).to_have_value("Women 1")
    expect(page.locator("#q-measures-0-name")).to_be_focused()
    expect(page.locator("#q-measures-1-name")).to_have_value("Women 2")
    page.get_by_role("button", name="Add another figure").click()
    page.get_by_role("button", name="Remove figure 3").click()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    page.goto(page.url.partition("#")[0] + "#took")
    for place, control, words in (
        (0, "#q-cost-setup", "4,000 pounds"),
        (1, "#q-staff-time-0-role", "Link worker"),
    ):
        box = page.get_by_label("Nobody reported it").nth(place)
        box.check()
        expect(page.locator(control)).to_be_hidden()
        expect(page.get_by_text("What you wrote here is put away.")).to_be_visible()
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Back").click()
        box.uncheck()
        expect(page.locator(control)).to_have_value(words)


def test_what_is_wrong_with_a_group_is_read_out_with_it(visit: Visit, real: Workspace) -> None:
    page = visit.go(ADDRESS)
    answers = good(real.catalogue)
    del answers["fields"]["contact"]
    fill(page, answers)
    page.locator(".error-summary").get_by_role("link", name="Say who readers should ask.").click()
    assert "Say who readers should ask." in described(
        page, page.get_by_role("group", name="Who should readers ask?")
    )


def test_every_question_is_asked_in_words_and_says_what_is_needed(
    visit: Visit, real: Workspace
) -> None:
    page = visit.go(ADDRESS)
    answers = figures(real)
    answers["fields"] |= {
        "resources": [{"title": "Call script"}],
        "risks": [{"risk": "Staff leave"}],
        "sources": [{"title": "Report"}],
    }
    fill(page, answers)
    labels = []
    for step in ("work", "figures", "took", "others", "you"):
        page.goto(page.url.partition("#")[0] + f"#{step}")
        labels += page.locator(".q__label").all_inner_texts()
    one_word = [label for label in labels if " " not in label.removesuffix(" (optional)")]
    assert one_word == []
    page.goto(page.url.partition("#")[0] + "#others")
    address = page.locator("#q-resources-0-url")
    assert (
        page.locator("#q-resources-0-url-label").inner_text() == "Its address on the web"
    )  # not optional, as there is no file
    assert "For a file that is nowhere on the web, tell the editors in your e-mail" in described(
        page, address
    )


@pytest.mark.parametrize("visit", [{"forced_colors": "active"}], indirect=True)
def test_what_is_drawn_is_seen_in_the_readers_own_colours(visit: Visit) -> None:
    page = at_step(visit, "about")
    drawn = page.locator(".write summary").first.evaluate(
        "summary => getComputedStyle(summary, '::after').backgroundColor"
    )
    behind = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert drawn != behind
    bar = page.locator(".write progress")
    assert bar.evaluate("bar => getComputedStyle(bar).borderTopStyle") == "solid"


def test_the_keyboard_skips_to_the_form(visit: Visit) -> None:
    page = visit.go(ADDRESS)
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to content")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("article").locator("a, button").first).to_be_focused()


def test_the_start_and_the_guide_promise_the_same(visit: Visit, project: Path) -> None:
    page = visit.go(ADDRESS)
    promise = "someone from your trust if your trust has an owner for its folder here"
    expect(page.locator("#write-start")).to_contain_text(promise)
    assert promise in (project / "docs/contribute.md").read_text(encoding="utf-8")
