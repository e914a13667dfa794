"""Only files are read: a pipe in the collection would be waited for without end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from building import write_network
from practice.checks.autofix.collection import changes
from practice.checks.context import Context
from practice.content.vocabulary_files import read_vocabularies
from practice.model.dates import this_day
from practice.project import open_workspace


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes.")
def test_a_pipe_is_reported_or_left_out_and_never_waited_for(tmp_path: Path) -> None:
    root = write_network(tmp_path)
    for name in ("pipe.md", "adoptions.yml", "pipe.jpg", "pipe.pdf"):
        os.mkfifo(root / "case_studies/haringey-pct" / name)
    workspace = open_workspace(root)
    found = [(problem.place.path, problem.name, problem.message) for problem in workspace.report]
    said = "The file cannot be read: it is not a file."
    assert found == [
        (f"case_studies/haringey-pct/{name}", "unreadable-file", said)
        for name in ("adoptions.yml", "pipe.md")
    ]
    assert not [path for path in workspace.catalogue.attachments if "pipe" in path]
    words, _ = read_vocabularies(root)
    assert not list(changes(root, Context.of(words, this_day())))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes.")
def test_a_list_of_words_that_is_a_pipe_is_reported(tmp_path: Path) -> None:
    root = write_network(tmp_path)
    for name in ("topics.yml", "organisations.csv"):
        (root / "case_studies/_vocabulary" / name).unlink()
        os.mkfifo(root / "case_studies/_vocabulary" / name)
    _, problems = read_vocabularies(root)
    assert [problem.message.rpartition(": ")[2] for problem in problems] == [
        "it is not a file."
    ] * 2
