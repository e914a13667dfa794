"""Whatever anybody writes, checking ends with a report, and a case study is made only of a draft
without errors.
"""

from __future__ import annotations

import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from building import FIELDS, SECTIONS, sections, study_text
from practice.checks.formats import RENDERERS
from practice.checks.runner import CheckResult
from practice.content.front_matter import read_adoptions, read_draft
from practice.model.catalogue import Catalogue
from practice.model.schema import ADOPTION_FIELDS, HEADINGS, Field
from practice.model.schema import FIELDS as SCHEMA

from .worlds import STUDY, check_drafts, check_text, words


def names_of(fields: tuple[Field, ...]) -> list[str]:
    return [name for field in fields for name in (field.name, *names_of(field.fields))]


NAMES = st.sampled_from(sorted({*names_of(SCHEMA), *names_of(ADOPTION_FIELDS)})) | st.text(
    max_size=12
)
WORDS = st.sampled_from(
    [
        "not-reported",
        "unknown",
        "running",
        "compiled",
        "contributed",
        "retired",
        "queues",
        "bangladeshi",
        "BME",
        "5C9",
        "slow-queue",
    ]
) | st.sampled_from(
    [
        "",
        "~",
        "no",
        "2005-02-30",
        "9999",
        "1e400",
        "0x1F",
        "https://trust.example",
        "javascript:x",
        "a@b.example",
    ]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | WORDS
    | st.text(max_size=40)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=12,
)
LINES = st.sampled_from(
    [f"{'#' * level} {heading.text}" for level in (1, 2, 3, 5) for heading in HEADINGS[:5]]
) | st.sampled_from(
    [
        "",
        "Text.",
        "![](x.png)",
        "[x](y.md)",
        "[x](#y)",
        "[x]: //y",
        "<b>",
        "- a",
        "> ## b",
        "---",
        "```",
        "| a |",
        "[](http://[)",
        "\t",
    ]
)


def assert_sound(checked: CheckResult) -> None:
    """Assert what later code relies on."""
    faulty = {problem.place.path for problem in checked.report.errors}
    assert not [study.path for study in checked.studies if study.path in faulty]
    catalogue = Catalogue.of(checked.studies, words(), checked.adoptions)
    for study in catalogue:
        assert study.title
        assert study.summary
        assert study.sections
        assert catalogue.facet_values(study)["theme"]
    for adoption in checked.adoptions:
        assert adoption.practice in {study.id for study in checked.studies}
        assert adoption.trust in words().organisations
    for render in RENDERERS.values():
        assert render(checked.report).endswith("\n")
    assert len(json.loads(RENDERERS["json"](checked.report))["problems"]) == len(
        checked.report.diagnostics
    )
    assert RENDERERS["github"](checked.report).count("\n") == len(checked.report.diagnostics) + 1


@given(st.binary(max_size=300))
@example(b"---\n\xff\n---\n")
@example(b"---\n? a\n---\n")
def test_any_bytes_end_in_a_report(content: bytes) -> None:
    assert_sound(
        check_drafts(
            read_draft(STUDY, content),
            adoptions=(read_adoptions("case_studies/x/adoptions.yml", content),),
        )
    )


@given(st.dictionaries(NAMES, VALUES, max_size=6))
def test_any_values_in_any_fields_end_in_a_report(changes: dict[str, Any]) -> None:
    fields = {"title": "A title", **changes}
    assert_sound(
        check_text(
            study_text(
                **{
                    name: value
                    for name, value in fields.items()
                    if name not in ("body", "yaml_lines")
                }
            )
        )
    )


@given(st.lists(st.dictionaries(NAMES, VALUES, max_size=5) | VALUES, max_size=4))
def test_any_adoptions_end_in_a_report(items: list[Any]) -> None:
    # JSON is YAML, but for what it calls infinite.
    content = json.dumps(items, default=str).encode()
    study = read_draft(STUDY, study_text().encode())
    assert_sound(
        check_drafts(
            study, adoptions=(read_adoptions("case_studies/luton-pct/adoptions.yml", content),)
        )
    )


@given(st.lists(LINES, max_size=14))
def test_any_body_ends_in_a_report(lines: list[str]) -> None:
    assert_sound(check_text(study_text(body="\n".join(lines))))


@given(st.text(max_size=60), st.integers(0, len(study_text())), st.integers(0, 30))
def test_a_case_study_with_a_hole_in_it_ends_in_a_report(
    patch: str, start: int, length: int
) -> None:
    text = study_text()
    assert_sound(
        check_text((text[:start] + patch + text[start + length :]).encode("utf-8", "surrogatepass"))
    )


@given(st.sets(st.sampled_from(sorted(FIELDS))))
def test_each_needed_field_that_is_left_out_is_named(names: set[str]) -> None:
    text = study_text(**dict.fromkeys(names))
    asked = names - {"trusts", "contact"} if "origin" in names else names
    assert sorted(problem.message for problem in check_text(text).report) == sorted(
        f"'{name}' is missing." for name in asked
    )


@given(st.permutations([heading.text for heading in HEADINGS]))
def test_headings_are_out_of_order_unless_they_are_in_order(order: list[str]) -> None:
    report = check_text(study_text(body=sections(dict.fromkeys(order, "Text.")))).report
    in_order = order == [heading.text for heading in HEADINGS]
    assert {problem.name for problem in report} == (
        set() if in_order else {"headings-out-of-order"}
    )
    assert len(report.diagnostics) < len(order)


@given(st.sampled_from(sorted(SECTIONS)))
def test_a_missing_section_is_named_where_it_belongs(heading: str) -> None:
    there = {name: text for name, text in SECTIONS.items() if name != heading}
    (problem,) = check_text(study_text(body=sections(there))).report
    assert problem.message == f"The section '{heading}' is missing."
