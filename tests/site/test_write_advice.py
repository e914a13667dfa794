"""The form gives the advice of `practice check --advice`, in the same words and order: on sentences, the reading age and short forms."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Browser, Page

from practice.advising.advice import advise
from practice.composing import compose
from practice.diagnostics import Report
from practice.publishing.writing_form import written
from practice.reading.front_matter import read_draft
from practice.workspace import Workspace

from .test_write_verdicts import place_of
from .writing import Answers, form_functions, generated, good, with_short_forms

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("write")]

Piece = list[str]
"""Code, the answer it is about, message and hint."""
LONG = "one " * 25 + "two"


@pytest.fixture(scope="module")
def form(browser: Browser, real: Workspace) -> Iterator[Page]:
    with form_functions(browser, real.catalogue) as page:
        yield page


def compare_plain_words(form: Page, real: Workspace, many: Sequence[Answers]) -> set[str]:
    """Compare what both say of the words of every one of the answers; return the codes that occurred."""
    told = form.evaluate(
        """many => many.map(given =>
            practiceWrite.advise(given, data).map(({ code, at, message, hint }) => [code, at.at(-1), message, hint]))""",
        many,
    )
    seen = set()
    for answers, found in zip(many, told, strict=True):
        draft = read_draft("case_studies/x/y.md", compose(answers["fields"], answers["sections"]).encode())
        report = Report.of(advise(draft, real.catalogue.vocabularies))
        expected = [[one.code, place_of(one, draft) or "summary", one.message, one.hint] for one in report]
        assert found == expected, json.dumps(answers, ensure_ascii=False)
        seen |= {one.code for one in report}
    return seen


def test_advice_on_the_real_case_studies_and_on_answers_of_all_sorts(form: Page, real: Workspace) -> None:
    many = [written(study) for study in real.catalogue] + [generated(real.catalogue, seed, ("bad", "good")) for seed in range(150)]
    assert compare_plain_words(form, real, many) >= {"CS601", "CS602", "CS603"}


def test_advice_on_sentences_and_the_reading_age(form: Page, real: Workspace) -> None:
    many = []
    for text in (
        f"{LONG}. {LONG}!\n\n- {LONG}\n- {LONG} three\n\n> {LONG}\n\n| {LONG} |\n|---|\n| {LONG} |\n\n### {LONG}",
        f"Seen by Dr. Khan, e.g. {LONG}. J. {LONG}. <b>{LONG}</b> 2.5 [x](y.z) ![{LONG}](p.png)\nand “{LONG}.” Then.",
        f"{LONG} <!-- practice: allow CS505 because x -->\n{LONG}. "
        f"{'Immunohistochemistry. ' * 60}{'Notwithstanding organisational reconfiguration, ' * 20}",
        f"O{LONG}. O{LONG}. O{LONG}.\nO{LONG}.",
        f"{LONG} QZX. {LONG} QZX. BME\n{LONG} ABX. Then\n\n{LONG} ABX. GRT, QZY",
    ):
        answers = good(real.catalogue)
        answers["fields"]["summary"] = f"{LONG} – {LONG}."
        answers["sections"]["The problem"] = text
        many.append(answers)
    assert compare_plain_words(form, real, many) == {"CS601", "CS602", "CS603", "CS604"}


def test_advice_on_short_forms(form: Page, real: Workspace) -> None:
    many = [with_short_forms(real.catalogue, seed) for seed in range(300)]
    assert compare_plain_words(form, real, many) >= {"CS601", "CS603", "CS604"}
