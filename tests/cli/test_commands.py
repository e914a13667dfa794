"""Every command: its help, its documentation, its completion, and a pipe that closes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from building import SECTIONS, sections, study_text, write_file, write_network
from practice.checks.registry import CHECKS
from practice.cli.main import COMMANDS, cli
from running import practice


@pytest.fixture
def context() -> click.Context:
    return click.Context(cli, info_name="practice")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_summary_of_a_command_is_the_first_line_of_its_help_and_it_has_an_example(
    name: str, context: click.Context
) -> None:
    command = cli.get_command(context, name)
    assert command is not None
    text = (command.help or "").replace("\b", "")
    assert " ".join(text.split("\n\n")[0].split()) == COMMANDS[name]
    assert f"practice {name}" in text


def test_every_command_is_in_the_reference(project: Path) -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in (project / "docs").rglob("*.md"))
    assert [name for name in COMMANDS if f"practice {name}" not in pages] == []


def complete(project: Path, line: str) -> list[str]:
    asked = {
        "_PRACTICE_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
    }
    return [found.partition(",")[2] for found in practice(project, "", asked).stdout.splitlines()]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("practice se", ["search", "serve"]),
        ("practice list t", ["themes", "topics", "trusts"]),
        ("practice search --theme com", ["community-engagement", "commissioning"]),
        ("practice search --evidence be", ["before-after"]),
        ("practice search --sort d", ["date"]),
        ("practice show newham", ["newham-breast-screening-phone-calls"]),
        ("practice explain CS30", [f"CS30{number}" for number in range(1, 10)]),
        ("practice explain CS60", [f"CS60{number}" for number in range(1, 7)]),
        ("practice check --only near", ["near-duplicate"]),
        (
            "practice check --only p",
            ["privacy", "picture-without-alternative-text", "private-email", "plainer-word"],
        ),
    ],
)
def test_shells_complete_commands_facets_and_terms(
    project: Path, line: str, expected: list[str]
) -> None:
    assert complete(project, line) == expected


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_is_for_this_command(shell: str, tmp_path: Path) -> None:
    script = practice(tmp_path, f"completion {shell}").stdout
    assert "_PRACTICE_COMPLETE" in script
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=script, encoding="utf-8", check=True)


def test_a_check_of_nothing_says_so(tmp_path: Path) -> None:
    root = write_network(tmp_path)
    (root / "case_studies" / "brent-pct").mkdir()
    paths = [
        str(root / "case_studies" / name)
        for name in ("brent-pct", "haringey-pct/script.pdf", "_vocabulary")
    ]
    done = practice(root, f"check {' '.join(paths)}")
    assert (done.code, done.stdout) == (0, "0 case studies checked: no problems.\n")
    assert (
        done.stderr == "Nothing in case_studies/brent-pct is checked: case studies are .md files in"
        " case_studies/, and names that begin with _ or . are left out.\n"
    )


def test_a_check_of_one_case_study_looks_at_the_files_that_it_names(tmp_path: Path) -> None:
    root = write_network(tmp_path)
    links = "See [the list](list.csv) and [the other clinic](faulty.md)."
    path = write_file(
        root,
        "case_studies/haringey-pct/calls.md",
        study_text("Calls", body=sections({**SECTIONS, "What was done": links})),
    )
    write_file(root, "case_studies/haringey-pct/list.csv", "Name,NHS number\nMrs A,943 476 5919\n")
    write_file(
        root, "case_studies/haringey-pct/faulty.md", study_text("Faulty", stage="unheard-of")
    )
    done = practice(root, f"check {path} --format github")
    assert (done.code, done.stdout.count("file=")) == (1, 1)
    assert "file=case_studies/haringey-pct/list.csv" in done.stdout


def test_explain_lists_every_check(tmp_path: Path) -> None:
    done = practice(tmp_path, "explain")
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [
        [check.code, check.name] for check in CHECKS
    ]


def test_a_reader_that_has_enough_ends_it_quietly(project: Path) -> None:
    command = f"{sys.executable} -m practice search --limit 100 | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command], cwd=project, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.endswith("case studies\n")
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="This system has no full device.")
@pytest.mark.parametrize(
    "words",
    ["search mosque", "search --format csv", "check", "check --format sarif", "list themes"],
)
def test_a_full_disk_is_said_in_one_line(words: str, project: Path) -> None:
    command = f"{sys.executable} -m practice {words} > /dev/full"
    done = subprocess.run(
        ["bash", "-c", command], cwd=project, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (
        2,
        "practice: the results cannot be written: No space left on device.\n",
    )


@pytest.mark.skipif(sys.platform != "linux", reason="Names are text on other systems.")
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_file_name_that_is_no_text_has_its_place_in_every_form(form: str, tmp_path: Path) -> None:
    root = write_network(tmp_path)
    folder = os.fsencode(root / "case_studies" / "haringey-pct")
    Path(os.fsdecode(folder + b"/caf\xe9.md")).write_text(study_text("Calls"), encoding="utf-8")
    done = practice(root, f"check --format {form}")
    assert done.code == 1
    assert "CS405" in done.stdout + done.stderr or "bad-file-name" in done.stdout
    assert "Traceback" not in done.stderr
    if form == "sarif":
        assert "case_studies/haringey-pct/caf%E9.md" in done.stdout
