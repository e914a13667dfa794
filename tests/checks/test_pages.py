"""Every check has a page, every page a check, and the examples on it are what the check says they
are.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from building import write_study
from practice.advice.advice import advice_on
from practice.checks.explain import UnknownCheck, explain, with_lists
from practice.checks.registry import ADVICE, CHECKS, RULES
from practice.checks.rule import Rule
from practice.content.front_matter import read_drafts
from practice.model.diagnostics import Severity, within

from .examples import blocks, build
from .worlds import check_folder, words

PAGES = Path(__file__).parents[2] / "docs" / "checks"
NAMES = [rule.name for rule in RULES]
ADVISED = [one.name for one in ADVICE]


def page(name: str) -> str:
    return (PAGES / f"{name}.md").read_text(encoding="utf-8")


def test_every_check_has_a_page_and_every_page_a_check() -> None:
    assert sorted(path.stem for path in PAGES.glob("*.md")) == sorted([*NAMES, *ADVISED, "index"])


@pytest.mark.parametrize("name", NAMES)
def test_the_wrong_example_breaks_this_check_and_no_other(name: str, tmp_path: Path) -> None:
    build(tmp_path, blocks(page(name), "Wrong"))
    assert {diagnostic.name for diagnostic in check_folder(tmp_path).report} == {name}


@pytest.mark.parametrize("name", NAMES)
def test_the_right_example_breaks_none(name: str, tmp_path: Path) -> None:
    build(tmp_path, blocks(page(name), "Right"))
    assert [str(diagnostic) for diagnostic in check_folder(tmp_path).report] == []


def advice_in(root: Path) -> set[str]:
    """Return the names of the advice on the case studies of Haringey, in a network where the other
    one tells of something else.
    """
    write_study(
        root,
        "evening-clinic",
        folder="luton-pct",
        summary="Drops for babies.",
        body="## The problem\n\nNo vitamins.\n",
    )
    found = advice_on(read_drafts(root).studies, words(), within(["case_studies/haringey-pct"]))
    return {piece.name for piece in found}


@pytest.mark.parametrize("name", ADVISED)
def test_the_wrong_example_gets_this_advice_and_no_other(name: str, tmp_path: Path) -> None:
    build(tmp_path, blocks(page(name), "Wrong"))
    assert [str(diagnostic) for diagnostic in check_folder(tmp_path).report] == []
    assert advice_in(tmp_path) == {name}


@pytest.mark.parametrize("name", ADVISED)
def test_the_right_example_gets_no_advice(name: str, tmp_path: Path) -> None:
    build(tmp_path, blocks(page(name), "Right"))
    assert [str(diagnostic) for diagnostic in check_folder(tmp_path).report] == []
    assert advice_in(tmp_path) == set()


@pytest.mark.parametrize("rule", CHECKS, ids=[*NAMES, *ADVISED])
def test_a_page_opens_with_code_name_and_demand(rule: Rule[object]) -> None:
    assert page(rule.name).split("\n\n")[:2] == [f"# {rule.code} {rule.name}", rule.demand]


def test_the_index_lists_every_check_in_order() -> None:
    rows = re.findall(
        r"^\| (CS\d+) \| \[(.*?)\]\((.*?)\.md\) \| (.*?) \|$",
        with_lists(page("index")),
        re.MULTILINE,
    )
    warning = {Severity.ERROR: "", Severity.WARNING: " (A warning.)", Severity.ADVICE: " (Advice.)"}
    assert rows == [
        (rule.code, rule.name, rule.name, rule.demand + warning[rule.severity]) for rule in CHECKS
    ]


@pytest.mark.parametrize("wanted", ["CS203", "cs203", "unknown-topic", " unknown-topic "])
def test_explain_prints_the_page(wanted: str) -> None:
    assert explain(wanted) == page("unknown-topic")


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("unknwon-topic", "There is no check 'unknwon-topic'. Did you mean 'unknown-topic'?"),
        ("CS2O3", "There is no check 'CS2O3'. Did you mean 'CS203'?"),
        ("spelling", "There is no check 'spelling'. 'practice explain' lists them."),
        ("", "There is no check ''. 'practice explain' lists them."),
    ],
)
def test_an_unknown_check_is_said_to_be_unknown(wanted: str, message: str) -> None:
    with pytest.raises(UnknownCheck) as caught:
        explain(wanted)
    assert str(caught.value) == message
