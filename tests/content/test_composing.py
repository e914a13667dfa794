"""What is composed is what the reader reads: whole files, and any answers at all."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from practice.content.draft import Mapping, Scalar, Sequence, Value
from practice.content.front_matter import read_draft
from practice.content.serializer import compose, one_line
from practice.model.schema import FIELDS, HEADINGS, Field

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("cases.json").read_text(encoding="utf-8")
)
PATH = "case_studies/luton-pct/calls.md"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_whole_files(case: dict[str, Any]) -> None:
    assert (
        compose(case["fields"], case["sections"]).splitlines()
        == "\n".join(case["file"]).splitlines()
    )


def answers(field: Field) -> st.SearchStrategy[Any]:
    """Any words for a field, in the shape that the schema gives it."""
    one: st.SearchStrategy[Any] = st.text(max_size=30)
    if field.fields:
        one = st.fixed_dictionaries({inner.name: st.text(max_size=20) for inner in field.fields})
    return st.lists(one, max_size=3) if field.many else one


ANSWERS = st.fixed_dictionaries(
    {"title": st.just("T")}, optional={field.name: answers(field) for field in FIELDS[1:]}
)


@given(
    ANSWERS,
    st.dictionaries(st.sampled_from([heading.text for heading in HEADINGS]), st.text(max_size=40)),
)
def test_any_answers_are_read_back(fields: dict[str, Any], sections: dict[str, str]) -> None:
    text = compose(fields, sections)
    draft = read_draft(PATH, text.encode())
    assert draft.problems == ()
    told = {name: found for name, value in fields.items() if (found := tidy(value))}
    assert {entry.key: plain(entry.value) for entry in draft.front or ()} == told
    assert compose(told, sections) == text


@given(st.text(alphabet="#=-`~ \n\tab", max_size=40))
def test_a_section_never_grows_a_heading_of_the_first_two_levels(text: str) -> None:
    # In a list an author may have what headings they like; the checks speak of those.
    assume(not re.search(r"^[ \t]*-([ \t]|$)", text, re.MULTILINE))
    draft = read_draft(
        PATH, compose({"title": "T"}, {"The problem": text, "What was done": "Rang."}).encode()
    )
    assert [heading.text for heading in draft.body.headings if heading.level <= 2] == [
        *(["The problem"] if text.strip() else []),
        "What was done",
    ]


def tidy(value: Any) -> Any:
    """Return an answer as a file can hold it: one line each, and nothing empty."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, dict):
        return {name: found for name, item in value.items() if (found := tidy(item))}
    return [found for item in value if (found := tidy(item))]


def plain(value: Value | None) -> Any:
    """Return what was read without its places."""
    match value:
        case Scalar():
            return value.text
        case Sequence():
            return [plain(item) for item in value]
        case Mapping():
            return {entry.key: plain(entry.value) for entry in value}
    return None
