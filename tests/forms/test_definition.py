"""One list of questions: every form asks all of them, in the same words, and none asks for more."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from docx import Document
from openpyxl import load_workbook

from checks.worlds import TODAY, words
from pages.world import town
from practice.checks.context import Context
from practice.forms import spreadsheet, word
from practice.forms.answers import Answers
from practice.forms.decap import Host, config
from practice.forms.definition import Question, parts, questions, steps
from practice.forms.issue_form import case_study_form
from practice.forms.terminal import Interview
from practice.model.schema import FIELDS, HEADINGS, Field, Heading
from practice.site.settings import Network
from practice.site.write_page import form_data

NOT_ASKED = {"origin", "supersedes", "status", "retired_because", "licence"}


def by_site() -> str:
    data = form_data(town(), Network(), {})
    asked = {ask for step in data["steps"] for ask in step["asks"]}
    fields = [field for field in data["fields"] if field["name"] in asked]
    return json.dumps([fields, data["headings"]], ensure_ascii=False)


def by_word() -> str:
    document = Document(io.BytesIO(word.make(words())))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def by_sheet() -> str:
    book = load_workbook(io.BytesIO(spreadsheet.make(words())))
    return "\n".join(str(cell.value) for cell in book["Case studies"][1])


def by_issue() -> str:
    return "\n".join(
        f"{element['attributes'].get('label')}\n{element['attributes'].get('description')}"
        for element in yaml.safe_load(case_study_form(words()))["body"]
    )


def by_decap() -> str:
    found: dict[str, Any] = yaml.safe_load(config(words(), Host("github", "net/exchange"), ["x"]))
    return json.dumps(found["collections"][0]["fields"], ensure_ascii=False)


class Silent:
    """Answers nothing; keeps what is said."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, text: str) -> None:
        self.said.append(text)

    def hear(self) -> str:
        return ""


def by_terminal() -> str:
    talk = Silent()
    interview = Interview(Answers(), Context.of(words(), TODAY), talk, lambda: "x.md")
    interview.run(questions())
    return "\n".join(talk.said)


@pytest.mark.parametrize(
    ("form", "left_out"),
    [
        (by_site, set()),
        (by_word, {"related"}),  # which needs a list of all case studies to choose from
        (by_sheet, {"related"}),
        (by_issue, {"related", "reviewed"}),  # the day is that of the issue
        (by_decap, {f"## {heading.text}" for heading in HEADINGS}),  # which has the file's own
        (by_terminal, set()),
    ],
)
def test_every_form_asks_every_question_in_the_same_words(
    form: Callable[[], str], left_out: set[str]
) -> None:
    asked = form()
    wanted = [question for question in questions() if question.name not in left_out]
    if form is not by_terminal:  # which asks for parts once the first is answered
        wanted += [part for question in wanted for part in parts(question.field)]
    # Where each part is asked for itself, the whole is no question.
    whole = {"cost", "contact"} if form in (by_word, by_sheet, by_issue) else set()
    missing = [one.name for one in wanted if one.text not in asked and one.name not in whole]
    assert missing == []


@pytest.mark.parametrize("form", [by_site, by_word, by_sheet, by_issue, by_terminal])
def test_nobody_is_asked_for_what_the_editors_set(form: Callable[[], str]) -> None:
    asked = form()
    for name in NOT_ASKED:
        assert f"\n{Question(next(f for f in FIELDS if f.name == name)).text}" not in f"\n{asked}"
    assert "practice import" not in asked


def test_every_field_and_heading_is_asked_once_in_the_order_of_the_steps() -> None:
    names = [question.name for question in questions()]
    assert names == [ask for step in steps() for ask in step.asks]
    assert set(names) == {field.name for field in FIELDS} - NOT_ASKED | {
        f"## {heading.text}" for heading in HEADINGS
    }
    assert len(set(names)) == len(names)


def test_what_is_needed_depends_on_who_writes() -> None:
    needed = {
        origin: {one.name for one in questions() if one.needed(origin)}
        for origin in ("contributed", "compiled")
    }
    assert needed["contributed"] ^ needed["compiled"] == {"contact", "trusts", "sources"}


def test_what_is_new_is_asked_after_what_stands_before_it_in_the_schema() -> None:
    fields = [
        Field("first", "text", "", ""),
        *FIELDS[:3],
        Field("colour", "text", "", ""),
        Field("shade", "text", "", ""),
        *FIELDS[3:],
    ]
    found = steps(fields, [*HEADINGS[:3], Heading("Weather", False, ""), *HEADINGS[3:]])
    assert found[0].asks[:7] == ("first", "title", "summary", "trusts", "colour", "shade", "place")
    story = found[2].asks
    assert story[story.index("## Weather") - 1] == "## What was done"


def test_a_field_that_is_gone_is_not_asked_for() -> None:
    assert [step.id for step in steps([FIELDS[0]], [])] == ["work"]


def test_every_question_that_is_needed_says_what_to_do_where_it_is_not_answered() -> None:
    asked = [*questions(), *(part for field in FIELDS for part in parts(field))]
    origins = ("contributed", "compiled")
    assert [
        question.name
        for question in asked
        if any(map(question.needed, origins)) != bool(question.asked.missing)
    ] == []
