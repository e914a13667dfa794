"""The issue form: every question of the schema is in it, and what is filled in comes back as it was
meant.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from building import write_network
from practice.content.front_matter import read_draft
from practice.content.serializer import compose, one_line
from practice.content.vocabulary_files import read_vocabularies
from practice.forms import definition
from practice.forms.issue_form import (
    NO_ANSWER,
    NotAForm,
    case_study_elements,
    case_study_form,
    read_case_study,
)
from practice.model.schema import FIELDS, HEADINGS, Field
from practice.model.vocabulary import Vocabularies
from practice.project import open_workspace

from .forms import filled_form

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Vocabularies:
    return read_vocabularies(write_network(tmp_path_factory.mktemp("network")))[0]


def filled(words: Vocabularies, answers: Mapping[str, str]) -> str:
    """Return the text of an issue as the code host makes it of the form for a case study."""
    return filled_form(case_study_elements(words), answers)


ANSWERS = {
    "title": "A receptionist: who speaks Bengali",
    "summary": "She told people how long\nthey would wait.",
    "trusts": "Haringey Teaching PCT\n- Luton PCT\n",
    "partners": "A mosque, and its women's group\nThe council",
    "themes": "Leadership, Service improvement",
    "communities": "Bangladeshi",
    "topics": "Queues and waiting, Diabetes",
    "started": "about 2005",
    "stage": "Running: In use when last reported.",
    "outcome": "Worked: A result in its favour is reported.",
    "evidence": "Counted: Figures on reach or activity, but nothing to compare them with.",
    "measures": """\
name: People who left
kind: outcome
baseline: 43
result: almost 12
unit: per cent

name: Talks
kind: process
result: 9
unit: talks
note: Counted by hand,
  every week.""",
    "cost-setup": "4,000 pounds",
    "staff_time": "role: Receptionist\namount: 2 days a week",
    "contact-role": "Clinic manager",
    "contact-email": "clinic@trust.example",
    "section-1": "People left.\n\n### The problem\n\nAnd more: # of people\n# A heading",
    "section-3": "We asked.\n\n- one\n- two",
    "section-4": "Fewer left.",
    "section-5": "Ask early.",
}
FILE = """\
---
title: "A receptionist: who speaks Bengali"
summary: She told people how long they would wait.
trusts: [Haringey Teaching PCT, Luton PCT]
partners:
  - A mosque, and its women's group
  - The council
themes: [leadership, service-improvement]
communities: [bangladeshi]
topics: [queues, diabetes]
started: about 2005
stage: running
outcome: worked
evidence: counted
measures:
  - name: People who left
    kind: outcome
    baseline: 43
    result: almost 12
    unit: per cent
  - name: Talks
    kind: process
    result: 9
    unit: talks
    note: Counted by hand, every week.
cost:
  setup: 4,000 pounds
staff_time:
  - role: Receptionist
    amount: 2 days a week
origin: contributed
contact:
  role: Clinic manager
  email: "clinic@trust.example"
reviewed: 2026-11-23
---

## The problem

People left.

### The problem

And more: # of people
### A heading

## What was done

We asked.

- one
- two

## What happened

Fewer left.

## What was learned

