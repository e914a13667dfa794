"""What git and a space leave behind: conflict marks, and links that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from building import SECTIONS, sections, study_text, write_vocabularies
from practice.model.diagnostics import Place

from .worlds import check_folder, check_text

CONFLICT = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch"
DIFF3 = "<<<<<<< HEAD\nours\n||||||| base\nbefore\n=======\ntheirs\n>>>>>>> branch"
MARKS = {
    CONFLICT: 1,
    DIFF3: 1,
    f"- one\n{CONFLICT}\n- two": 1,
    f"{CONFLICT}\n\nText.\n\n{CONFLICT}": 2,
    "<<<<<<<": 1,
    ">>>>>>> 1a2b3c (A commit)": 1,
    "<<<<<<< HEAD\nours": 1,
    CONFLICT.replace("\n", "\r\n"): 1,
    "A heading\n=======": 0,
    ">>>>>> six levels of quotation": 0,
    "<<<<<<<< eight": 0,
    "a <<<<<<< b": 0,
    "    <<<<<<< HEAD": 0,
}


@pytest.mark.parametrize("text", MARKS)
def test_marks_of_a_conflict(text: str) -> None:
    body = sections({**SECTIONS, "What was done": f"First.\n\n{text}"})
    found = check_text(study_text(body=body)).report
    assert [problem.code for problem in found].count("CS009") == MARKS[text]


@pytest.mark.parametrize(
    "path",
    [
        "case_studies/haringey-pct/adoptions.yml",
        "case_studies/_vocabulary/topics.yml",
        "case_studies/_vocabulary/thesaurus.yml",
        "case_studies/_vocabulary/plain_words.yml",
        "case_studies/_vocabulary/organisations.csv",
    ],
)
@pytest.mark.parametrize("text", [CONFLICT, DIFF3, CONFLICT.replace("\n", "\r\n")])
def test_a_conflict_in_any_file_of_the_collection(tmp_path: Path, path: str, text: str) -> None:
    write_vocabularies(tmp_path)
    file = tmp_path / path
    file.parent.mkdir(exist_ok=True)
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(f"{before}{text}\n", encoding="utf-8", newline="")
    assert [(problem.code, problem.place) for problem in check_folder(tmp_path).report] == [
        ("CS009", Place(path, before.count("\n") + 1, 1))
    ]


@pytest.mark.parametrize("text", [CONFLICT, DIFF3])
def test_a_conflict_between_the_fields_is_named_too(text: str) -> None:
    found = check_text(study_text(yaml_lines=f"{text}\n")).report
    assert {problem.code for problem in found} == {"CS009"}


SPACES = {
    "[the report](https://example.org/annual report.pdf)": (
        "https://example.org/annual report.pdf",
        "Write: (https://example.org/annual%20report.pdf)",
    ),
    "![A chart](my photo.png)": (
        "my photo.png",
        "Write: (<my photo.png>) or: (my%20photo.png)",
    ),
    "[x](../luton-pct/evening clinic.md#the-problem)": (
        "../luton-pct/evening clinic.md#the-problem",
        "Write: (<../luton-pct/evening clinic.md#the-problem>) or:"
        " (../luton-pct/evening%20clinic.md#the-problem)",
    ),
    "[mail us](mailto:the team@trust.example)": (
        "mailto:the team@trust.example",
        "Write: (<mailto:the team@trust.example>) or: (mailto:the%20team@trust.example)",
    ),
    "[report]: https://example.org/annual report.pdf": (
        "https://example.org/annual report.pdf",
        "Write: (https://example.org/annual%20report.pdf)",
    ),
    "[sic](as the source has it)": None,
    '[the report](https://example.org/report.pdf "The annual report")': None,
    "[the report](<https://example.org/annual report.pdf>)": None,
    "[1]: see the note below": None,
    "`[the report](annual report.pdf)`": None,
    "They came [on foot] (see the map).": None,
}


@pytest.mark.parametrize("text", SPACES)
def test_a_space_in_an_address(text: str) -> None:
    body = sections({**SECTIONS, "What was done": f"See {text} now." if text[0] != "[" else text})
    said = [
        (problem.message, problem.hint)
        for problem in check_text(study_text(body=body)).report
        if "The space in" in problem.message
    ]
    expected = SPACES[text]
    assert said == (
        [
            (
                f"The space in '{expected[0]}' ends the address, so this is shown as it is typed.",
                expected[1],
            )
        ]
        if expected
        else []
    )
