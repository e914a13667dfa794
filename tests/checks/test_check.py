"""Which drafts become case studies and adoptions, and what is in them."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from building import SECTIONS, sections, study_text, write_file, write_network, write_study
from practice.checks.context import Context
from practice.checks.runner import CheckResult, check_collection, check_file
from practice.content.front_matter import read_adoptions, read_draft, read_drafts
from practice.content.vocabulary_files import read_vocabularies
from practice.model.case_study import (
    Adoption,
    CaseStudy,
    Contact,
    Cost,
    Figure,
    Measure,
    Resource,
    Risk,
    Section,
    Source,
    StaffTime,
)
from practice.model.dates import PartialDate
from practice.model.diagnostics import Report

from .worlds import STUDY, TODAY, check_drafts, check_folder, check_text, said

FULL = """\
place: Tottenham
partners: [Haringey Council]
settings: [general-practice]
ended: 2006-03
measures:
  - {name: Waiting, kind: outcome, baseline: 120, result: almost 80, unit: minutes, period: 2005,
     n: 434, note: Not all days.}
  - {name: Visits, kind: process, result: not-reported, unit: visits, comparison: 12}
cost: {setup: 4000 pounds}
staff_time: [{role: Receptionist, amount: not-reported}]
needs: [A desk]
keep: [The language]
adapt: [The hours]
risks: [{risk: Staff leave}]
sources:
  - {title: A report, url: 'https://trust.example/', publisher: The trust, date: 14 July 2005}
resources: [{title: A script, url: 'https://trust.example/script'}]
summary: >-
  A receptionist at the door
  told people how long they would wait.
"""


def test_a_case_study_holds_what_the_author_wrote() -> None:
    text = study_text(summary=None, yaml_lines=FULL, trusts=["5C9", "NHS Luton"])
    assert check_text(text).studies == (
        CaseStudy(
            id="slow-queue",
            path=STUDY,
            title="A receptionist at the door of the walk-in clinic",
            summary="A receptionist at the door told people how long they would wait.",
            trusts=("haringey-teaching-pct", "luton-pct"),
            trust_names=("Haringey Teaching PCT", "NHS Luton"),
            place="Tottenham",
            partners=("Haringey Council",),
            themes=("service-improvement",),
            communities=("bangladeshi",),
            topics=("queues",),
            settings=("general-practice",),
            started=PartialDate(2005),
            ended=PartialDate(2006, 3),
            stage="running",
            outcome="worked",
            evidence="described",
            measures=(
                Measure(
                    name="Waiting",
                    kind="outcome",
                    baseline=Figure("120"),
                    result=Figure("almost 80"),
                    unit="minutes",
                    period="2005",
                    n=Figure("434"),
                    note="Not all days.",
                ),
                Measure(
                    name="Visits",
                    kind="process",
                    result=Figure("not-reported"),
                    unit="visits",
                    comparison=Figure("12"),
                ),
            ),
            cost=Cost("4000 pounds", "not-reported", ""),
            staff_time=(StaffTime("Receptionist", "not-reported"),),
            needs=("A desk",),
            keep=("The language",),
            adapt=("The hours",),
            risks=(Risk("Staff leave", "not-reported"),),
            origin="contributed",
            sources=(Source("A report", "https://trust.example/", "The trust", "14 July 2005"),),
            contact=Contact("Clinic manager", "clinic@trust.example"),
            resources=(Resource("A script", url="https://trust.example/script"),),
            reviewed=PartialDate(2026, 11, 20),
            sections=tuple(Section(heading, text) for heading, text in SECTIONS.items()),
        ),
    )


def test_what_is_left_out_is_left_open() -> None:
    (study,) = check_text(
        study_text(started="unknown", cost="not-reported", staff_time="not-reported")
    ).studies
    assert (study.started, study.ended, study.cost, study.staff_time, study.measures) == (
        None,
        None,
        Cost(),
        (),
        (),
    )
    (study,) = check_text(study_text()).studies
    assert (study.cost, study.status, study.licence) == (
        None,
        "published",
        "Open Government Licence v3.0",
    )


def test_a_warning_stops_nobody_and_an_error_stops_its_file_only(tmp_path: Path) -> None:
    write_network(tmp_path)
    write_study(tmp_path, "overdue", reviewed="2020-01")
    write_study(tmp_path, "faulty", stage="somewhere")
    checked = check_folder(tmp_path)
    assert [study.id for study in checked.studies] == ["overdue", "slow-queue", "evening-clinic"]
    assert [problem.name for problem in checked.report.warnings] == ["review-overdue"]
    assert [problem.name for problem in checked.report.errors] == ["unknown-value"]
    assert checked.report.files == 4


def test_references_to_a_case_study_with_errors_wait_until_it_is_mended(tmp_path: Path) -> None:
    write_network(tmp_path)
    write_study(tmp_path, "faulty", stage="somewhere")
    write_study(tmp_path, "faithful", related=["faulty", "evening-clinic"], supersedes=["faulty"])
    write_file(
        tmp_path,
        "case_studies/luton-pct/adoptions.yml",
        "- {practice: faulty, trust: Luton PCT, stage: trying, since: unknown}\n",
    )
    checked = check_folder(tmp_path)
    assert {
        study.id: (study.related, study.supersedes)
        for study in checked.studies
        if study.id == "faithful"
    } == {"faithful": (("evening-clinic",), ())}
    assert checked.adoptions == ()
    assert [problem.name for problem in checked.report] == ["unknown-value"]


ADOPTIONS = """\
- practice: slow-queue
  trust: 5GC
  stage: trying
  since: 2026-04
  changed: In the evening.
  result: not-reported
  contact: clinic@trust.example
  source: https://trust.example/report
