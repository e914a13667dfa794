"""The scripts of the workflows, run for real beside a stand-in for the code host's own command that
writes down what it was asked.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import running
from building import write_file, write_network, write_study
from practice.forms.corrections import correction_elements
from practice.forms.issue_form import adoption_elements
from review.repositories import ENVIRONMENT, commit, git, practice, start

from .forms import filled_form
from .test_issue_form import ANSWERS, FILE, filled

GH = """\
#!{python}
import json, os, pathlib, shutil, sys
words, world = sys.argv[1:], pathlib.Path(os.environ["WORLD"])
asked = list(words)
for word in words:
    name = word.removeprefix("body=@") if word.startswith("body=@") else word
    if name.startswith("/") and pathlib.Path(name).is_file():
        asked.append(pathlib.Path(name).read_text())
with open(world / "asked.jsonl", "a") as log:
    log.write(json.dumps(asked) + "\\n")
answers = json.loads((world / "answers.json").read_text())
if words[:2] == ["run", "download"]:
    shutil.copytree(world / "artifact", words[words.index("--dir") + 1])
for part, answer in answers.items():
    if part in words:
        print(answer)
"""


@pytest.fixture
def root(tmp_path: Path, project: Path) -> Path:
    root = write_network(tmp_path / "network")
    scripts = tmp_path / "scripts"
    for path in (project / ".github" / "scripts").iterdir():
        write_file(scripts, path.name, path.read_bytes()).chmod(0o755)
    for name in ("practice", "python"):
        call = "-m practice " if name == "practice" else ""
        write_file(
            root, f".venv/bin/{name}", f'#!/bin/sh\nexec {sys.executable} {call}"$@"\n'
        ).chmod(0o755)
    write_file(tmp_path, "bin/gh", GH.format(python=sys.executable)).chmod(0o755)
    write_file(root, ".gitignore", "/.venv/\n")
    return start(root)


def script(
    root: Path, name: str, answers: dict[str, str], **environment: str
) -> tuple[subprocess.CompletedProcess[str], list[Any]]:
    """Run a script and return how it ended and what the code host was asked."""
    world = root.parent
    write_file(world, "answers.json", json.dumps(answers))
    path = f"{world / 'bin'}:{os.environ['PATH']}"
    settings = {
        **running.environment(**ENVIRONMENT),
        "WORLD": str(world),
        "PATH": path,
        "REPOSITORY": "net/exchange",
        **environment,
    }
    done = subprocess.run(
        [str(world / "scripts" / name)],
        cwd=root,
        env=settings,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    log = world / "asked.jsonl"
    return done, [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


RUN = {"RUN": "77", "SHA": "abc", "BRANCH": "x$(touch /tmp/owned)", "OWNER": "somebody"}
PULLS, COMMENTS, ISSUE = (
    "repos/net/exchange/pulls",
    "repos/net/exchange/issues/12/comments",
    "repos/net/exchange/issues/12",
)


def kept_review(root: Path, **changes: Any) -> None:
    write_study(root, "new", title="Hello @everyone", themes=["leadership"])
    commit(root)
    facts = json.loads(practice(root, "review --format json")) | changes
    write_file(root.parent, "artifact/review.json", json.dumps(facts))


def test_a_first_comment_and_labels(root: Path) -> None:
    kept_review(root)
    done, asked = script(root, "comment.sh", {PULLS: "12", ISSUE: '["urgent"]'}, **RUN)
    assert (done.returncode, done.stderr) == (
        0,
        "Building the search index (there is no search index yet).\n",
    )
    assert "head=somebody:x$(touch /tmp/owned)" in asked[0]
    posted = asked[3]
    assert posted[:5] == ["api", "--silent", "--method", "POST", COMMENTS]
    assert posted[-1].startswith(
        "<!-- practice-review -->\n### This change touches 1 case study: 1 added.\n"
    )
    assert "Hello @\u2060everyone" in posted[-1]
    labelled = asked[5]
    assert labelled[:5] == ["api", "--silent", "--method", "PUT", f"{ISSUE}/labels"]
    assert json.loads(labelled[-1]) == {"labels": ["urgent", "theme: leadership"]}
    assert len(asked) == 6


def test_a_later_comment_takes_the_place_of_the_first(root: Path) -> None:
    kept_review(root)
    done, asked = script(root, "comment.sh", {PULLS: "12", COMMENTS: "501", ISSUE: "[]"}, **RUN)
    assert done.returncode == 0
    assert asked[3][:5] == [
        "api",
        "--silent",
        "--method",
        "PATCH",
        "repos/net/exchange/issues/comments/501",
    ]


def test_nobody_to_tell(root: Path) -> None:
    done, asked = script(root, "comment.sh", {}, **RUN)
    assert (done.returncode, done.stdout) == (
        0,
        "No open pull request has this commit as its newest: there is nobody to tell.\n",
    )
    assert len(asked) == 1


@pytest.mark.parametrize("changes", [{"version": 2}, {"studies": "x"}])
def test_a_review_of_another_form_stops_everything(root: Path, changes: dict[str, Any]) -> None:
    kept_review(root, **changes)
    done, asked = script(root, "comment.sh", {PULLS: "12"}, **RUN)
    assert done.returncode != 0
    assert len(asked) == 2


def test_labels_are_only_those_of_our_vocabulary(root: Path) -> None:
    kept_review(root)
    path = root.parent / "artifact" / "review.json"
    facts = json.loads(path.read_text())
    facts["studies"][0]["themes"] = ["leadership", "approved", "security"]
    path.write_text(json.dumps(facts))
    _, asked = script(root, "comment.sh", {PULLS: "12", ISSUE: "[]"}, **RUN)
    assert json.loads(asked[-1][-1]) == {"labels": ["theme: leadership"]}


def test_a_form_becomes_a_branch_and_a_pull_request(root: Path, tmp_path: Path) -> None:
    from practice.content.vocabulary_files import read_vocabularies

    origin = tmp_path / "origin.git"
    git(root, f"clone --quiet --bare {root} {origin}")
    git(root, f"remote add origin {origin}")
    text = filled(read_vocabularies(root)[0], ANSWERS)
    done, asked = script(root, "from_issue.sh", {ISSUE: text}, NUMBER="12", MAIN="main")
    assert (done.returncode, done.stderr) == (0, "")
    path = "case_studies/haringey-pct/a-receptionist-who-speaks-bengali.md"
    assert git(origin, f"show form/issue-12:{path}") == FILE
    assert git(origin, "diff --name-only change form/issue-12") == f"{path}\n"
    created = asked[-1]
    assert created[:2] == ["pr", "create"]
    assert "Case study, from issue 12" in created
    assert created[-1].startswith(
        "Closes #12.\n\n<!-- practice-review -->\n### This change touches 1 case study: 1 added.\n"
    )


def test_a_branch_that_is_there_is_never_written_over(root: Path, tmp_path: Path) -> None:
    from practice.content.vocabulary_files import read_vocabularies

    origin = tmp_path / "origin.git"
    git(root, f"clone --quiet --bare {root} {origin}")
    git(root, f"remote add origin {origin}")
    git(origin, "branch form/issue-12 main")
    before = git(origin, "rev-parse form/issue-12")
    done, asked = script(
        root,
        "from_issue.sh",
        {ISSUE: filled(read_vocabularies(root)[0], ANSWERS)},
        NUMBER="12",
        MAIN="main",
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert asked[-1][:3] == ["issue", "comment", "12"]
    assert asked[-1][-1].startswith(
        "There is a branch for this form already: `form/issue-12`. Change the file there.\n"
    )
    assert git(origin, "rev-parse form/issue-12") == before


def test_a_practice_taken_up_is_added_to_what_the_trust_has(root: Path, tmp_path: Path) -> None:
    origin = tmp_path / "origin.git"
    git(root, f"clone --quiet --bare {root} {origin}")
    git(root, f"remote add origin {origin}")
    answers = {
        "practice": "https://x.example/case-studies/evening-clinic/",
        "trust": "5C9",
        "stage": "Running: In use.",
        "since": "2026-05",
    }
    done, asked = script(
        root,
        "from_issue.sh",
        {ISSUE: filled_form(adoption_elements(), answers)},
        NUMBER="12",
        MAIN="main",
    )
    assert (done.returncode, done.stderr) == (0, "")
    path = "case_studies/haringey-pct/adoptions.yml"
    assert (
        git(origin, f"show form/issue-12:{path}")
        == '- practice: evening-clinic\n  trust: "5C9"\n  stage: running\n  since: 2026-05\n'
    )
    assert git(origin, "diff --name-only change form/issue-12") == f"{path}\n"
    assert "Practice taken up, from issue 12" in asked[-1]
    assert asked[-1][-1].startswith("Closes #12.\n\n<!-- practice-review -->\n")


def test_a_clear_correction_becomes_a_pull_request(root: Path, tmp_path: Path) -> None:
    origin = tmp_path / "origin.git"
    git(root, f"clone --quiet --bare {root} {origin}")
    git(root, f"remote add origin {origin}")
    chosen = next(shown for shown, value in correction_elements()[2].options if value == "started")
    answers = {
        "page": "How we did slow-queue",
        "wrong": "The year.",
        "field": chosen,
        "words": "2006",
    }
    done, asked = script(
        root,
        "from_issue.sh",
        {ISSUE: filled_form(correction_elements(), answers)},
        NUMBER="12",
        MAIN="main",
    )
    assert (done.returncode, done.stderr) == (0, "")
    changed = git(origin, "diff --unified=0 change form/issue-12").splitlines()[5:]
    assert changed == ["-started: 2005", "+started: 2006"]
    assert "Correction, from issue 12" in asked[-1]


def test_any_other_correction_stays_an_issue_and_says_so(root: Path) -> None:
    answers = {"page": "How we did slow-queue", "wrong": "The second paragraph."}
    done, asked = script(
        root,
        "from_issue.sh",
        {ISSUE: filled_form(correction_elements(), answers)},
        NUMBER="12",
        MAIN="main",
    )
    assert done.returncode == 1
    assert asked[-1][:3] == ["issue", "comment", "12"]
    said = (
        "The form does not name a field. No file was changed: this stays with the editors, who will"
        " read it."
    )
    assert asked[-1][-1] == f"There is no pull request for this form:\n\n    practice: {said}\n"
    assert (git(root, "status --porcelain"), git(root, "branch --list form/*")) == ("", "")


def test_what_may_identify_somebody_is_not_written(root: Path) -> None:
    from practice.content.vocabulary_files import read_vocabularies

    text = filled(
        read_vocabularies(root)[0],
        {**ANSWERS, "section-3": "We rang the patient with NHS number 943 476 5919."},
    )
    done, asked = script(root, "from_issue.sh", {ISSUE: text}, NUMBER="12", MAIN="main")
    assert done.returncode == 1
    said = asked[-1][-1]
    assert "This may identify somebody, so nothing was written. Mend the form:" in said
    assert "943 476 5919" not in said
    assert git(root, "status --porcelain") == ""
    assert git(root, "branch --list form/*") == ""


def test_a_form_cannot_set_a_check_aside(root: Path) -> None:
    from practice.content.vocabulary_files import read_vocabularies

    text = "NHS number 943 476 5919. <!-- practice: allow CS501 because I say so -->"
    form = filled(read_vocabularies(root)[0], {**ANSWERS, "section-3": text})
    done, asked = script(root, "from_issue.sh", {ISSUE: form}, NUMBER="12", MAIN="main")
    assert done.returncode == 1
    assert (
        "A form cannot set a check aside, so nothing was written. Take 'practice: allow' out of the"
        " form." in asked[-1][-1]
    )
    assert (git(root, "status --porcelain"), git(root, "branch --list form/*")) == ("", "")


def test_what_is_no_form_is_said_on_the_issue(root: Path) -> None:
    done, asked = script(
        root, "from_issue.sh", {ISSUE: "Hello $(touch /tmp/owned) `id`"}, NUMBER="12", MAIN="main"
    )
    assert done.returncode == 1
    assert asked[-1][:3] == ["issue", "comment", "12"]
    said = (
        "practice: The question 'What did you do? Give it a title' is not in the text. Fill in"
        " the form anew; it may have changed since."
    )
    assert asked[-1][-1] == f"There is no pull request for this form:\n\n    {said}\n"
    assert git(root, "branch --list form/*") == ""
