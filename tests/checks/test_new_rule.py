"""A new rule is its row, or its function, and its page: nothing else is touched."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import practice
from building import write_file, write_network, write_study
from practice.checks.rows import Row, RowRule, as_data, register_rows

RULES = '''\
"""Rules of a network of its own."""

from practice.checks.context import Context
from practice.checks.rows import Row, RowRule, register_rows
from practice.checks.rule import Finding, draft_rule
from practice.content.draft import Draft
from practice.model.diagnostics import Place

register_rows(
    RowRule("CS198", "shouting-title", "No title is written in capitals."),
    Row(
        "CS198",
        on="answer",
        when=(("field", "title"), ("matches", "^[A-Z ]+$")),
        message="{quoted} is shouted.",
        hints=(((), "Write it in small letters."),),
    ),
)


@draft_rule("CS398", "short-body")
def short_body(draft: Draft, context: Context):
    """Every text has more than ten letters."""
    if len(draft.text) < 100_000:
        yield Finding(Place(draft.path), "The text is short.", "Write more.")
'''
PAGE = "# {} {}\n\n{}\n\n## What it means\n\nSo it is.\n"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with two rules more: one file of rules, and their pages."""
    folder = tmp_path_factory.mktemp("package")
    shutil.copytree(Path(practice.__file__).parent, folder / "practice")
    write_file(folder, "practice/checks/rules/ours.py", RULES)
    pages = folder / "practice/checks/pages"
    shutil.copytree(Path(practice.__file__).parents[2] / "docs/checks", pages, dirs_exist_ok=True)
    for code, name, demand in (
        ("CS198", "shouting-title", "No title is written in capitals."),
        ("CS398", "short-body", "Every text has more than ten letters."),
    ):
        write_file(folder, f"practice/checks/pages/{name}.md", PAGE.format(code, name, demand))
    return folder


def run(package: Path, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        check=False,
    ).stdout


def test_the_check_runs_both_and_says_so(package: Path, tmp_path: Path) -> None:
    root = write_network(tmp_path)
    write_study(root, "loud", title="WE DID IT")
    said = run(package, "-m", "practice", "--root", str(root), "check", "--format", "json")
    found = {
        (problem["code"], problem["name"], problem["message"], problem["hint"])
        for problem in json.loads(said)["problems"]
        if problem["path"].endswith("loud.md")
    }
    assert found == {
        ("CS198", "shouting-title", "'WE DID IT' is shouted.", "Write it in small letters."),
        ("CS398", "short-body", "The text is short.", "Write more."),
    }


def test_both_are_listed(package: Path) -> None:
    listed = run(package, "-m", "practice", "explain").splitlines()
    code = (
        "from practice.checks.explain import with_lists; print(with_lists('<!-- checks CS%s -->'))"
    )
    for family, row in (
        ("1", "| CS198 | [shouting-title](shouting-title.md) | No title is written in capitals. |"),
        ("3", "| CS398 | [short-body](short-body.md) | Every text has more than ten letters. |"),
    ):
        assert row in run(package, "-c", code % family).splitlines()
        assert [line for line in listed if line.split()[:1] == [row.split()[1]]] != []


def test_both_are_explained_and_the_form_gets_the_row(package: Path) -> None:
    for code, name in (("CS198", "shouting-title"), ("CS398", "short-body")):
        assert run(package, "-m", "practice", "explain", name).startswith(f"# {code} {name}")
    code = "import json; from practice.checks.rows import as_data; print(json.dumps(as_data()))"
    told = json.loads(run(package, "-c", code))
    assert told["rules"]["CS198"] == {"name": "shouting-title", "severity": "error"}
    assert "CS398" not in told["rules"]
    assert [row["message"] for row in told["rows"] if row["code"] == "CS198"] == [
        "{quoted} is shouted."
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"when": (("feild", "title"),)}, "there is no condition 'feild'. Did you mean 'field'?"),
        ({"when": (("field", "titel"),)}, "there is no field 'titel'. Did you mean 'title'?"),
        ({"when": (("!match", "^a"),)}, "there is no condition 'match'."),
        ({"message": "{qouted} is wrong."}, "there is no value 'qouted'. Did you mean 'quoted'?"),
        ({"hints": (((), "Write {exampel}."),)}, "there is no value 'exampel'."),
    ],
)
def test_a_misspelt_name_in_a_row_is_refused_when_it_registers(
    change: dict[str, Any], said: str
) -> None:
    row = Row("CS197", on="answer", when=(), message="Wrong.", hints=())
    before = as_data()
    with pytest.raises(ValueError, match=re.escape(f"CS197: {said}")):
        register_rows(RowRule("CS197", "wrong", "Right."), replace(row, **change))
    assert as_data() == before
