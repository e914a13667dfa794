"""The form for contributors, used as contributors use it: whole walks, drafts, corrections, handing
over, bad input.
"""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from building import write_file, write_network
from practice.checks.runner import check
from practice.content.draft import Drafts
from practice.content.front_matter import read_draft, read_drafts
from practice.model.diagnostics import Report
from practice.model.schema import FIELDS, Field
from practice.project import Workspace
from practice.site.write_page import written_address

from .conftest import Site, Visit
from .test_accessibility import RULES, WAYS
from .test_plugin import SETTINGS, make
from .writing import PARSER, form_functions, generated, good, opened_form, saved_page

pytestmark = pytest.mark.browser

ADDRESS = "contribute/write/"
STEPS = ["work", "about", "story", "figures", "took", "others", "you", "send"]
STUDY = "bradford-bilingual-calls-diabetic-eyes"
NHS_NUMBER = "943 476 5919"


def checked(
    real: Workspace, text: str, path: str = "case_studies/luton-pct/from-the-form.md"
) -> Report:
    """What `practice check` says of one file among the others."""
    drafts = read_drafts(real.root)
    others = tuple(draft for draft in drafts.studies if draft.path != path)
    together = Drafts((*others, read_draft(path, text.encode())), (), drafts.files)
    return check(together, real.catalogue.vocabularies, datetime.date.today()).report.within(
        [path], [path]
    )


def tab_to(page: Page, element_id: str) -> None:
    """Press Tab until the element with this id has the focus."""
    for _ in range(60):
        if page.evaluate("document.activeElement.id") == element_id:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {element_id}")


def start(page: Page) -> None:
    page.get_by_role("button", name="Start now").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("Step 1 of 8 The work")


