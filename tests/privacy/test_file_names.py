"""What the names of files say of a person."""

from __future__ import annotations

import pytest

from building import study_text
from checks.worlds import check_drafts
from practice.content.front_matter import read_draft

FOLDER = "case_studies/haringey-pct"


@pytest.mark.parametrize(
    ("name", "code", "shown"),
    [
        ("visits-to-mrs-okonkwo-485-777-3457", "CS501", "485 *** ****"),
        ("nhs-number-4857-773-457", "CS501", "485* *** ***"),
        ("born-14-02-1948", "CS503", "14 0* ****"),
        ("patient-lives-at-e8-4er", "CS504", "e8 4**"),
        ("ring-07911-123456", "CS508", "079** ******"),
        ("hospital_number_4471902", "CS509", "447****"),
    ],
)
def test_the_name_of_a_case_study_or_a_picture_stops_it(name: str, code: str, shown: str) -> None:
    study, picture = f"{FOLDER}/{name}.md", f"{FOLDER}/{name}.jpg"
    report = check_drafts(read_draft(study, study_text().encode()), files=(picture,)).report
    found = [
        problem
        for problem in report.errors
        if problem.message.startswith("In the name of the file")
    ]
    assert [(problem.code, str(problem.place)) for problem in found] == [
        (code, f"{picture}:1:1"),
        (code, f"{study}:1:1"),
    ]
    assert all(
        f"'{shown}'" in problem.message and problem.hint == "Give the file another name."
        for problem in found
    )


@pytest.mark.parametrize(
    "name",
    [
        "second-clinic-2005",
        "img-20240512-wa0007",
        "999-199-3517",
        "1795392000",
        "mrs-okonkwo",
        "2004-2005-2006",
    ],
)
def test_other_names_are_left_alone(name: str) -> None:
    report = check_drafts(
        read_draft(f"{FOLDER}/{name}.md", study_text().encode()), files=(f"{FOLDER}/{name}.jpg",)
    ).report
    assert [problem for problem in report if "In the name" in problem.message] == []


def test_no_exception_allows_a_name() -> None:
    draft = read_draft(
        f"{FOLDER}/ring-07911-123456.md",
        f"{study_text()}\n<!-- practice: allow CS508 because it is ours -->\n".encode(),
    )
    assert {problem.code for problem in check_drafts(draft).report} >= {"CS508", "CS516"}
