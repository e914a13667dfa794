"""The forms for programs, read back by third-party readers of them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from practice.cli.main import cli
from practice.lookup.indexer import refresh
from practice.project import Workspace


@pytest.fixture(scope="module", autouse=True)
def _index(project: Path, real: Workspace) -> None:
    refresh(project, real)


def output(project: Path, *words: str) -> str:
    done = CliRunner().invoke(
        cli, ["--root", str(project), "search", *words], catch_exceptions=False
    )
    assert done.exit_code == (0 if "zzzz" not in words else 1), done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("interpreting", "--theme", "commissioning"),
        ("--community", "BME", "--since", "2005"),
        ("mental", "health", "--any", "--limit", "100"),
        ("zzzz",),
        ("--limit", "0", "--facets", "none"),
        ("diabetes", "--sort", "date", "--offset", "5"),
    ],
)
def test_json_keeps_its_published_form(project: Path, words: tuple[str, ...]) -> None:
    schema = json.loads((project / "docs/reference/search.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    answer = json.loads(output(project, *words, "--format", "json"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(answer)] == []


def test_the_excerpt_marks_the_words_that_matched(project: Path) -> None:
    answer = json.loads(output(project, "interpreting", "--format", "json", "--limit", "3"))
    marked = [
        [
            result["excerpt"]["text"][start:end].casefold()
            for start, end in result["excerpt"]["hits"]
        ]
        for result in answer["results"]
    ]
    assert all(marked)
    assert all(word.startswith("interpret") for words in marked for word in words)


def test_every_form_tells_of_the_same_studies(project: Path) -> None:
    words = ("--theme", "leadership")
    ids = [
        result["id"]
        for result in json.loads(output(project, *words, "--format", "json"))["results"]
    ]
    assert ids
    assert [
        json.loads(line)["id"] for line in output(project, *words, "--format", "jsonl").splitlines()
    ] == ids
    assert [
        row["id"] for row in csv.DictReader(io.StringIO(output(project, *words, "--format", "csv")))
    ] == ids
    assert [
        Path(line).stem for line in output(project, *words, "--format", "paths").splitlines()
    ] == ids
    assert all(
        (project / line).is_file()
        for line in output(project, *words, "--format", "paths").splitlines()
    )


def test_the_forms_for_programs_give_everything_and_text_ten(
    project: Path, real: Workspace
) -> None:
    count = len(real.catalogue)
    for form, wanted in (("paths", count), ("jsonl", count), ("csv", count + 1)):
        assert len(output(project, "--format", form).splitlines()) == wanted
    shown = [line for line in output(project).splitlines() if line.startswith("   case_studies/")]
    every = output(project, "--limit", "all").splitlines()
    assert len(shown) == 10
    assert len([line for line in every if line.startswith("   case_studies/")]) == count
