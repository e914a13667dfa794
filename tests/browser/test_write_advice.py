"""The form gives the advice of `practice check --advice`, all of it in the same words: on plain
words and on what is much alike.
"""

from __future__ import annotations

import json
import random
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page

from practice.advice.advice import OurWords, advice_on, advise
from practice.checks.context import Context
from practice.checks.runner import check_file
from practice.content.draft import Draft
from practice.content.files import read_drafts
from practice.content.front_matter import read_draft
from practice.content.serializer import compose
from practice.forms.browser_words import words_data
from practice.model.case_study import CaseStudy
from practice.model.catalogue import Catalogue
from practice.model.diagnostics import Report
from practice.model.similarity import counted_words
from practice.project import Workspace
from practice.site.write_page import collection_data, written

from .test_write_verdicts import DAY, place_of
from .writing import (
    TEXTS,
    Answers,
    form_functions,
    generated,
    good,
    reworded,
    with_long_words,
    with_short_forms,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("advice")]

Piece = list[str]
"""Code, the answer it is about, message and hint."""
LONG = "one " * 25 + "two"


@pytest.fixture(scope="module")
def form(browser: Browser, real: Workspace) -> Iterator[Page]:
    with form_functions(browser, real.catalogue) as page:
        yield page


def compare_plain_words(form: Page, real: Workspace, many: Sequence[Answers]) -> set[str]:
    """Compare what both say of the words of every one of the answers; return the codes that
    occurred.
    """
    told = form.evaluate(
        """many => many.map(given =>
            practiceWrite.advise(given, data).map(({ code, at, message, hint }) => [code, at.at(-1), message, hint]))""",
        many,
    )
    seen = set()
    words = OurWords.of(real.catalogue.vocabularies)
    for answers, found in zip(many, told, strict=True):
        draft = read_draft(
            "case_studies/x/y.md", compose(answers["fields"], answers["sections"]).encode()
        )
        report = Report.of(advise(draft, words))
        expected = [
            [one.code, place_of(one, draft) or "summary", one.message, one.hint] for one in report
        ]
        assert found == expected, json.dumps(answers, ensure_ascii=False)
        seen |= {one.code for one in report}
    return seen


def test_advice_on_the_real_case_studies_and_on_answers_of_all_sorts(
    form: Page, real: Workspace
) -> None:
    many = [written(study) for study in real.catalogue] + [
        generated(real.catalogue, seed, ("bad", "good")) for seed in range(150)
    ]
    assert compare_plain_words(form, real, many) >= {"CS601", "CS602", "CS603"}


def test_advice_on_sentences_and_the_reading_age(form: Page, real: Workspace) -> None:
    many = []
    for text in (
        (
            f"{LONG}. {LONG}!\n\n- {LONG}\n- {LONG} three\n\n> {LONG}\n\n| {LONG} |\n|---|\n|"
            f" {LONG} |\n\n### {LONG}"
        ),
        (
            f"Seen by Dr. Khan, e.g. {LONG}. J. {LONG}. <b>{LONG}</b> 2.5 [x](y.z)"
            f" ![{LONG}](p.png)\nand “{LONG}.” Then."
        ),
        (
            f"{LONG} <!-- practice: allow CS505 because x -->\n{LONG}. "
            f"{'Immunohistochemistry. ' * 60}{'Notwithstanding organisational reconfiguration, ' * 20}"
        ),
        f"O{LONG}. O{LONG}. O{LONG}.\nO{LONG}.",
        f"{LONG} QZX. {LONG} QZX. BME\n{LONG} ABX. Then\n\n{LONG} ABX. GRT, QZY",
    ):
        answers = good(real.catalogue)
        answers["fields"]["summary"] = f"{LONG} – {LONG}."
        answers["sections"]["The problem"] = text
        many.append(answers)
    assert compare_plain_words(form, real, many) == {"CS601", "CS602", "CS603", "CS604", "CS606"}


def test_advice_on_short_forms(form: Page, real: Workspace) -> None:
    many = [with_short_forms(real.catalogue, seed) for seed in range(300)]
    assert compare_plain_words(form, real, many) >= {"CS601", "CS603", "CS604"}


def test_advice_on_words_that_could_be_plainer(form: Page, real: Workspace) -> None:
    many = [with_long_words(real.catalogue, seed) for seed in range(200)]
    assert compare_plain_words(form, real, many) >= {"CS606"}


def published(real: Workspace) -> list[Draft]:
    return [
        draft for draft in read_drafts(real.root).studies if draft.path in real.catalogue.by_path
    ]