def download(page: Page) -> tuple[str, str]:
    """The name and the text of the file that the form gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the file").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_text(encoding="utf-8")


def fill(page: Page, answers: dict[str, Any]) -> None:
    """Put answers into the form as a draft that somebody wrote before, and open it at the last
    step.
    """
    key = f"practice.write:{page.evaluate('location.pathname')}:new"
    kept = {"version": 1, "saved": "2026-11-20T10:00:00Z", "answers": answers}
    page.evaluate("([key, kept]) => localStorage.setItem(key, JSON.stringify(kept))", [key, kept])
    page.goto(page.url.partition("#")[0] + "#send")
    page.reload()
    expect(page.get_by_role("heading", level=2)).to_contain_text("Check and send")


def keyboard_walk(page: Page, words: dict[str, str], topic: str, choices: list[str]) -> None:
    """Fill in all that is needed with nothing but the keyboard."""
    page.keyboard.press("Tab")
    tab_to(page, "q-title")
    page.keyboard.type(words["title"])
    tab_to(page, "q-summary")
    page.keyboard.type(words["summary"])
    tab_to(page, "q-trusts")
    page.keyboard.type("5C9")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    tab_to(page, "q-started")
    page.keyboard.type("July 2005")
    tab_to(page, "q-stage-0")
    page.keyboard.press(choices[0])
    continue_by_key(page)
    tab_to(page, "q-themes-3")
    page.keyboard.press("Space")
    tab_to(page, "q-communities")
    page.keyboard.type("bangla")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    tab_to(page, "q-topics")
    page.keyboard.type(topic)
    page.keyboard.press("Enter")
    continue_by_key(page)
    for place in ("the-problem", "what-was-done", "what-happened", "what-was-learned"):
        tab_to(page, f"q-section-{place}")
        page.keyboard.type(words[place])
        if place == "what-happened":
            tab_to(page, "q-outcome-0")
            page.keyboard.press("Space")
            tab_to(page, "q-evidence-0")
            page.keyboard.press(choices[1])
    continue_by_key(page)
    tab_to(page, "q-measures")
    page.keyboard.press("Enter")
    expect(page.locator("#q-measures-0-name")).to_be_focused()
    page.keyboard.type("Women screened")
    tab_to(page, "q-measures-0-kind-0")
    page.keyboard.press("Space")
    tab_to(page, "q-measures-0-result")
    page.keyboard.type("almost 80")
    tab_to(page, "q-measures-0-unit")
    page.keyboard.type("per cent")
    for _ in range(3):
        continue_by_key(page)
    tab_to(page, "q-contact-role")
    page.keyboard.type("Screening lead")
    tab_to(page, "q-contact-email")
    page.keyboard.type("screening@trust.example")
    continue_by_key(page)


def continue_by_key(page: Page) -> None:
    before = page.get_by_role("heading", level=2).inner_text()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Continue":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2)).not_to_have_text(before)


WALKS = [
    (
        {"title": "Calls before a hearing test", "summary": "We rang. More came."},
        "diabetes",
        ["Space", "Space"],
    ),
    (
        {"title": "“Smart” calls – நலம் 🙂", "summary": 'Told: "wait" # then'},
        "interpreters",
        ["ArrowDown", "ArrowDown"],
    ),
    ({"title": "Yes", "summary": "الفحص الصحي"}, "blood pressure", ["ArrowDown", "Space"]),
]


@pytest.mark.parametrize(
    ("words", "topic", "choices"), WALKS, ids=["plain", "smart", "right-to-left"]
)
def test_a_walk_by_keyboard_ends_in_a_file_without_problems(
    visit: Visit, real: Workspace, words: dict[str, str], topic: str, choices: list[str]
) -> None:
    page = visit.go(ADDRESS)
    page.get_by_role("button", name="Start now").focus()
    page.keyboard.press("Enter")
    places = ("the-problem", "what-was-done", "what-happened", "what-was-learned")
    keyboard_walk(page, {**dict.fromkeys(places, "It is told here."), **words}, topic, choices)
    expect(page.get_by_text("Everything that the form looks at is in order.")).to_be_visible()
    expect(page.locator(".error-summary")).to_have_count(0)
    name, text = download(page)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.md", name)
    assert tuple(checked(real, text)) == ()
    assert "started: 2005-07\n" in text
    assert "trusts: [Haringey Teaching PCT]\n" in text
    page.get_by_text("Show the text").click()
    expect(page.get_by_label("The whole text of the file")).to_have_value(text)


def test_what_is_wrong_stands_beside_the_question_and_in_a_summary_that_leads_to_it(
    visit: Visit,
) -> None:
    page = visit.go(ADDRESS)
    start(page)
    title = page.get_by_label("What did you do? Give it a title")
    title.fill("x" * 95)
    title.blur()
    expect(page.locator("#q-title-error")).to_have_text(
        "Error: “What did you do? Give it a title” has 95 characters; 90 fit."
        "Shorten it by 5 characters."
    )
    expect(title).to_have_attribute("aria-invalid", "true")
    assert "q-title-error" in (title.get_attribute("aria-describedby") or "")
    title.fill("Shorter")
    title.blur()
    expect(page.locator("#q-title-error")).to_be_empty()
    page.get_by_text("All steps").click()
    page.get_by_role("link", name="Check and send").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("heading")).to_have_text("There is a problem")
    summary.get_by_role("link", name="Say who it was for.").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("Who and what it was about")
    expect(page.get_by_role("combobox", name="Who was it for?")).to_be_focused()
    expect(page.locator("#q-communities-error")).to_contain_text("Say who it was for.")


def test_choosing_by_typing(visit: Visit) -> None:
    page = visit.go(ADDRESS)
    start(page)
    box = page.get_by_role("combobox", name="Which trust or trusts did it?")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.fill("haringey")
    expect(box).to_have_attribute("aria-expanded", "true")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Haringey Teaching PCT")
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("haringey")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    chosen = page.get_by_role("list", name="Chosen").get_by_role("button")
    expect(chosen).to_have_count(1)
    box.fill("Nowhere Primary Care Trust")
    page.keyboard.press("Enter")
    expect(chosen).to_have_count(2)
    box.blur()
    expect(page.locator("#q-trusts-error")).to_contain_text(
        "'Nowhere Primary Care Trust' is not in our register of organisations."
    )
    page.get_by_role("button", name="Remove Nowhere Primary Care Trust").click()
    expect(page.locator("#q-trusts-error")).to_be_empty()
    page.goto(page.url.partition("#")[0] + "#about")
    topics = page.get_by_role("combobox", name="What was it about?")
    topics.fill("translator")  # a synonym
    expect(options).to_have_count(1)
    expect(options).to_contain_text(
        "Interpreters, translations and staff who share the patient's language."
    )


def test_a_draft_survives_and_can_be_cleared(visit: Visit) -> None:
    page = visit.go(ADDRESS)
    start(page)
    page.get_by_label("What did you do? Give it a title").fill("Kept")
    expect(
        page.get_by_text("Your draft is kept in this browser, on this computer only.")
    ).to_be_visible()
    page.reload()
    expect(page.get_by_label("What did you do? Give it a title")).to_have_value("Kept")
    visit.go(ADDRESS)
    expect(page.get_by_text("There is a draft in this browser")).to_be_visible()
    page.get_by_role("button", name="Go on with it").click()
    expect(page.get_by_label("What did you do? Give it a title")).to_have_value("Kept")
    page.get_by_role("button", name="Continue").click()
    page.go_back()
    expect(page.get_by_label("What did you do? Give it a title")).to_have_value("Kept")
    page.go_back()
    expect(page.get_by_text("There is a draft in this browser")).to_be_visible()
    page.get_by_role("button", name="Go on with it").click()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear everything").click()
    expect(page.get_by_role("button", name="Start now")).to_be_visible()
    assert (
        page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('practice.write'))")
        == []
    )


@pytest.mark.parametrize(
    "breaking",
    [
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('off') } })",
        (
            "Storage.prototype.setItem = () => { throw new DOMException('full',"
            " 'QuotaExceededError') }"
        ),
    ],
    ids=["switched off", "full"],
)
def test_without_storage_the_form_says_so_and_works(visit: Visit, breaking: str) -> None:
    visit.page.add_init_script(breaking)
    page = visit.go(ADDRESS)
    start(page)
    page.get_by_label("What did you do? Give it a title").fill("Not kept")
    expect(page.get_by_text("This browser does not keep drafts")).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_label("What did you do? Give it a title")).to_have_value("Not kept")


@pytest.mark.parametrize(
    "kept",
    [
        "{",
        "null",
        "[]",
        '{"version":1}',
        (
            '{"version":1,"answers":{"fields":{"title":["x"],"measures":"y","trusts":[{}]},"sections":{"The'
            ' problem":3}}}'
        ),
    ],
)
def test_a_draft_that_cannot_be_read_is_no_draft(visit: Visit, kept: str) -> None:
    page = visit.go(ADDRESS)
    page.evaluate(
        "kept => localStorage.setItem(`practice.write:${location.pathname}:new`, kept)", kept
    )
    page.reload()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=re.compile("Start")).click()
    expect(page.get_by_label("What did you do? Give it a title")).to_have_value("")


def test_patient_data_stops_the_handing_over(visit: Visit, real: Workspace) -> None:
    page = visit.go(ADDRESS)
    answers = good(real.catalogue)
    answers["sections"]["What happened"] = f"Her number is {NHS_NUMBER}."
    fill(page, answers)
    expect(page.get_by_text("It cannot be handed over yet.")).to_be_visible()
    expect(page.get_by_role("button", name="Download the file")).to_have_count(0)
    expect(page.get_by_label("The whole text of the file")).to_have_count(0)
    page.locator(".error-summary").get_by_role("link", name="is an NHS number").click()
    box = page.get_by_label("What happened then?")
    expect(box).to_be_focused()
    box.fill("She came.")
    page.goto(page.url.partition("#")[0] + "#send")
    expect(page.get_by_role("button", name="Download the file")).to_be_visible()


def test_a_correction_starts_from_what_the_page_says(visit: Visit, real: Workspace) -> None:
    page = visit.go(f"case-studies/{STUDY}/")
    page.get_by_role("link", name="Suggest a correction").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Suggest a correction")
    start(page)
    study = real.catalogue[STUDY]
    expect(page.get_by_label("What did you do? Give it a title")).to_have_value(study.title)
    page.goto(page.url.partition("#")[0] + "#send")
    untouched = page.get_by_text("You have not changed anything yet.")
    expect(untouched).to_be_visible()
    page.goto(page.url.partition("#")[0] + "#work")
    page.get_by_label("Where was it?").fill("Bradford, corrected")
    page.goto(page.url.partition("#")[0] + "#send")
    name, text = download(page)
    expect(untouched).to_have_count(0)
    assert name == f"{STUDY}.md"
    assert tuple(checked(real, text, study.path)) == ()
    assert "place: Bradford, corrected\n" in text
    assert "origin: compiled\n" in text
    link = page.get_by_role("link", name="Open the file")
    assert (
        link.get_attribute("href")
        == f"https://code.example/network/exchange/edit/main/{study.path}"
    )


def test_the_site_publishes_the_exceptions_of_a_file(tmp_path: Path) -> None:
    write_network(tmp_path)
    write_file(tmp_path, "mkdocs.yml", SETTINGS)
    write_file(tmp_path, "docs/about.md", "# About\n")
    study = tmp_path / "case_studies/haringey-pct/slow-queue.md"
    text = study.read_text(encoding="utf-8")
    study.write_text(
        text.replace(
            "---\n", "---\nplace: N15 3TH # practice: allow CS505 because it is ours\n", 1
        ),
        encoding="utf-8",
    )
    told = json.loads((make(tmp_path) / written_address("slow-queue")).read_text(encoding="utf-8"))
    assert told["allowed"] == [["CS505", "N15 3TH"]]


def test_the_list_of_steps_says_where_problems_are_left(visit: Visit) -> None:
    page = visit.go(ADDRESS)
    start(page)
    steps = page.get_by_role("navigation", name="Steps of the form").get_by_role("listitem")
    page.get_by_text("All steps").click()
    expect(steps).to_have_text(
        [
            "The work",
            "Who and what it was about",
            "What happened",
            "Figures",
            *([re.compile(".")] * 4),
        ]
    )
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("All steps (5 problems)").click()
    expect(steps.first).to_have_text("The work – 5 problems")
    page.get_by_role("link", name="The work").click()
    page.get_by_label("What did you do? Give it a title").fill("Calls")
    page.get_by_label("What did you do? Give it a title").blur()
    page.get_by_text("All steps (7 problems)").click()
    expect(steps.first).to_have_text("The work – 4 problems")
    expect(steps.nth(1)).to_have_text("Who and what it was about – 3 problems")
    page.get_by_role("link", name="Figures").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("All steps (7 problems)").click()
    expect(steps.nth(3)).to_have_text("Figures – in order")


def test_related_case_studies_are_chosen_by_their_titles(visit: Visit, real: Workspace) -> None:
    page = visit.go(ADDRESS)
    answers = good(real.catalogue)
    fill(page, answers)
    page.goto(page.url.partition("#")[0] + "#others")
    study = real.catalogue[STUDY]
    box = page.get_by_role("combobox", name="Is it like another case study here?")
    expect(
        page.get_by_text("Type a word of its title, and choose it from the list.")
    ).to_be_visible()
    box.fill(study.title[:25])
    expect(page.get_by_role("option").first).to_have_text(study.title)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"Remove {study.title}")).to_be_visible()
    page.goto(page.url.partition("#")[0] + "#send")
    _, text = download(page)
    assert f"related: [{STUDY}]\n" in text
    assert tuple(checked(real, text)) == ()


def test_a_study_that_is_not_there_cannot_be_corrected(visit: Visit) -> None:
    page = visit.go(f"{ADDRESS}?id=../../etc")
    expect(page.get_by_role("alert")).to_contain_text("That case study could not be opened here.")
    page.get_by_role("link", name="Write a new one").click()
    expect(page.get_by_role("button", name="Start now")).to_be_visible()
    page.goto(f"{visit.url}{ADDRESS}?id=no-such-study")
    expect(page.get_by_role("alert")).to_contain_text("That case study could not be opened here.")
    visit.wrong[:] = [
        told for told in visit.wrong if "404" not in told
    ]  # which the browser itself reports


def test_bad_input_is_kept_and_shown_as_words(visit: Visit, real: Workspace) -> None:
    page = visit.go(ADDRESS)
    answers = good(real.catalogue)
    answers["sections"]["The problem"] = (
        "\u202eשלום <img src=x onerror=alert(1)>"
        " <script>alert(2)</script>\n\n[x](javascript:alert(3))"
    )
    answers["sections"]["What was done"] = "Wörter 🙂 " * 26_000
    fill(page, answers)
    preview = page.get_by_role("article", name="Preview")
    expect(preview.locator("img, script, a[href^=javascript]")).to_have_count(0)
    expect(preview).to_contain_text("<img src=x onerror=alert(1)>")
    _, text = download(page)
    assert "Wörter 🙂 " * 25_999 in text
    assert {problem.code for problem in checked(real, text)} == {"CS305", "CS307"}
    page.goto(page.url.partition("#")[0] + "#story")
    box = page.get_by_label("What did you do about it?")
    assert len(box.input_value()) > 200_000
    box.press("End")
    box.blur()
    expect(page.locator("#q-section-what-was-done-error")).to_be_empty()


def test_words_pasted_from_word(visit: Visit) -> None:
    page = visit.go(ADDRESS)
    start(page)
    page.goto(page.url.partition("#")[0] + "#story")
    box = page.get_by_label("What was the problem?")
    pasted = "“Few” came:\r\n•\tAsian women\r\no\tunder 50\r\n1.\tfirst\r\n\tindented"
    box.evaluate(
        """(box, text) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const how = { clipboardData: data, bubbles: true, cancelable: true };
            box.dispatchEvent(new ClipboardEvent("paste", how));
        }""",
        pasted,
    )
    expect(box).to_have_value("“Few” came:\n\n- Asian women\n- under 50\n\n1. first\n\nindented")


def test_handing_over_by_mail_and_on_a_code_host(browser: Browser, real: Workspace) -> None:
    script = (
        "texts => texts.map(text => practiceWrite.mailAddress('editors@network.example', { title:"
        " 'A & B?', name: 'a-b.md', text }))"
    )
    with form_functions(browser, real.catalogue) as page:
        short, long = "---\ntitle: A & B\n---\n", "x" * 9_000
        mails = page.evaluate(script, [short, long])
        hosts = [{"address": "https://host.example/new/main", "name": "filename", "text": "value"}]
        hosts += [{"address": "https://host.example/-/new/main", "name": "file_name", "text": ""}]
        files = page.evaluate(
            "([hosts, texts]) => hosts.flatMap(host => texts.map(text =>"
            " practiceWrite.newFileAddress(host, 'case_studies/x/a.md', text)))",
            [hosts, [short, long]],
        )
    first, second = (parse_qs(urlsplit(mail["address"]).query) for mail in mails)
    assert [mail["whole"] for mail in mails] == [True, False]
    assert first == {"subject": ["Case study: A & B?"], "body": [f"{short}\n"]}
    assert "attached: a-b.md" in second["body"][0]
    assert [(file["whole"], parse_qs(urlsplit(file["address"]).query)) for file in files] == [
        (True, {"filename": ["case_studies/x/a.md"], "value": [short]}),
        (False, {"filename": ["case_studies/x/a.md"]}),
        (False, {"file_name": ["case_studies/x/a.md"]}),
        (False, {"file_name": ["case_studies/x/a.md"]}),
    ]


def test_the_editors_mailbox_is_offered_when_there_is_one(
    browser: Browser, real: Workspace
) -> None:
    with opened_form(browser, real.catalogue, editors="editors@network.example") as page:
        page.get_by_role("button", name="Start now").click()
        page.get_by_label("What did you do? Give it a title").fill("Calls")
        page.evaluate("location.hash = '#send'")
        link = page.get_by_role("link", name="Write to editors@network.example")
        expect(link).to_have_attribute(
            "href", re.compile("^mailto:editors@network.example\\?subject=Case%20study")
        )


def test_a_field_that_is_new_in_the_schema_is_asked_for(browser: Browser, real: Workspace) -> None:
    age = Field(
        "age_group", "text", "How old they were.", "age_group: 16 to 24", "yes", max_length=20
    )
    vehicle = Field(
        "vehicles",
        "mapping",
        "Cars and vans.",
        "vehicles:\n  - name: Van",
        many=True,
        fields=(Field("name", "text", "Which.", "name: Van", "yes"),),
    )
    fields = [*FIELDS[:4], age, vehicle, *FIELDS[4:]]
    with opened_form(browser, real.catalogue, fields=fields) as page:
        page.get_by_role("button", name="Start now").click()
        page.get_by_label("Age group").fill("all of them, young and old")
        page.get_by_label("Age group").blur()
        expect(page.locator("#q-age-group-error")).to_contain_text(
            "“Age group” has 26 characters; 20 fit."
        )
        page.get_by_role("button", name="Add an item").click()
        page.keyboard.type("Van")
        page.evaluate("location.hash = '#send'")
        text = page.get_by_label("The whole text of the file").input_value()
    assert "age_group: all of them, young and old\nvehicles:\n  - name: Van\n" in text


def test_a_saved_page_works_without_a_network(
    site: Site, browser: Browser, real: Workspace, tmp_path: Path
) -> None:
    # As a browser saves it: the page, and what it names in a folder beside it.
    html = (site.folder / ADDRESS / "index.html").read_text(encoding="utf-8")
    context = browser.new_context(offline=True, accept_downloads=True)
    page = context.new_page()
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.goto(saved_page(html, site.folder / ADDRESS, tmp_path))
    fill(page, good(real.catalogue))
    _, text = download(page)
    page.goto(page.url.partition("#")[0] + "#work")
    page.get_by_role("combobox", name="Which trust or trusts did it?").fill("luton")
    expect(page.get_by_role("option").first).to_contain_text("Luton")
    assert tuple(checked(real, text)) == ()
    context.close()
    assert thrown == []


@pytest.mark.parametrize("visit", WAYS.values(), ids=WAYS.keys(), indirect=True)
def test_axe_finds_nothing_on_any_step(visit: Visit, real: Workspace) -> None:
    page = visit.go(ADDRESS)
    answers = generated(real.catalogue, 5, ("bad",))
    answers["fields"]["measures"] = [{"name": "Women", "kind": "outcome", "result": "few"}]
    fill(page, answers)
    for step in reversed(STEPS):
        page.goto(page.url.partition("#")[0] + f"#{step}")
        expect(page.get_by_role("heading", level=2)).to_contain_text(
            f"Step {STEPS.index(step) + 1} of 8"
        )
        if step == "about":
            page.get_by_role("combobox").first.click()
            expect(page.get_by_role("option").first).to_be_visible()
        found = Axe().run(page, options=RULES).response["violations"]
        assert [
            (entry["id"], node["target"], node["failureSummary"])
            for entry in found
            for node in entry["nodes"]
        ] == [], step
        # 1,280 pixels at 400 % are 320: nothing may need scrolling sideways.
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), step


def test_the_parser_is_the_one_that_the_checks_were_made_from() -> None:
    import markdown_it

    port = (Path(markdown_it.__file__).parent / "port.yaml").read_text(encoding="utf-8")
    version = re.search(r"version: (\S+)", port)
    assert version
    assert f"markdown-it {version[1]} " in PARSER.read_text(encoding="utf-8")[:80]
