"""What the form says beside questions and on its last step: in words of the form, and true of what
is there.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from content.test_paths import TITLES
from practice.content.paths import file_name, folder_name, study_path
from practice.forms.definition import parts, questions
from practice.model.schema import HEADINGS, field
from practice.project import Workspace

from .writing import Answers, form_functions, good, opened_form

pytestmark = pytest.mark.browser

NHS_NUMBER = "943 476 5919"
PATH = "case_studies/haringey-pct/corrected.md"
HINTS = """() => [...document.querySelectorAll('.problem')].map(one =>
    [one.closest('[data-at]').dataset.at,
     one.querySelector('.problem__hint')?.textContent ?? ''])"""


def opened(page: Page, answers: Answers | None = None, step: str = "send") -> None:
    """Open the form at a step, with these answers as a draft."""
    if answers:
        kept = {"version": 1, "saved": "2026-11-20T10:00:00Z", "answers": answers}
        page.evaluate(
            "kept => localStorage.setItem(`practice.write:${location.pathname}:new`,"
            " JSON.stringify(kept))",
            kept,
        )
        page.evaluate(f"location.hash = '#{step}'")
    else:
        page.get_by_role("button", name="Start now").click()
        page.evaluate(f"location.hash = '#{step}'")


def hints(page: Page, step: str) -> dict[str, str]:
    """Place of each problem of a step -> its hint, once the last step was seen."""
    page.evaluate("location.hash = '#send'")
    expect(page.get_by_role("heading", level=2)).to_contain_text("Check and send")
    page.evaluate(f"location.hash = '#{step}'")
    expect(page.get_by_role("heading", level=2)).not_to_contain_text("Check and send")
    return dict(page.evaluate(HINTS))


def test_hints_speak_of_the_form(browser: Browser, real: Workspace) -> None:
    with opened_form(browser, real.catalogue) as page:
        opened(page, step="work")
        page.get_by_label("When did it begin?").fill("some day")
        found = hints(page, "work")
        assert found['["started"]'] == "For example July 2005, or tick “Nobody knows”."
        assert found['["stage"]'] == "Choose one of the answers below."
        assert found['["title"]'] == "It is needed."
        assert found['["trusts"]'] == "Choose from the list."
        assert hints(page, "about") == {
            '["themes"]': "Choose one or more of the answers below.",
            '["communities"]': "Choose from the list.",
            '["topics"]': "Choose from the list.",
        }


def test_what_is_missing_is_said_in_the_words_of_the_question(
    browser: Browser, real: Workspace
) -> None:
    """A form that nobody filled in names no field of the file at its last step."""
    measured = {"origin": "contributed", "measures": [{"unit": "people"}]}
    with form_functions(browser, real.catalogue) as page:
        said: list[str] = page.evaluate(
            """given => {
                return practiceWrite.check(given, { schema: data, today: '2026-11-20' })
                    .filter(({ name }) => name.startsWith('missing')).map(({ message }) => message);
            }""",
            {"fields": measured, "sections": {}},
        )
    asked = [*questions(), *parts(field("measures"))]
    needed = {question.asked.missing for question in asked if question.needed()}
    assert set(said) == needed - {"Say what the figures count."}


def test_each_needed_section_that_is_missing_says_so_itself(
    browser: Browser, real: Workspace
) -> None:
    with opened_form(browser, real.catalogue) as page:
        opened(page)
        hints(page, "story")
        for heading in HEADINGS:
            if heading.needed:
                name = heading.text.lower().replace(" ", "-")
                place = page.locator(f"#q-section-{name}-error")
                expect(place).to_have_text(f"Error: {heading.missing}It is needed.")


def test_a_resource_without_an_address_is_told_what_the_form_can_do(
    browser: Browser, real: Workspace
) -> None:
    answers = good(real.catalogue)
    answers["fields"]["resources"] = [{"title": "The script"}]
    with opened_form(browser, real.catalogue) as page:
        opened(page, answers)
        hint = hints(page, "others")['["resources",0,"url"]']
        assert "file:" not in hint
        assert hint.startswith("Write an address that starts with https://.")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "Everything that the form looks at is in order."),
        (
            {"reviewed": "2001-01-01"},
            "You can send it once you have looked again at what is listed above.",
        ),
        (
            {"stage": ""},
            "You can send it as it is: the editors will help with what is listed above.",
        ),
    ],
)
def test_the_last_step_tells_problems_from_none(
    browser: Browser, real: Workspace, change: dict[str, str], words: str
) -> None:
    answers = good(real.catalogue)
    answers["fields"] |= change
    with opened_form(browser, real.catalogue) as page:
        opened(page, answers)
        expect(page.locator(".hand > p").first).to_contain_text(words)
        expect(page.locator(".error-summary")).to_have_count(1 if change else 0)


def test_an_empty_form_has_nothing_to_send(browser: Browser, real: Workspace) -> None:
    with opened_form(browser, real.catalogue) as page:
        opened(page)
        expect(page.get_by_text("There is nothing to send yet.")).to_be_visible()
        expect(page.get_by_role("button", name="Download the file")).to_have_count(0)


def test_what_stops_is_marked_and_never_shown_on_the_page_to_be(
    browser: Browser, real: Workspace
) -> None:
    answers = good(real.catalogue)
    answers["sections"]["What happened"] = f"Her number is {NHS_NUMBER}."
    answers["fields"]["stage"] = ""
    with opened_form(browser, real.catalogue) as page:
        opened(page, answers)
        expect(page.get_by_text("Take out what is marked “Stops” above")).to_be_visible()
        expect(page.locator(".error-summary li").first).to_contain_text(re.compile("^Stops: "))
        expect(page.locator(".error-summary__stops")).to_have_count(1)
        expect(page.locator("#write")).not_to_contain_text(NHS_NUMBER)
        page.evaluate("location.hash = '#work'")
        page.get_by_text("See what you wrote so far").click()
        expect(page.locator(".write__preview")).to_contain_text("What you wrote is not shown")
        expect(page.locator("#write")).not_to_contain_text(NHS_NUMBER)


def test_what_a_button_did_is_said_beside_it(browser: Browser, real: Workspace) -> None:
    with opened_form(browser, real.catalogue) as page:
        opened(page, good(real.catalogue))
        button = page.get_by_role("button", name="Download the file")
        with page.expect_download():
            button.click()
        said = page.get_by_text("is in your downloads.")
        expect(said).to_be_in_viewport()
        boxes = button.bounding_box(), said.bounding_box()
        assert boxes[0]
        assert boxes[1]
        assert abs(boxes[1]["y"] - boxes[0]["y"]) < 120


def test_a_correction_tells_the_editors_what_was_changed(browser: Browser, real: Workspace) -> None:
    answers = {"path": PATH, **good(real.catalogue)}
    title = answers["fields"]["title"]
    with opened_form(
        browser, real.catalogue, editors="editors@network.example", correcting=answers
    ) as page:
        opened(page)
        box = page.get_by_label("What did you change, and how do you know?")
        box.fill("The year: I was there.")
        link = page.get_by_role("link", name="Write to editors@network.example")
        mail = parse_qs(urlsplit(link.get_attribute("href") or "").query)
        assert mail["subject"] == [f"Correction: {title}"]
        assert mail["body"][0].startswith(
            "What I changed, and how I know:\nThe year: I was there.\n"
        )
        assert "I was there" not in page.get_by_label("The whole text of the file").input_value()
        expect(page.get_by_role("button", name="Copy what you changed")).to_be_visible()
        expect(page.get_by_text("Your draft is kept in this browser")).to_be_visible()
        page.evaluate("location.hash = '#work'")
        page.evaluate("location.hash = '#send'")
        expect(box).to_have_value("The year: I was there.")
        box.fill(f"Her number is {NHS_NUMBER}.")
        expect(page.locator("#q-correction-error")).to_contain_text("NHS number")
        expect(page.get_by_text("It cannot be handed over yet.")).to_be_visible()
        page.locator(".error-summary a").first.click()
        expect(box).to_be_focused()


def test_a_new_case_study_is_not_asked_what_was_changed(browser: Browser, real: Workspace) -> None:
    with opened_form(browser, real.catalogue) as page:
        opened(page, good(real.catalogue))
        expect(page.get_by_label("What did you change, and how do you know?")).to_have_count(0)


def test_an_e_mail_asks_for_what_is_too_long_for_it(browser: Browser, real: Workspace) -> None:
    script = """(told) => {
        const file = { title: 'Calls', name: 'calls.md', correction: true, ...told };
        return practiceWrite.mailAddress('e@network.example', file);
    }"""
    with form_functions(browser, real.catalogue) as page:
        attached, asked = (
            page.evaluate(script, {"text": "x" * 9_000, "change": words})
            for words in ("The year.", "y" * 9_000)
        )
    bodies = [parse_qs(urlsplit(mail["address"]).query)["body"][0] for mail in (attached, asked)]
    assert bodies[0].startswith("Please find my correction of “Calls” attached: calls.md\n")
    assert "The year." in bodies[0]
    assert "Paste here what you changed" in bodies[1]


def test_the_form_chooses_the_path_that_every_other_way_in_chooses(
    browser: Browser, real: Workspace
) -> None:
    """For titles of any length and script, and for every organisation, by name and by ODS code."""
    register = real.vocabularies.organisations
    trusts = [way for body in register for way in (body.name, body.ods_code) if way]
    asked = [(title, "Luton PCT") for title in TITLES]
    asked += [("Opening hours", trust) for trust in (*trusts, "A Trust of Ours!", "é" * 90, "")]
    with form_functions(browser, real.catalogue, folders=real.folders) as page:
        given = page.evaluate(
            "asked => asked.map(([title, trust]) =>"
            " practiceWrite.pathFor({ title, trusts: [trust] }, data, null))",
            asked,
        )
    assert given == [
        study_path(folder_name(trust, register, real.folders), file_name(title))
        for title, trust in asked
    ]
