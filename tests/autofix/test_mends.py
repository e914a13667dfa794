"""What the docs say of mending, by the table of the fixer; and that each line of it is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from building import SECTIONS, sections, study_text, write_file, write_network
from checks.worlds import STUDY, TODAY
from practice.checks.autofix.collection import changes, marked
from practice.checks.autofix.fixes import FIXABLE, KINDS_OF_FIX, fixing_paragraph
from practice.checks.context import Context
from practice.checks.registry import CHECKS
from practice.project import open_workspace
from privacy.files import archive

from .pictures import photograph

CODES = {check.name: check.code for check in CHECKS}
NAMED = archive(
    docProps__core_xml="<cp:coreProperties><dc:creator>Jane</dc:creator></cp:coreProperties>"
)
JUMBLED = {
    "THE PROBLEM:": "They waited.",
    **{name: text for name, text in SECTIONS.items() if name != "The problem"},
}
BACKWARDS = dict(reversed(SECTIONS.items()))


@pytest.mark.parametrize("name", CODES)
def test_a_page_says_whether_a_machine_can_mend_it(name: str, project: Path) -> None:
    page = (project / "docs" / "checks" / f"{name}.md").read_text(encoding="utf-8")
    assert page.count("--fix") == (1 if name in FIXABLE else 0)
    assert page.endswith(f"\n\n{fixing_paragraph(name)}\n" if name in FIXABLE else "\n")


def test_the_reference_page_lists_all_of_it(project: Path) -> None:
    page = (project / "docs" / "reference" / "fixing.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.*?) \| (.*?) \| (.*?) ?\|$", page, re.MULTILINE)[2:]
    assert rows == [
        (kind.what, kind.example, ", ".join(sorted(CODES[name] for name in kind.checks)))
        for kind in KINDS_OF_FIX
    ]


@pytest.mark.parametrize(
    ("name", "path", "content"),
    [
        ("unknown-theme", STUDY, study_text(themes=["Better services"])),
        ("unknown-community", STUDY, study_text(communities=["BME"])),
        ("unknown-topic", STUDY, study_text(topics=["waiting times"])),
        ("unknown-setting", STUDY, study_text(settings=["GP surgery"])),
        ("unknown-value", STUDY, study_text(stage="Usual practice")),
        ("impossible-date", STUDY, study_text(started="July 2005")),
        (
            "wrong-type",
            STUDY,
            study_text(
                yaml_lines=(
                    "measures:\n- {name: Waits, kind: outcome, result: Not reported, unit: a week}"
                )
            ),
        ),
        ("unknown-field", STUDY, study_text(yaml_lines="“Place”: Haringey")),
        ("repeated-term", STUDY, study_text(topics=["queues", "queues"])),
        ("unknown-heading", STUDY, study_text(body=sections(JUMBLED))),
        ("headings-out-of-order", STUDY, study_text(body=sections(BACKWARDS))),
        ("hidden-location", "case_studies/haringey-pct/clinic.jpg", photograph()),
        ("hidden-author", "case_studies/haringey-pct/clinic.docx", NAMED),
    ],
)
def test_a_machine_can_mend_it(name: str, path: str, content: str | bytes, tmp_path: Path) -> None:
    root = write_network(tmp_path)
    write_file(root, path, content)
    workspace = open_workspace(root, TODAY)
    told = marked(workspace.report, changes(root, Context.of(workspace.vocabularies, TODAY)))
    assert {problem.name: problem.fixable for problem in told}[name]


def test_each_has_been_tried() -> None:
    (cases,) = [mark.args[1] for mark in test_a_machine_can_mend_it.pytestmark]  # type: ignore[attr-defined]
    assert {name for name, *_ in cases} == FIXABLE
