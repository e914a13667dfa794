"""Answers given, kept, read back, judged; and where the file goes."""

from __future__ import annotations

import json

import pytest

from checks.worlds import TODAY, words
from practice.checks.context import Context
from practice.content.serializer import Value
from practice.forms.answers import Answers, NotAnswers, problems_of, read_answers, set_answer

CONTEXT = Context.of(words(), TODAY)
PATH = "case_studies/luton-pct/calls.md"


YAML = """\
title: Calls
started: July 2005
topics: [waiting times, quues]
stage: Usual practice
contact: {role: Lead, email: mailto:calls@trust.example}
measures:
  - name: Women rung
    kind: Process
    result: Not reported
staff_time: not reported
colour: blue
The problem: They waited.
sections:
  what was done: They were rung.
"""


def test_answers_are_read_as_every_door_reads_them() -> None:
    answers = read_answers(YAML, words())
    assert answers.fields == {
        "title": "Calls",
        "started": "2005-07",
        "topics": ["queues", "quues"],
        "stage": "embedded",
        "contact": {"role": "Lead", "email": "calls@trust.example"},
        "measures": [{"name": "Women rung", "kind": "process", "result": "not-reported"}],
        "staff_time": "not-reported",
        "colour": "blue",
    }
    assert answers.sections == {"The problem": "They waited.", "What was done": "They were rung."}


def test_kept_answers_are_read_back() -> None:
    answers = read_answers(YAML, words())
    assert json.loads(answers.as_json())["title"] == "Calls"
    assert read_answers(answers.as_json(), words()) == answers


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a: b: c",
            (
                "line 1: This is not well-formed YAML: mapping values are not allowed in this"
                " context. A colon with a space after it starts a new field. Put the whole text in"
                ' quotes: "...".'
            ),
        ),
        ("- a", "a list of answers is wanted, each written 'name: answer'."),
        (
            "title: a\ntitle: b",
            "line 2: 'title' is given twice; the first time on line 1. Keep one of the two.",
        ),
    ],
)
def test_what_is_no_list_of_answers_is_refused(text: str, message: str) -> None:
    with pytest.raises(NotAnswers) as caught:
        read_answers(text, words())
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("given", "fields", "sections"),
    [
        (["title=A = B"], {"title": "A = B"}, {}),
        (["topics=queues", "topics=blood sugar"], {"topics": ["queues", "diabetes"]}, {}),
        (
            ["contact.role=Lead", "contact.email=a@b.example"],
            {"contact": {"role": "Lead", "email": "a@b.example"}},
            {},
        ),
        (["the problem=Waiting."], {}, {"The problem": "Waiting."}),
        (
            ["cost=not reported", "staff_time=Not reported"],
            {"cost": "not-reported", "staff_time": "not-reported"},
            {},
        ),
        (["title=A", "title="], {}, {}),
    ],
)
def test_one_answer_at_a_time(
    given: list[str], fields: dict[str, Value], sections: dict[str, str]
) -> None:
    answers = Answers()
    for assignment in given:
        set_answer(answers, assignment, words())
    assert answers == Answers(fields, sections)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("title", "'title' is not of the form NAME=ANSWER."),
        ("titel=A", "There is no question 'titel'. Did you mean 'title'?"),
        ("contact.mail=A", "There is no question 'contact.mail'. Did you mean 'contact.email'?"),
        ("measures=5", "'measures' has parts. Put it into a file and give that: --answers FILE"),
        ("contact=A", "'contact' has parts. Put it into a file and give that: --answers FILE"),
        ("measures.name=A", "There is no question 'measures.name'. Did you mean 'measures'?"),
    ],
)
def test_what_is_no_answer_is_refused(given: str, message: str) -> None:
    with pytest.raises(NotAnswers) as caught:
        set_answer(Answers(), given, words())
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("title", "A plain title", []),
        ("title", "x" * 95, ["too-long"]),
        ("topics", ["queues", "quues"], ["unknown-topic"]),
        ("started", "2031", ["future-date"]),
        ("ended", "2001", ["ended-before-started"]),
        (
            "measures",
            [{"name": "Calls", "kind": "process", "result": "many"}],
            ["missing-field", "wrong-type"],
        ),
        ("contact", {"role": "Lead", "email": "a@gmail.com"}, ["private-email"]),
        ("reviewed", "2020-01-01", ["review-overdue"]),
        (
            "## The problem",
            "Her number is 943 476 5919.\n\n#### Too deep",
            ["heading-level-skipped", "nhs-number"],
        ),
        ("## Our setting", "Luton.", []),
    ],
)
def test_an_answer_is_judged_alone_and_at_once(name: str, value: Value, found: list[str]) -> None:
    answers = Answers({"started": "2005", "origin": "contributed"})
    answers.give(name, value)
    assert [problem.name for problem in problems_of(answers, name, PATH, CONTEXT)] == found
