"""What the checks say of faults that the pages do not show. The golden files hold each fault and
what is said of it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from building import study_text
from practice.checks.formats.text import problem_lines

from .worlds import STUDY, check_text

GOLDEN = Path(__file__).parent / "golden"
SEPARATOR = "====\n"


def answer(text: str, first_line: int) -> str:
    """Return what is said of a case study, with lines counted from the first one of the fault."""
    said = []
    for problem in check_text(text).report:
        head, *hint = problem_lines(problem)
        line, _, rest = head.removeprefix(f"{STUDY}:").partition(":")
        said.append(
            f"> {int(line) - first_line + 1}:{rest}"
            if int(line) >= first_line
            else f"> above:{rest}"
        )
        said += [f"> {part}" for part in hint]
    return "".join(f"{line}\n" for line in said)


def judge_fields(case: str) -> str:
    """Judge lines of YAML; "- name" leaves a field of the valid case study out, and other text may
    stand above.
    """
    lines = case.splitlines(keepends=True)
    left_out = (
        next((line for line in lines if line.startswith("- ")), "- ").removeprefix("- ").split()
    )
    starts = [
        number for number, line in enumerate(lines) if ":" in line and not line.startswith("- ")
    ]
    text = study_text(yaml_lines="".join(lines[starts[0] :]), **dict.fromkeys(left_out))
    return answer(text, text[: text.index("".join(lines[starts[0] :]))].count("\n") + 1)


def judge_body(case: str) -> str:
    """Judge a whole body."""
    text = study_text(body=case)
    return answer(text, text[: text.index(case)].count("\n") + 1)


@pytest.mark.parametrize(
    ("name", "check_file"), [("fields.txt", judge_fields), ("body.txt", judge_body)]
)
def test_every_fault_is_said_once_with_its_cure(
    name: str, check_file: Callable[[str], str], golden: Callable[[str, str], None]
) -> None:
    blocks = (GOLDEN / name).read_text(encoding="utf-8").split(SEPARATOR)
    cases = [
        "".join(line for line in block.splitlines(keepends=True) if not line.startswith("> "))
        for block in blocks
    ]
    golden(name, SEPARATOR.join(case + check_file(case) for case in cases))


@pytest.mark.parametrize(
    "yaml_lines",
    [
        "ended:",
        "settings: []",
        "cost: not-reported\nstaff_time: not-reported",
        "cost:\n  setup: not-reported\n  note:",
        "ended: before 2005",
        "place: 12",
        "status: draft",
        "licence: null",
        "resources:\n  - title: Call script\n    url: https://trust.example/script",
        (
            "measures:\n  - {name: Waiting, kind: outcome, baseline: not-reported, result: about a"
            " third, unit: hours, n: '1,200'}"
        ),
        (
            "measures:\n  - {name: Waiting, kind: balancing, result: -4.5, unit: hours, comparison:"
            " nobody}"
        ),
        (
            "sources:\n  - title: A report\n    url: HTTPS://münchen.example/a%20b?c=d#e\n    date:"
            " 2005"
        ),
    ],
)
def test_unusual_answers_are_answers(yaml_lines: str) -> None:
    checked = check_text(study_text(yaml_lines=yaml_lines))
    assert [str(problem) for problem in checked.report] == []
    assert len(checked.studies) == 1


def test_one_check_reports_a_hundred_problems_of_a_file_at_most() -> None:
    topics = [f"topic-{number}" for number in range(500)]
    report = check_text(study_text(topics=topics)).report
    assert [problem.name for problem in report] == ["unknown-topic"] * 60 + ["too-long"] + [
        "unknown-topic"
    ] * 40
