"""Opened for one page, a repository shows of it what it shows when all of it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from building import write_file, write_network, write_study
from practice.lookup.lookup import open_lookup
from practice.project import Workspace, open_workspace
from practice.site.page import Page
from practice.site.pages import pages
from practice.site.preview import open_nearby, preview_page
from practice.site.related import related
from practice.site.settings import Network


def whole(workspace: Workspace) -> dict[str, Page]:
    with open_lookup(workspace.root, print) as lookup:
        alike = related(lookup, workspace.catalogue)
    made = pages(workspace.catalogue, lambda study_id: alike[study_id], Network())
    return {page.path: page for page in made if page.path.startswith("case-studies/")}


def alone(root: Path, study_id: str) -> Page:
    nearby = open_nearby(root, [study_id], print)
    study = next(
        one.result.study for one in nearby.workspace.read if one.result.references.id == study_id
    )
    assert study
    return preview_page(study, nearby.workspace.catalogue, nearby.related[study_id], Network())


def test_every_real_page_is_that_of_the_site(
    real: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    on_site = whole(real)
    assert {path: alone(real.root, Path(path).stem) for path in on_site} == on_site


def test_a_page_shows_what_others_say_of_it(tmp_path: Path) -> None:
    root = write_network(tmp_path)
    write_study(root, "old", title="How queues were kept before", topics=["diabetes"])
    write_study(
        root, "new", title="How queues are kept today", supersedes=["old"], related=["apart"]
    )
    write_study(
        root,
        "apart",
        title="Nothing like it",
        themes=["leadership"],
        topics=["diabetes"],
        communities=["staff"],
    )
    write_study(
        root, "retired", title="How queues were lost", status="retired", retired="It is over."
    )
    write_file(
        root,
        "case_studies/haringey/adoptions.yml",
        "- practice: old\n  trust: Haringey Teaching PCT\n  stage: trying\n",
    )
    on_site = whole(open_workspace(root))
    assert {path: alone(root, Path(path).stem) for path in on_site} == on_site


def test_a_draft_stands_where_it_will_stand(tmp_path: Path) -> None:
    root = write_network(tmp_path)
    for number in range(30):
        write_study(
            root, f"study-{number}", title=f"Number {number} of many", started=1990 + number
        )
    write_study(root, "study-7", title="Number 7 of many", started=1997, status="draft")
    shown = alone(root, "study-7")
    write_study(root, "study-7", title="Number 7 of many", started=1997)
    assert "Number 6 of many" in shown.markdown
    assert "Number 8 of many" in shown.markdown
    assert shown == whole(open_workspace(root))["case-studies/study-7.md"]


def test_only_what_a_page_needs_is_read(tmp_path: Path) -> None:
    root = write_network(tmp_path)
    for number in range(30):
        write_study(
            root, f"study-{number}", title=f"Number {number} of many", started=1990 + number
        )
    workspace = open_nearby(root, ["study-7"], print).workspace
    read = {one.result.references.id for one in workspace.read}
    assert {"study-6", "study-7", "study-8"} <= read
    assert len(read) < 10
    assert not workspace.report.errors


def test_an_error_that_another_file_makes_is_said(tmp_path: Path) -> None:
    root = write_network(tmp_path)
    write_study(root, "first", title="The same title")
    write_study(root, "second", title="The same title", related=["nowhere"])
    report = open_nearby(root, ["second"], print).workspace.report
    expected = open_workspace(root).report
    assert [problem for problem in report if problem.place.path.endswith("second.md")] == [
        problem for problem in expected if problem.place.path.endswith("second.md")
    ]
    assert report.errors