Ask early.
"""


def test_a_filled_form_becomes_a_file_that_passes_every_check(
    words: Vocabularies, tmp_path: Path
) -> None:
    answers = read_case_study(filled(words, ANSWERS).replace("\n", "\r\n"), words, TODAY)
    assert compose(answers.fields, answers.sections) == FILE
    root = write_network(tmp_path)
    (root / "case_studies" / "haringey-pct" / "new.md").write_text(FILE, encoding="utf-8")
    assert open_workspace(root, TODAY, processes=1).report.diagnostics == ()


def test_every_field_and_heading_is_asked_or_known(words: Vocabularies) -> None:
    asked = [element.question for element in case_study_elements(words) if element.question]
    # "related" needs a list of all case studies to choose from; the others are set already.
    assert {question.field.name for question in asked} == {
        question.name for question in definition.questions()
    } - {"related", "reviewed"}
    assert {question.section for question in asked} - {""} == {heading.text for heading in HEADINGS}
    labels = [question.text for question in asked]
    assert sorted(set(labels)) == sorted(labels)


def test_a_field_added_to_the_schema_is_in_the_form_and_comes_back(
    words: Vocabularies, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = Field("weather", "text", "What it was like.", "weather: Rain", "yes", max_length=50)
    monkeypatch.setattr(definition, "FIELDS", (*FIELDS, added))
    form: dict[str, Any] = yaml.safe_load(case_study_form(words))
    assert [element for element in form["body"] if element.get("id") == "weather"] == [
        {
            "type": "input",
            "id": "weather",
            "attributes": {
                "label": "Weather",
                "description": "What it was like.",
                "placeholder": "Rain",
            },
            "validations": {"required": True},
        }
    ]
    assert (
        read_case_study(filled(words, {**ANSWERS, "weather": "Sun"}), words, TODAY).fields[
            "weather"
        ]
        == "Sun"
    )


def test_the_form_of_the_real_vocabulary_offers_every_term_once(project: Path) -> None:
    words = read_vocabularies(project)[0]
    for question in case_study_elements(words):
        shown = [text for text, _ in question.options]
        assert sorted(set(shown)) == sorted(shown)
        assert "None" not in shown  # the code host keeps that word for itself
    chosen = {
        question.id: ", ".join(text for text, _ in question.options)
        for question in case_study_elements(words)
        if question.shape == "some-of"
    }
    fields = read_case_study(filled(words, chosen), words, TODAY).fields
    for name in ("themes", "communities", "topics", "settings"):
        assert fields[name] == [term.id for _, term in words[name].tree()]


@pytest.mark.parametrize("text", ["", "Hello.", "### Title\n\nx", "### title\n\nx"])
def test_what_is_no_form_is_refused(words: Vocabularies, text: str) -> None:
    with pytest.raises(NotAForm, match="is not in the text"):
        read_case_study(text, words, TODAY)


def test_an_option_of_an_older_form_is_kept_for_the_checks_to_speak_of(words: Vocabularies) -> None:
    fields = read_case_study(
        filled(words, {**ANSWERS, "themes": "Gone, Leadership", "stage": "Gone", "topics": "None"}),
        words,
        TODAY,
    ).fields
    assert (fields["themes"], fields["stage"], fields.get("topics")) == (
        ["Gone", "leadership"],
        "Gone",
        None,
    )


SIGNS = st.text(
    st.sampled_from(list("ab :#-'\"[]{}&*!|>%@`$();\\\n\r\t\u2028")) | st.characters(codec="utf-8"),
    max_size=80,
)


@given(st.data())
def test_no_answer_gets_out_of_its_field(words: Vocabularies, data: st.DataObject) -> None:
    free = [
        (element, element.question)
        for element in case_study_elements(words)
        if element.shape in ("line", "text") and element.question and not element.question.section
    ]
    given_answers = {
        element.id: data.draw(SIGNS)
        for element, _ in data.draw(st.lists(st.sampled_from(free), max_size=4, unique=True))
    }
    # Only the words of a label itself, on a line of its own, can move where an answer ends.
    text = filled(words, given_answers)
    answers = read_case_study(text, words, TODAY)
    front = read_draft("x.md", compose(answers.fields, answers.sections).encode()).front
    assert front is not None
    assert front.text("origin") == "contributed"
    for element, question in free:
        wanted = one_line(given_answers.get(element.id, "").strip("\n "))
        if question.part:
            part = front.get(question.field.name)
            found = part.text(question.part.name) if part else ""  # type: ignore[union-attr]
        else:
            found = front.text(question.name)
        assert found == _read(wanted)


def _read(text: str) -> str:
    return "" if text == NO_ANSWER else text.strip()