def compare_likeness(
    form: Page, drafts: Sequence[Draft], catalogue: Catalogue, many: Sequence[Answers]
) -> list[list[Piece]]:
    """Compare what both say of each of the answers beside the case studies of `catalogue`, whose
    files are `drafts`; return it.

    Answers with a path correct the case study there; others are new.
    """
    told = form.evaluate(
        """([many, words, told]) => {
            const collection = practiceWrite.readCollection(told, data);
            return many.map(given => {
                const path = given.path ?? practiceWrite.pathFor(given.fields, data, collection);
                const found = practiceWrite.nearDuplicates(given, path, data, words);
                return { path, found: found.map(({ code, at, message, hint }) => [code, at.at(-1), message, hint]) };
            });
        }""",
        [many, words_data(catalogue), collection_data(catalogue)],
    )
    for answers, said in zip(many, told, strict=True):
        path, found = said["path"], said["found"]
        draft = read_draft(path, compose(answers["fields"], answers["sections"]).encode())
        together = [*(other for other in drafts if other.path != path), draft]
        advice = [
            one
            for one in advice_on(together, catalogue.vocabularies, path.__eq__)
            if one.code == "CS605"
        ]
        assert found == [[one.code, "title", one.message, one.hint] for one in advice], json.dumps(
            answers, ensure_ascii=False
        )
    return [said["found"] for said in told]


def test_no_real_case_study_is_much_like_another(form: Page, real: Workspace) -> None:
    advice = advice_on(published(real), real.catalogue.vocabularies, lambda path: True)
    assert [one for one in advice if one.code == "CS605"] == []
    told = form.evaluate(
        "many => many.map(given => practiceWrite.nearDuplicates(given, given.path, data, words))",
        [written(study) for study in real.catalogue],
    )
    assert told == [[]] * len(real.catalogue)


def test_every_real_case_study_is_found_when_it_is_offered_again(
    form: Page, real: Workspace
) -> None:
    many = [reworded(study, seed) for seed, study in enumerate(real.catalogue)]
    found = compare_likeness(form, published(real), real.catalogue, many)
    first = [told[0][2] for told in found]
    assert [message[message.rindex("(") :] for message in first] == [
        f"({study.path})." for study in real.catalogue
    ]


PLAIN = (
    "clinic",
    "Clinic",
    "CLINICS",
    "straße",
    "STRASSE",
    "ſtage",
    "ΟΔΟΣ",
    "οδος",
    "İstanbul",
    "ırmak",
    "ﬁne",
    "café",
    "cafe\u0301",
    "நலம்",
)
ODD = (*PLAIN, *TEXTS)


def invented(real: Workspace, seeds: Sequence[int], alike: int) -> tuple[Catalogue, list[Draft]]:
    """A small collection of short case studies, `alike` of each sort, of which some name another;
    and their files.
    """
    context = Context.of(real.catalogue.vocabularies, DAY)
    studies: list[CaseStudy] = []
    for seed in seeds:
        dice = random.Random(seed)
        answers = generated(real.catalogue, seed, ("good",))
        for number in range(alike):
            fields = {**answers["fields"], "title": f"{answers['fields']['title']} {number}"}
            sections = {
                **answers["sections"],
                "What was learned": " ".join(dice.choices(PLAIN, k=dice.randint(1, 12))),
            }
            draft = read_draft(
                f"case_studies/town-{seed % 3}/made-{seed}-{number}.md",
                compose(fields, sections).encode(),
            )
            study = check_file(draft, context).study
            assert study is not None
            if studies and dice.random() < 0.3:
                name = "related" if dice.random() < 0.5 else "supersedes"
                study = replace(study, **{name: (dice.choice(studies).id,)})
            studies.append(study)
    catalogue = Catalogue.of(studies, real.catalogue.vocabularies)
    files = [(study.path, written(study)) for study in catalogue]
    return catalogue, [
        read_draft(path, compose(told["fields"], told["sections"]).encode()) for path, told in files
    ]


def test_case_studies_much_alike_in_collections_of_all_sorts(form: Page, real: Workspace) -> None:
    seen: set[int] = set()
    for size, alike in ((1, 1), (7, 1), (6, 2), (5, 5)):
        catalogue, drafts = invented(real, range(size), alike)
        assert [draft.path for draft in drafts] == [study.path for study in catalogue]
        corrections = [written(study) for study in catalogue]
        for answers, other in zip(corrections[::2], reversed(corrections), strict=False):
            answers["sections"] = other["sections"]  # the words of another case study
        news = [generated(catalogue, seed, ("good", "bad")) for seed in range(40)]
        for place, answers in enumerate(news):
            answers["sections"]["What was learned"] = " ".join(
                random.Random(place).choices(ODD, k=9)
            )
            answers["fields"]["related"] = [study.id for study in catalogue][: place % 3]
        news[0]["fields"]["title"] = ""
        found = compare_likeness(form, drafts, catalogue, [*corrections, *news])
        seen |= {len(told) for told in found}
    assert seen == {0, 1, 2, 3}


def test_words_are_counted_alike_whatever_their_letters(form: Page) -> None:
    letters = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")
    ]
    letters = [letter for letter in letters if letter < "\u3000" or letter.casefold() != letter]
    # Browsers have no name for the case of Cherokee letters in which Python folds it.
    text = " ".join(
        f"a{letter}b {letter}"
        for letter in letters
        if "CHEROKEE" not in unicodedata.name(letter, "")
    )
    told: str = form.evaluate("text => JSON.stringify([...practiceWrite.countedWords(text)])", text)
    assert dict(json.loads(told)) == counted_words(text)
