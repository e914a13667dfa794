"""An exception sets one check aside on one line, for a reason, and readers do not see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from building import SECTIONS, sections, study_text
from checks.worlds import check_drafts, check_text
from practice.checks.identifying import allowed
from practice.checks.registry import RULES
from practice.content.draft import Drafts
from practice.content.front_matter import read_adoptions, read_draft, read_drafts
from practice.privacy.suppressions import Exemption, read_exemptions
from practice.project import Workspace


def said(what_was_done: str, yaml_lines: str = "") -> list[tuple[str, str]]:
    """Return the name of each problem with what is said, of a case study with this text and these
    fields.
    """
    body = sections({**SECTIONS, "What was done": what_was_done})
    return [
        (problem.name, problem.message)
        for problem in check_text(study_text(body=body, yaml_lines=yaml_lines)).report
    ]


POSTCODE = (
    "full-postcode",
    "'N15 ***' is a full postcode: of an organisation it is welcome, of a person it is not.",
)
SHOP = "<!-- practice: allow CS505 because it is a shop -->"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (f"We met at N15 3TH. {SHOP}", []),
        (f"{SHOP}\nWe met at N15 3TH.", []),
        (f"- here\n  {SHOP}\n- N15 3TH", []),
        ("N15 3TH <!-- practice: allow full-postcode because it is a shop -->", []),
        ("N15 3TH <!--practice: allow cs505 because it is a shop-->", []),
        (
            f"{SHOP}\n\nWe met at N15 3TH.",
            [("unused-exception", "Nothing on line {+1} needs the exception for CS505."), POSTCODE],
        ),
        (
            f"We met at N15 3TH.\nIt was fine. {SHOP}",
            [POSTCODE, ("unused-exception", "Nothing on line {+1} needs the exception for CS505.")],
        ),
        (
            "N15 3TH <!-- practice: allow CS505 -->",
            [POSTCODE, ("bad-exception", "The exception for CS505 gives no reason.")],
        ),
        (
            "N15 3TH <!-- practice: allow CS505 because -->",
            [POSTCODE, ("bad-exception", "'allow CS505 because' is no exception.")],
        ),
        (
            "N15 3TH <!-- practice: ignore -->",
            [POSTCODE, ("bad-exception", "'ignore' is no exception.")],
        ),
        (
            "N15 3TH <!-- practice: allow CS305 because I like it -->",
            [POSTCODE, ("bad-exception", "'CS305' is no check that can be set aside.")],
        ),
        (
            "N15 3TH <!-- practice: allow CS501 because I like it -->",
            [POSTCODE, ("unused-exception", "Nothing on line {+0} needs the exception for CS501.")],
        ),
        ("N15 3TH # practice: allow CS505 because it is a shop", [POSTCODE]),
    ],
)
def test_in_the_text(text: str, problems: list[tuple[str, str]]) -> None:
    body = sections({**SECTIONS, "What was done": text})
    first = study_text(body=body).split(text)[0].count("\n") + 1
    expected = [
        (name, message.replace("{+0}", str(first)).replace("{+1}", str(first + 1)))
        for name, message in problems
    ]
    assert said(text) == expected


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("place: N15 3TH  # practice: allow CS505 because it is the clinic's", []),
        ("# practice: allow CS505 because it is the clinic's\nplace: N15 3TH", []),
        ("place: N15 3TH", ["full-postcode"]),
        ("# We met at N15 3TH.", ["full-postcode"]),
        ("place: Tottenham  # practice: allow CS505 because it was N15 3TH", []),
        ("place: Tottenham\n# practice: allow CS505 because it was moved", ["unused-exception"]),
        (
            "place: N15 3TH <!-- practice: allow CS505 because it is the clinic's -->",
            ["full-postcode", "broken-yaml"],
        ),
    ],
)
def test_in_the_fields(lines: str, names: list[str]) -> None:
    assert [name for name, _ in said("We met there.", lines)] == names


def test_readers_do_not_see_it() -> None:
    body = sections(
        {**SECTIONS, "What was done": f"{SHOP}\nWe met at N15 3TH. {SHOP}\n\nAll of us."}
    )
    (study,) = check_text(study_text(body=body)).studies
    assert study.sections[1].markdown == "We met at N15 3TH. \n\nAll of us."


def test_adoptions_are_looked_at_and_only_the_faulty_one_is_left_out() -> None:
    text = """\
- practice: slow-queue
  trust: Luton PCT
  stage: trying
  since: 2026-04
  result: Mrs Begum (NHS number 943 476 5870) came.
- practice: slow-queue
  trust: NHS Haringey
  stage: adapted
  since: unknown
  result: Ring 07911 123456.  # practice: allow CS508 because it is the line of the service
"""
    adoptions = read_adoptions("case_studies/luton-pct/adoptions.yml", text.encode())
    checked = check_drafts(
        read_draft("case_studies/haringey-pct/slow-queue.md", study_text().encode()),
        adoptions=(adoptions,),
    )
    assert [(problem.place.line, problem.name) for problem in checked.report] == [
        (5, "named-person"),
        (5, "nhs-number"),
    ]
    assert [adoption.trust for adoption in checked.adoptions] == ["haringey-teaching-pct"]
    assert [str(one) for one in allowed(Drafts(adoptions=(adoptions,)))] == [
        "case_studies/luton-pct/adoptions.yml:10:31: CS508 Set aside on line 10 because it is the"
        " line of the service  [mobile-number]"
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"NHS number 943 476 5870\n",
        b"---\ntitle: 943 476 5870\n",
        b"---\na: b: 943 476 5870\n---\n",
    ],
)
def test_a_file_that_cannot_be_a_case_study_is_looked_at_all_the_same(content: bytes) -> None:
    assert "nhs-number" in {problem.name for problem in check_text(content).report}


def test_where_exceptions_stand_and_what_they_hold_for() -> None:
    text = (
        "---\na: b  # practice: allow CS505 because x\n---\n<!-- practice: allow CS501 because y z"
        " -->\nText <!-- practice: no -->\n"
    )
    assert read_exemptions(text) == [
        Exemption("CS505", "x", 2, 7, 2, "allow CS505 because x"),
        Exemption("CS501", "y z", 4, 1, 5, "allow CS501 because y z"),
        Exemption("", "", 5, 6, 5, "no"),
    ]


def test_the_real_collection_holds_nothing_and_needs_no_exception(
    real: Workspace, project: Path
) -> None:
    assert [
        str(problem)
        for problem in real.report.only(rule.code for rule in RULES if rule.code.startswith("CS5"))
    ] == []
    assert allowed(read_drafts(project)).diagnostics == ()
