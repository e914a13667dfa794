"""A correction changes what was changed and nothing else: not a comment, not a line break, not the
way that somebody writes a list.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from practice.checks.context import Context
from practice.checks.runner import check_file
from practice.content.front_matter import read_draft
from practice.project import Workspace
from practice.site.write_page import opened

from .conftest import Site
from .test_write_verdicts import DAY
from .writing import Answers, form_functions

pytestmark = pytest.mark.browser

PATH = "case_studies/haringey-pct/calls.md"
FILE = """\
---
# Written up at the away day.

title: Calls before a hearing test # agreed with the team
summary: >-
  Bilingual staff rang people who had
  missed a hearing test. # not a comment
trusts:
- Haringey Teaching PCT # as it was called
- 'Luton PCT'

# The board asked for the street, not the postcode.
place:   "Tottenham"
themes: [service-improvement,  workforce]   # the main one first
communities:
    - bangladeshi
    # others were few
topics: [
  diabetes, # so the nurses said
]
started: about 2005
stage: running
outcome: worked
evidence: counted
measures:
  - {name: People rung, kind: process, result: 40, unit: people}
  # the ledger has 41
  - name: People seen
    kind: outcome
    result: 12 # by hand
    unit: people
staff_time: not-reported
cost: {setup: 'not-reported'}
origin: contributed
contact: {role: Lead, email: calls@trust.example}
reviewed: 2026-11-20
licence: Open Government Licence v3.0
# The end.
---

The problem
-----------

Nobody came.
## What was done ##
We rang.   

*   one
*   two


## What happened

More came.

## What was learned
Ring early.
"""


@pytest.fixture(scope="module")
def form(browser: Browser, real: Workspace) -> Iterator[Page]:
    with form_functions(browser, real.catalogue) as page:
        yield page


def as_published(real: Workspace, text: str, path: str = PATH) -> Answers:
    """The answers of a file as the site gives them to the form."""
    study = check_file(
        read_draft(path, text.encode()), Context.of(real.catalogue.vocabularies, DAY)
    ).study
    assert study is not None
    return opened(study, text)


def corrected(form: Page, told: Answers, change: str = "") -> dict[str, Any]:
    """The file that the form makes of them, after this change (of `given`, in JavaScript), and the
    remarks that are lost.
    """
    found: dict[str, Any] = form.evaluate(
        f"told => {{ const given = practiceWrite.readAnswers(told, data); {change}; return"
        " practiceWrite.correctedFile(given, data); }",
        told,
    )
    return found


def changes(before: str, after: str) -> list[str]:
    lines = unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
    return [line for line in lines if line[:3] not in ("---", "+++") and line[:2] != "@@"]


def test_a_correction_without_a_change_is_the_file(
    form: Page, real: Workspace, project: Path
) -> None:
    for study in real.catalogue:
        text = (project / study.path).read_text(encoding="utf-8")
        assert corrected(form, opened(study, text)) == {"text": text, "lost": []}
    assert corrected(form, as_published(real, FILE)) == {"text": FILE, "lost": []}


@pytest.mark.parametrize(
    ("change", "lines", "lost"),
    [
        (
            "given.fields.place = 'Wood Green'",
            ['-place:   "Tottenham"', "+place: Wood Green"],
            [],
        ),
        (
            "given.fields.title = 'Calls: before a test'",
            [
                "-title: Calls before a hearing test # agreed with the team",
                "+# agreed with the team",
                '+title: "Calls: before a test"',
            ],
            [],
        ),
        (
            "given.fields.measures[1].result = '13'",
            [
                "+# the ledger has 41",
                "+# by hand",
                "-  - {name: People rung, kind: process, result: 40, unit: people}",
                "-  # the ledger has 41",
                "+  - name: People rung",
                "+    kind: process",
                "+    result: 40",
                "+    unit: people",
                "-    result: 12 # by hand",
                "+    result: 13",
            ],
            [],
        ),
        (
            "given.fields.place = ' '",
            ["-", "-# The board asked for the street, not the postcode.", '-place:   "Tottenham"'],
            ["# The board asked for the street, not the postcode."],
        ),
        (
            "given.fields.settings = ['hospital']; given.fields.partners = ['A mosque']",
            ["+partners:", "+  - A mosque", "+settings: [hospital]"],
            [],
        ),
        (
            "given.sections['What was done'] = 'We rang twice.'",
            ["-We rang.   ", "-*   one", "-*   two", "+We rang twice."],
            [],
        ),
        ("given.sections['What happened'] = 'Fewer came.'", ["-More came.", "+Fewer came."], []),
        (
            "given.sections['Our setting'] = 'A ward.\\n\\n- x'",
            ["+", "+## Our setting", "+", "+A ward.", "+", "+- x", "+"],
            [],
        ),
        (
            "delete given.sections['What was learned']",
            ["-## What was learned", "-Ring early.", "-"],
            [],
        ),
    ],
)
def test_a_change_touches_its_own_lines(
    form: Page, real: Workspace, change: str, lines: list[str], lost: list[str]
) -> None:
    found = corrected(form, as_published(real, FILE), change)
    assert changes(FILE, found["text"]) == lines
    assert [one["words"] for one in found["lost"]] == lost


def with_comments(text: str, dice: random.Random) -> str:
    """Return a case study's file with comments wherever one may stand in its fields."""
    lines = text.split("\n")
    end = lines.index("---", 1)
    found = ["---"]
    block = -1
    for line in lines[1:end]:
        indent = len(line) - len(line.lstrip())
        if block >= 0 and (not line.strip() or indent > block):
            found.append(line)  # inside the text of a block a hash is no comment
            continue
        block = indent if line.rstrip().endswith((">-", ">", "|", "|-")) else -1
        if dice.random() < 0.2:
            found.append(
                dice.choice(
                    ("", "#", f"{' ' * dice.randint(0, 6)}# a remark: [not] 'yaml", "# 🙂 - x")
                )
            )
        found.append(
            line
            + (
                f"{' ' * dice.randint(1, 3)}#{dice.choice(('', ' why', ' # twice', 'x: y'))}"
                if dice.random() < 0.2
                else ""
            )
        )
    return "\n".join([*found, *(["# last"] if dice.random() < 0.3 else []), *lines[end:]])


