"""Commands as users meet them: each transcript is run, and every line of it must come out again.

A line that starts with ";" is a remark; the first names the world: `real` is the real collection,
`network` the small invented one. Then

    $ practice ...        a command (`cd folder` changes the folder; NAME=VALUE may stand in front)
    text                  what it prints on stdout
    2> text               what it says on stderr
    ? 1                   its exit code, when it is not 0
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from building import SECTIONS, sections, write_file, write_network, write_study
from forms.forms import filled_form
from practice.cli.main import COMMANDS
from practice.forms.issue_form import adoption_elements
from practice.lookup.indexer import refresh
from practice.model.schema import ADOPTION_STAGES
from review.repositories import ENVIRONMENT, commit, git, start
from running import practice

TRANSCRIPTS = Path(__file__).parent / "transcripts"
COMMAND = re.compile(r"\$ ((?:\w+=\S* )*)practice ?(.*)")
ARRIVALS = {
    "minutes.html": (
        "<h1>Minutes at the door</h1><h2>Background</h2><p>People"
        " waited.</p><h2>Parking</h2><p>Full.</p>"
    ),
    "region.csv": (
        "Title;Summary;Trusts;Themes;Communities;Topics;Started;Stage;Outcome;Evidence;Origin;Contact:"
        " role;Contact: email;Reviewed;The problem;What was done;What happened;What was learned\nA"
        " queue by text;A text told people when to come.;Luton PCT;Leadership;Bengali;waiting"
        " times;May 2006;Running;Mixed results;Described;Written by the trust;Clinic"
        " manager;clinic@trust.example;20 November 2026;They stood.;They came later.;Fewer"
        " stood.;Ask first.\n"
    ),
    "old.docx": "{\\rtf1 An old letter}",
}


@pytest.fixture(scope="session")
def real_world(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    root = tmp_path_factory.mktemp("real")
    shutil.copytree(project / "case_studies", root / "case_studies")
    refresh(root)
    return root


def nowhere(root: Path) -> None:
    root.mkdir()


def network(root: Path) -> None:
    write_network(root)


def broken(root: Path) -> None:
    write_network(root)
    faults = {"topics": ["quues"], "started": "2031", "colour": "blue"}
    write_study(root, "late-clinic", themes=["better services"], **faults)
    write_file(root, "case_studies/haringey-pct/notes.md", "---\ntitle: one: two\n---\n")


def leaky(root: Path) -> None:
    write_network(root)
    told = (
        "Mrs Begum (NHS number 943 476 5870) rang 07911 123456. <!-- practice: allow CS508 because"
        " it is the service's own -->"
    )
    write_study(root, "late-clinic", body=sections({**SECTIONS, "What was done": told}))


def arrivals(root: Path) -> None:
    write_network(root)
    for name, text in ARRIVALS.items():
        write_file(root, f"sent/{name}", text)
    stage = f"{ADOPTION_STAGES[0].label}: {ADOPTION_STAGES[0].meaning}"
    for practice_id, since in (("slow-queue", "2026-05"), ("evening-clinic", "soon")):
        answers = {"practice": practice_id, "trust": "NHS Haringey", "stage": stage, "since": since}
        write_file(root, f"sent/{practice_id}.md", filled_form(adoption_elements(), answers))


def judged(root: Path) -> None:
    """Questions, and which case studies answer them; in one list one that there is not."""
    write_network(root)
    write_file(root, "queries.jsonl", '{"_id": "q1", "text": "diabetes"}\n')
    write_file(root, "qrels.tsv", "q1\tevening-clinic\t2\n")
    write_file(root, "other.tsv", "q1\tmorning-clinic\t2\n")


def proposed(root: Path) -> None:
    """A branch that adds a case study, and one after it that makes a mistake in another."""
    write_network(root)
    write_file(root, "case_studies/_vocabulary/owners.csv", "folder,owners\n*,@net/editors\n")
    start(root)
    write_study(root, "late-clinic", title="A clinic in the evening", topics=["diabetes"])
    commit(root)
    git(root, "checkout --quiet -b mistake")
    write_study(root, "slow-queue", topics=["quues"])
    commit(root)


WORLDS: dict[str, Callable[[Path], None]] = {
    build.__name__: build for build in (nowhere, network, broken, leaky, arrivals, judged, proposed)
}


def replay(transcript: str, root: Path) -> str:
    first, _, rest = transcript.partition("\n")
    folder = root
    lines = [first]
    for line in rest.splitlines():
        if line.startswith("$ cd "):
            folder = root / line.removeprefix("$ cd ")
            lines.append(line)
        elif line.startswith("$ "):
            settings, command = COMMAND.fullmatch(line).groups()  # type: ignore[union-attr]
            own = dict(setting.split("=", 1) for setting in settings.split())
            said = practice(folder, command, {**ENVIRONMENT, "HOME": str(folder), **own}).said
            lines += [line, said.replace(str(root), "ROOT").rstrip("\n")]
        elif line.startswith("; "):
            lines.append(line)
    return "\n".join(line for line in lines if line) + "\n"


@pytest.mark.parametrize("path", sorted(TRANSCRIPTS.glob("*.txt")), ids=lambda path: path.stem)
def test_transcript(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    written = path.read_text(encoding="utf-8")
    world = written.partition("\n")[0].removeprefix("; In the world: ")
    if world == "real":
        root = request.getfixturevalue("real_world")
    else:
        WORLDS[world](root := tmp_path / "network")
    played = replay(written, root)
    if request.config.getoption("--update-golden"):
        path.write_text(played, encoding="utf-8")
        return
    assert played == written


# Two run until somebody stops them (test_serve.py), one prints what Click makes (test_commands.py).
NOT_SHOWN = {"serve", "preview", "completion"}


def test_every_command_is_run_once_right_and_once_wrong() -> None:
    codes: dict[str, set[str]] = {name: set() for name in COMMANDS}
    for path in TRANSCRIPTS.glob("*.txt"):
        for run in re.split(r"^\$ ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            assert "Traceback" not in run
            command = COMMAND.fullmatch(f"$ {run.partition(chr(10))[0]}")
            name = command[2].split()[0] if command and command[2] else ""
            if name in codes:
                code = re.search(r"^\? (\d+)$", run, re.MULTILINE)
                codes[name].add(code[1] if code else "0")
    assert {name for name, seen in codes.items() if "2" not in seen} == set()
    assert {name for name, seen in codes.items() if "0" not in seen} == NOT_SHOWN
