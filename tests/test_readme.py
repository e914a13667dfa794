"""What the README and the page about the collection say is so: commands, figures and folders."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from practice.lookup.indexer import refresh
from practice.model.text import number
from practice.project import Workspace
from running import practice


@pytest.fixture(scope="module")
def readme(project: Path) -> str:
    return (project / "README.md").read_text(encoding="utf-8")


def test_its_examples_can_be_run_and_say_what_they_said(
    readme: str, project: Path, tmp_path: Path
) -> None:
    shutil.copytree(project / "case_studies", tmp_path / "case_studies")
    refresh(tmp_path)
    examples = re.findall(r"^```\n(\$ .*?)^```$", readme, re.MULTILINE | re.DOTALL)
    assert len(examples) == 2
    for example in examples:
        said = ""
        for line in (line for line in example.splitlines() if line.startswith("$ ")):
            said += f"{line}\n"
            command = line.removeprefix("$ ")
            if command.startswith(".venv/bin/practice "):
                done = practice(tmp_path, command.removeprefix(".venv/bin/practice "))
                said += done.stdout + done.stderr
            else:
                subprocess.run(["bash", "-c", command], cwd=tmp_path, check=True)
        assert said == example


def test_its_figures_are_those_of_the_collection(
    readme: str, project: Path, real: Workspace
) -> None:
    about = (project / "docs" / "about.md").read_text(encoding="utf-8")
    stopped = number(len(real.catalogue.under("stage", "stopped")))
    assert f"{len(real.catalogue)} documented examples" in readme
    assert (
        f"{stopped.capitalize()} of them stopped; none is recorded as not having worked" in readme
    )
    assert f"{stopped} case studies tell of work that stopped. None is recorded" in about
    assert real.catalogue.under("outcome", "did-not-work") == ()


def test_its_folders_and_links_are_there(readme: str, project: Path) -> None:
    folders = re.findall(r"^\| `([\w./]+)`", readme, re.MULTILINE)
    links = re.findall(r"\]\(([^):]+)\)", readme)
    assert [path for path in (*folders, *links) if not (project / path).exists()] == []
    whole = {path.name for path in project.iterdir() if path.is_dir() and path.name[0] not in "._"}
    assert whole <= {folder.partition("/")[0] for folder in folders} | {"requirements", "site"}


def test_the_files_named_in_the_decisions_are_there(project: Path) -> None:
    folders = ("tools", "tests", "benchmarks", ".github")
    files = [path.as_posix() for folder in folders for path in (project / folder).rglob("*.*")]
    gone = [
        f"{page.name}: {name}"
        for page in sorted((project / "docs" / "decisions").glob("*.md"))
        for name in re.findall(r"`([\w./]+\.(?:py|js|sh))`", page.read_text(encoding="utf-8"))
        if not any(path.endswith(f"/{name}") for path in files)
    ]
    assert gone == []