def test_every_comment_stays_where_it_is_or_is_told(
    form: Page, real: Workspace, project: Path
) -> None:
    """For every case study with comments anywhere: unchanged it is the same, and changed it says
    the change and keeps the others' lines.
    """
    for seed, study in enumerate(real.catalogue):
        dice = random.Random(seed)
        text = with_comments((project / study.path).read_text(encoding="utf-8"), dice)
        told = as_published(real, text, study.path)
        assert corrected(form, told) == {"text": text, "lost": []}, text
        name = dice.choice(
            [
                piece[0]
                for piece in told["file"]["fields"]
                if isinstance(told["fields"][piece[0]], str)
            ]
        )
        found = corrected(form, told, f"given.fields[{name!r}] = 'after 2011'")
        front = yaml.load(found["text"].split("\n---\n")[0], yaml.BaseLoader)
        assert front == {**yaml.load(text.split("\n---\n")[0], yaml.BaseLoader), name: "after 2011"}
        assert found["text"].count("#") == text.count("#")
        assert found["lost"] == []
        others = [piece[1] for piece in told["file"]["fields"] if piece[0] != name]
        assert all(piece in found["text"] for piece in others)


def test_what_identifies_somebody_in_a_remark_stops_a_correction_too(
    form: Page, real: Workspace
) -> None:
    told = as_published(real, FILE)
    told["file"]["fields"][0][1] = told["file"]["fields"][0][1].replace(
        "# agreed with the team", "# ask for NHS number 943 476 5919"
    )
    found = form.evaluate(
        "told => practiceWrite.personalProblems(practiceWrite.readAnswers(told, data), data)", told
    )
    assert [(one["code"], one["stops"], one["message"]) for one in found] == [
        ("CS501", True, "'943 *** ****' is an NHS number.")
    ]
    assert (
        form.evaluate(
            "told => practiceWrite.personalProblems(practiceWrite.readAnswers(told, data), data)",
            as_published(real, FILE),
        )
        == []
    )


def test_the_exceptions_of_a_file_stay_or_are_told(form: Page, real: Workspace) -> None:
    """What an editor let stand may stand; an exception is never given to other words."""
    text = FILE.replace(
        'place:   "Tottenham"',
        "place: Ask at N15 3TH # practice: allow CS505 because it is the clinic",
    ).replace(
        "Ring early.", "Ring N15 3TJ early. <!-- practice: allow CS505 because it is the ward -->"
    )
    told = as_published(real, text)
    script = "told => practiceWrite.personalProblems(practiceWrite.readAnswers(told, data), data)"
    assert form.evaluate(script, told) == []
    assert corrected(form, told) == {"text": text, "lost": []}
    found = corrected(form, told, "given.fields.place = 'Ask at N15 3TL'")
    assert found["lost"] == [
        {"words": "# practice: allow CS505 because it is the clinic", "at": ["place"]}
    ]
    assert "place: Ask at N15 3TL\n" in found["text"]
    assert found["text"].count("practice:") == 1
    told["fields"]["place"] = "Ask at N15 3TL"
    assert [one["code"] for one in form.evaluate(script, told)] == ["CS505"]


def test_what_repeats_another_value_is_composed_anew(form: Page, real: Workspace) -> None:
    text = FILE.replace('place:   "Tottenham"', "place: &here Tottenham").replace(
        "{role: Lead,", "{role: *here ,"
    )
    told = as_published(real, text)
    assert "file" not in told
    found = corrected(form, told, "given.fields.place = 'Wood Green'")["text"]
    assert "place: Wood Green\n" in found
    assert "  role: Tottenham\n" in found


def test_a_correction_on_the_site(site: Site, browser: Browser, project: Path) -> None:
    file = project / "case_studies/newham-pct/newham-breast-screening-phone-calls.md"
    before = file.read_text(encoding="utf-8")
    context = browser.new_context(locale="en-GB", accept_downloads=True)
    page = context.new_page()
    page.goto(f"{site.url}case-studies/newham-breast-screening-phone-calls/")
    page.get_by_role("link", name="Suggest a correction").click()
    page.get_by_role("button", name="Start now").click()
    page.get_by_label("Where was it?").fill("Newham, London E13")
    page.reload()  # the draft has the file too
    expect(page.get_by_label("Where was it?")).to_have_value("Newham, London E13")
    page.evaluate("location.hash = '#send'")
    with page.expect_download() as got:
        page.get_by_role("button", name="Download the file").click()
    after = Path(got.value.path()).read_text(encoding="utf-8")
    context.close()
    old = next(line for line in before.split("\n") if line.startswith("place:"))
    assert changes(before, after) == [f"-{old}", "+place: Newham, London E13"]