- practice: slow-queue
  trust: Luton PCT
  stage: thinking
  since: 2026-04
- practice: slow-queue
  trust: Luton PCT
  stage: trying
  stage: running
  since: unknown
- practice: nowhere
  trust: Luton PCT
  stage: running
  since: unknown
- just words
-
- practice: slow-queue
  trust: NHS Haringey
  stage: adapted
  since: unknown
"""


def test_adoptions_stand_or_fall_one_by_one() -> None:
    draft = read_draft(STUDY, study_text().encode())
    checked = check_drafts(
        draft,
        adoptions=(read_adoptions("case_studies/luton-pct/adoptions.yml", ADOPTIONS.encode()),),
    )
    assert checked.adoptions == (
        Adoption(
            practice="slow-queue",
            trust="luton-pct",
            trust_name="Luton PCT",
            stage="trying",
            since=PartialDate(2026, 4),
            changed="In the evening.",
            result="not-reported",
            contact="clinic@trust.example",
            source="https://trust.example/report",
        ),
        Adoption(
            practice="slow-queue",
            trust="haringey-teaching-pct",
            trust_name="NHS Haringey",
            stage="adapted",
            since=None,
        ),
    )
    assert [(problem.place.line, problem.name) for problem in checked.report] == [
        (11, "unknown-value"),
        (16, "duplicate-key"),
        (18, "unknown-practice"),
        (22, "wrong-type"),
        (23, "wrong-type"),
    ]
    assert len(checked.studies) == 1


def test_words_of_a_broken_vocabulary_are_not_judged_but_not_trusted_either(tmp_path: Path) -> None:
    write_network(tmp_path, ["slow-queue", "other-queue"])
    write_study(tmp_path, "sugar", topics=["diabetes"], settings=["zeppelin"])
    write_file(
        tmp_path,
        "case_studies/_vocabulary/topics.yml",
        "- {id: queues, label: Queues, definition: Waiting.}\n- {id: diabetes}\n",
    )
    checked = check_folder(tmp_path)
    assert [
        (problem.place.path.rpartition("/")[2], problem.name) for problem in checked.report
    ] == [
        ("topics.yml", "broken-vocabulary-file"),
        ("sugar.md", "unknown-setting"),
    ]
    assert [study.id for study in checked.studies] == ["other-queue", "slow-queue"]


def test_an_unreadable_register_makes_one_problem(tmp_path: Path) -> None:
    write_network(tmp_path)
    (tmp_path / "case_studies/_vocabulary/organisations.csv").unlink()
    checked = check_folder(tmp_path)
    (problem,) = checked.report
    assert (problem.name, problem.message) == (
        "broken-vocabulary-file",
        "The register cannot be read: No such file or directory.",
    )
    assert (checked.studies, checked.adoptions) == ((), ())


def test_a_list_of_terms_in_another_encoding_is_said_to_be_one(tmp_path: Path) -> None:
    write_network(tmp_path)
    write_file(tmp_path, "case_studies/_vocabulary/settings.yml", b"- id: caf\xe9\n")
    (problem,) = check_folder(tmp_path).report
    assert problem.message == "The file cannot be read: it is not plain text in UTF-8 (byte 10)."


def test_a_list_of_plain_words_is_checked_and_can_be_missing(tmp_path: Path) -> None:
    write_network(tmp_path)
    file = write_file(
        tmp_path,
        "case_studies/_vocabulary/plain_words.yml",
        "- {plain: use, verbs: [utilise, demonstrate that], word: x}\n- {plain: before}\n- {words:"
        " [prior to]}\n- {plain: use of, words: [utilise, Use (it), 'a.*']}\n- prior to\n",
    )
    assert said(check_folder(tmp_path).report) == [
        (
            "1:52 broken-vocabulary-file: 'word' is not a field of a plain word. | The fields are"
            " plain, verbs, words."
        ),
        (
            "2:3 broken-vocabulary-file: A plain word needs 'plain' and, in 'words' or 'verbs',"
            " what is written in place of it."
        ),
        (
            "3:3 broken-vocabulary-file: A plain word needs 'plain' and, in 'words' or 'verbs',"
            " what is written in place of it."
        ),
        (
            "4:3 broken-vocabulary-file: 'Use (it)' is not written as inside a sentence. | Write it"
            " in small letters, without other signs."
        ),
        (
            "4:3 broken-vocabulary-file: 'a.*' is not written as inside a sentence. | Write it in"
            " small letters, without other signs."
        ),
        (
            "4:3 broken-vocabulary-file: 'utilise' stands under 'use' and 'use of'. | A word may"
            " stand in one group only."
        ),
        (
            "5:3 broken-vocabulary-file: An entry of the list has no fields. | Write '- id: ...'"
            " and the other fields below it."
        ),
    ]
    vocabularies, _ = read_vocabularies(tmp_path)
    forms = ("utilise", "utilises", "utilised", "utilising")
    of_two_words = (
        "demonstrate that",
        "demonstrates that",
        "demonstrated that",
        "demonstrating that",
    )
    assert vocabularies.plain_words == (("use", forms + of_two_words), ("use of", ("utilise",)))
    file.unlink()
    assert said(check_folder(tmp_path).report) == []


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("assist", "assist assists assisted assisting"),
        ("commence", "commence commences commenced commencing"),
        ("rectify", "rectify rectifies rectified rectifying"),
        ("employ", "employ employs employed employing"),
    ],
)
def test_the_forms_of_a_verb(verb: str, forms: str, tmp_path: Path) -> None:
    write_file(
        write_network(tmp_path),
        "case_studies/_vocabulary/plain_words.yml",
        f"- {{plain: use, verbs: [{verb}]}}\n",
    )
    vocabularies, _ = read_vocabularies(tmp_path)
    assert vocabularies.plain_words == (("use", tuple(forms.split())),)


def test_the_steps_taken_elsewhere_come_to_the_same(tmp_path: Path) -> None:
    write_network(tmp_path)
    write_study(tmp_path, "faulty", topics=["quues"], related=["nobody"], trusts=["Haringay PCT"])
    vocabularies, problems = read_vocabularies(tmp_path)
    context = pickle.loads(pickle.dumps(Context.of(vocabularies, TODAY, problems)))
    drafts = read_drafts(tmp_path)
    judged = [pickle.loads(pickle.dumps(check_file(draft, context))) for draft in drafts.studies]
    assert check_collection(
        judged, drafts.adoptions, drafts.files, context, problems
    ) == check_folder(tmp_path)


def test_nothing_is_a_collection_too() -> None:
    assert check_drafts() == CheckResult((), (), Report())


def test_a_faulty_body_is_judged_even_when_the_fields_cannot_be_read() -> None:
    text = study_text(yaml_lines="place: a: b", body=sections({"The problem": "Text."}))
    assert [problem.name for problem in check_text(text).report] == [
        "broken-yaml",
        *["missing-heading"] * 3,
    ]
