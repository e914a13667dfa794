"""Which figures are so small that they may point at somebody."""

from __future__ import annotations

import pytest

from building import SECTIONS, sections, study_text
from checks.worlds import check_text

from .corpus import PATH, Case, read_corpus


def found(**changes: str) -> list[str]:
    """Return what the rule quotes of a case study with these changes."""
    report = check_text(study_text(**changes)).report
    assert {problem.name for problem in report} <= {"small-count"}
    return [problem.message.split("'")[1] for problem in report]


@pytest.mark.parametrize(
    ("measure", "figures"),
    [
        ("{name: Deaths, kind: outcome, baseline: 9, result: 3, unit: number}", ["3"]),
        ("{name: Turned away, kind: outcome, baseline: 1, result: 7, unit: women}", ["1", "7"]),
        ("{name: Women, kind: outcome, baseline: 0, result: 8, unit: women}", []),
        ("{name: Waiting 4 weeks or more, kind: outcome, result: 3, unit: patients}", ["3"]),
        ("{name: Women, kind: outcome, result: 5, unit: per cent}", []),
        ("{name: Women screened, kind: outcome, result: 5, unit: percentage points}", []),
        ("{name: Waiting, kind: outcome, baseline: 3, result: 1, unit: hours}", []),
        ("{name: Patients' waiting, kind: outcome, baseline: 3, result: 1, unit: weeks}", []),
        ("{name: Practices, kind: process, result: 4, unit: practices}", []),
        (
            (
                "{name: Practices with patients from afar, kind: process, result: 2 of 8, unit:"
                " practices, n: 3}"
            ),
            [],
        ),
        ("{name: Deaths, kind: outcome, result: 3 of 40, unit: deaths}", ["3 of 40"]),
        ("{name: Deaths, kind: outcome, result: about 3, unit: deaths}", []),
        ("{name: Deaths, kind: outcome, result: fewer than 8, unit: deaths}", []),
        ("{name: Satisfaction, kind: outcome, result: 4.5, unit: points, n: 6}", ["6"]),
        ("{name: Patient satisfaction, kind: outcome, result: 4, unit: out of 5}", []),
        ("{name: Death rate, kind: outcome, result: 4, unit: 'deaths per 1,000'}", []),
        ("{name: Mean age of patients, kind: outcome, result: 7, unit: years}", []),
        ("{name: Babies, kind: outcome, result: '5', comparison: 6, unit: babies}", ["5", "6"]),
        ("{name: Deaths, kind: outcome, result: two, unit: deaths}", ["two"]),
        (
            "{name: Deaths, kind: outcome, result: Three of 40, baseline: nine, unit: deaths}",
            ["Three of 40"],
        ),
        ("{name: Deaths, kind: outcome, result: two fewer, unit: deaths}", []),
        ("{name: Calls, kind: outcome, result: two, unit: calls}", []),
    ],
)
def test_in_measures(measure: str, figures: list[str]) -> None:
    assert found(yaml_lines=f"measures:\n  - {measure}") == figures


@pytest.mark.parametrize(
    ("table", "figures"),
    [
        ("| Group | Women |\n| --- | ---: |\n| Somali | 3 |\n| Bengali | 31 |", ["3"]),
        (
            "| Group | 2004 | 2005 |\n| --- | --- | --- |\n| Deaths | 4 | 12 |\n| Visits | 3 | 2 |",
            ["4"],
        ),
        ("Group | Patients\n--- | ---\nA | 7\nB | 8", ["7"]),
        ("| Women | Per cent |\n| --- | --- |\n| 120 | 5 |", []),
        ("| Women | Score (1 to 5) |\n| --- | --- |\n| 120 | 5 |", []),
        ("| Step | What |\n| --- | --- |\n| 1 | Ask |\n| 2 | Listen |", []),
        ("| Patients | Wait in weeks |\n| --- | --- |\n| 1,204 | 6 |", []),
        ("| Women |\n| --- |\n| 3 |\n\nThen 3 | 4", ["3"]),
        (
            (
                "| Women | Men |\n|:---|---:|\n| 3 <!-- practice: allow CS512 because it counts"
                " staff --> | 90 |"
            ),
            [],
        ),
        ("| Women \\| girls | Men |\n| --- | --- |\n| 5 | 40 |", ["5"]),
        ("Women | 3", []),
        ("| Group | Women |\n|---|---|\n| Somali | two |\n| Tamil | eight |", ["two"]),
        (
            (
                "| Group | n | Per cent |\n|---|---|---|\n| Somali | 4 | 5 |\n| Tamil | five | 6"
                " |\n| Mean | 7 | 7 |"
            ),
            ["4", "five"],
        ),
        ("| Group | no |\n|---|---|\n| Somali | 4 |", []),
    ],
)
def test_in_tables(table: str, figures: list[str]) -> None:
    assert found(body=sections({**SECTIONS, "What happened": table})) == figures


@pytest.mark.parametrize(
    "case", read_corpus(PATH.with_name("small_counts.tsv")), ids=lambda case: case.text[:80]
)
def test_what_is_marked_is_found_and_nothing_else(case: Case) -> None:
    measure = case.text.replace("{", "{kind: outcome, ")
    changes = {"yaml_lines": f"measures:\n  - {measure}"} if case.text.startswith("{") else {}
    body = {} if changes else {"body": sections({**SECTIONS, "What happened": case.text})}
    assert found(**changes, **body) == [figure for _, figure in case.found]


def test_what_was_compiled_is_public_already() -> None:
    source = "sources:\n  - {title: A report, url: 'https://trust.example/report'}\n"
    changes = {
        "yaml_lines": (
            f"{source}measures:\n  - {{name: Deaths, kind: outcome, result: 3, unit: deaths}}"
        )
    }
    assert (found(origin="compiled", **changes), found(origin="contributed", **changes)) == (
        [],
        ["3"],
    )
