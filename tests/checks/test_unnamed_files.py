"""What names a file: the list of resources and every form of link and picture in the text; and
which files wait to be named.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from building import PDF, SECTIONS, sections, write_file, write_network, write_study
from practice.project import open_workspace
from practice.site.preview import preview_files
from practice.site.urls import attachments

from .worlds import check_folder

FOLDER = "case_studies/haringey-pct"


def unnamed(root: Path) -> list[str]:
    return [
        problem.place.path
        for problem in check_folder(root).report
        if problem.name == "unnamed-file"
    ]


def in_text(text: str) -> str:
    return sections({**SECTIONS, "What was done": text})


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("plan.pdf", {"yaml_lines": "resources:\n  - {title: A plan, file: plan.pdf}"}),
        ("more/plan.pdf", {"yaml_lines": "resources:\n  - {title: A plan, file: ./more/plan.pdf}"}),
        ("the plan.pdf", {"yaml_lines": "resources:\n  - {title: A plan, file: the plan.pdf}"}),
        ("plan.pdf", {"body": in_text("See [the plan](plan.pdf#page=2).")}),
        ("plan.pdf", {"body": in_text("See [the plan](../haringey-pct/plan.pdf).")}),
        ("plan.pdf", {"body": in_text("See [the plan][1].\n\n[1]: plan.pdf")}),
        ("the plan.pdf", {"body": in_text("See [the plan](the%20plan.pdf).")}),
        ("the plan.pdf", {"body": in_text("See [the plan](<the plan.pdf>).")}),
        ("plän.pdf", {"body": in_text("See [the plan](pl%C3%A4n.pdf).")}),
        ("Plan.PDF", {"body": in_text("See [the plan](Plan.PDF).")}),
        ("plan.png", {"body": in_text("![The plan](plan.png)")}),
        ("plan.png", {"body": in_text("[![The plan](plan.png)](https://www.example.org)")}),
    ],
)
def test_a_file_that_is_named_gets_an_address_and_no_warning(
    name: str, fields: dict[str, str], tmp_path: Path
) -> None:
    root = write_network(tmp_path)
    write_file(root, f"{FOLDER}/{name}", b"\x89PNG\r\n\x1a\n" if name.endswith("png") else PDF)
    assert unnamed(root) == [f"{FOLDER}/{name}"]
    assert f"{FOLDER}/{name}" not in attachments(open_workspace(root).catalogue)
    write_study(root, "with-plan", **fields)
    assert [str(problem) for problem in check_folder(root).report] == []
    catalogue = open_workspace(root).catalogue
    assert f"{FOLDER}/{name}" in attachments(catalogue)


def test_a_file_of_a_draft_waits_with_it(tmp_path: Path) -> None:
    root = write_network(tmp_path)
    write_file(root, f"{FOLDER}/plan.pdf", PDF)
    write_study(root, "with-plan", status="draft", body=in_text("See [the plan](plan.pdf)."))
    assert unnamed(root) == []
    workspace = open_workspace(root, processes=1)
    assert f"{FOLDER}/plan.pdf" not in attachments(workspace.catalogue)
    (draft,) = (
        one.result.study for one in workspace.read if one.result.references.id == "with-plan"
    )
    assert draft
    assert [*preview_files(draft, workspace.catalogue)] == [f"{FOLDER}/plan.pdf"]


def test_a_file_of_a_case_study_with_errors_is_neither_published_nor_pointed_out(
    tmp_path: Path,
) -> None:
    root = write_network(tmp_path)
    write_file(root, f"{FOLDER}/plan.pdf", PDF)
    write_study(root, "with-plan", stage="nonsense", body=in_text("See [the plan](plan.pdf)."))
    assert unnamed(root) == []
    write_file(
        root,
        f"{FOLDER}/with-plan.md",
        "---\nresources: [{title: A plan, file: plan.pdf}\n---\n\n## The problem\n",
    )
    assert unnamed(root) == []  # nobody can tell what it names
    assert f"{FOLDER}/plan.pdf" not in attachments(open_workspace(root).catalogue)


def test_a_name_with_other_capitals_is_a_broken_link_and_no_more(tmp_path: Path) -> None:
    root = write_network(tmp_path)
    write_file(root, f"{FOLDER}/plan.pdf", PDF)
    write_study(root, "with-plan", body=in_text("See [the plan](Plan.pdf)."))
    assert [problem.name for problem in check_folder(root).report] == ["broken-link"]


@pytest.mark.parametrize(
    "path",
    [
        "notes",
        "NOTICE.md.bak",
        "_old/plan.pdf",
        ".plan.pdf",
        "_plan.pdf",
        "../plan.pdf",
        "page.html",
    ],
)
def test_what_the_site_takes_from_nobody_need_not_be_named(path: str, tmp_path: Path) -> None:
    root = write_network(tmp_path)
    write_file(root, f"{FOLDER}/{path}", PDF if path.endswith("pdf") else "words")
    assert unnamed(root) == []
