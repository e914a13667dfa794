"""The files of a repository mended: pictures, other ends of lines, and which problems a report says
can be mended.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from building import study_text, write_file, write_network
from checks.worlds import STUDY, TODAY
from practice.checks.autofix.collection import Change, changes, marked
from practice.checks.context import Context
from practice.model.diagnostics import within
from practice.project import open_workspace

from .pictures import photograph

PICTURE = "case_studies/haringey-pct/clinic.jpg"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_network(tmp_path)


def found(root: Path, *paths: str) -> list[Change]:
    workspace = open_workspace(root, TODAY)
    return list(
        changes(root, Context.of(workspace.vocabularies, TODAY), within(paths) if paths else None)
    )


def test_nothing_changes_where_nothing_is_wrong(root: Path) -> None:
    write_file(root, "case_studies/haringey-pct/slow-queue.md", study_text().rstrip("\n") + "\n")
    assert found(root, "case_studies/haringey-pct/slow-queue.md") == []


def test_the_real_collection_needs_no_mending(project: Path) -> None:
    assert found(project) == []


@pytest.mark.parametrize(
    "before", [b"\xef\xbb\xbf", b"", b"\r"], ids=["mark at the start", "no end", "other ends"]
)
def test_ends_of_lines_become_ours(root: Path, before: bytes) -> None:
    text = study_text().rstrip("\n").encode()
    content = text.replace(b"\n", b"\r\n") if before == b"\r" else before + text
    write_file(root, STUDY, content)
    (change,) = found(root, STUDY)
    assert (change.after, change.gone) == (text + b"\n", ())


def test_a_diff_shows_what_cannot_be_seen(root: Path) -> None:
    write_file(root, STUDY, b"---\ntitle: A\r\n---")
    (change,) = found(root, STUDY)
    assert (
        change.diff
        == f"--- {STUDY}\n+++ {STUDY}\n@@ -1,3 +1,3 @@\n ---\n-title: A\\r\n----\n\\ No newline at"
        " end of file\n+title: A\n+---\n"
    )


def test_what_is_not_text_or_cannot_be_read_is_left_alone(root: Path) -> None:
    for content in (
        b"---\ntitle: \xff \n---\n",
        b"---\ntitle: a: b \n---\n",
        b"\0",
        b"no front matter \n",
    ):
        write_file(root, STUDY, content)
        assert found(root, STUDY) == []


def test_a_photograph_loses_its_place_and_nothing_of_its_picture(root: Path) -> None:
    write_file(root, PICTURE, photograph())
    (change,) = found(root, PICTURE)
    assert change.is_attachment
    assert change.after == photograph(bare=True)
    assert change.diff == f"{PICTURE}: this would go: location (GPS)\n"


def test_a_report_says_which_problems_can_be_mended(root: Path) -> None:
    write_file(root, STUDY, study_text(topics=["waiting times", "quues"], started="July 2005"))
    write_file(root, PICTURE, photograph())
    workspace = open_workspace(root, TODAY)
    told = marked(workspace.report, changes(root, Context.of(workspace.vocabularies, TODAY)))
    assert [(problem.name, problem.fixable) for problem in told] == [
        ("unnamed-file", False),
        ("hidden-location", True),
        ("unknown-topic", True),
        ("unknown-topic", False),
        ("impossible-date", True),
    ]
