"""The issue form for a case study, and the way back: the text of a filled form to a case study's
fields and sections.

The text comes from anybody. It is cut at the form's own labels and handed to
`practice.content.serializer.compose`; no part of it is ever run, taken for YAML or put into a command.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from practice.content.serializer import Value
from practice.content.yaml_writer import Node, yaml_text
from practice.forms.elements import element
from practice.forms.filled import answer, cut
from practice.forms.questions import FIXED, questions
from practice.model.vocabulary import Vocabularies

CASE_STUDY_FORM = ".github/ISSUE_TEMPLATE/case-study.yml"
_REMARK = """\
The questions of a case study as a form. Made by "practice host-files" from the schema and the vocabulary: change those.
When an editor puts the label "make a pull request" on a filled form, .github/workflows/case-study.yml does the rest."""
_WELCOME = """\
Share what your trust did, whether it worked or not. Leave out anything about a patient, and name nobody: people appear by
their role. What you do not know you may leave empty, or say "not reported". Everything you send here can be read by all."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a filled form holds, ready for `compose`."""

    fields: Mapping[str, Value]
    sections: Mapping[str, str]


def case_study_form(vocabularies: Vocabularies) -> str:
    """Return the issue form, as YAML."""
    body: list[Node] = [{"type": "markdown", "attributes": {"value": _WELCOME}}]
    body += [element(question) for question in questions(vocabularies)]
    form: dict[str, Node] = {
        "name": "Write up a piece of practice",
        "description": (
            "Tell other trusts what yours did. No git needed: the editors turn your answers into a"
            " page."
        ),
        "title": "Case study: ",
        "labels": ["case study"],
        "body": body,
    }
    return yaml_text(form, _REMARK)


def read(text: str, vocabularies: Vocabularies, today: datetime.date) -> Answers:
    """Return what a filled form says.

    Args:
        text: the body of the issue.
        vocabularies: the words with which the form was made.
        today: becomes the day of the last review.

    Raises:
        NotAForm: none, or not all, of the form's questions are in the text.
    """
    asked = questions(vocabularies)
    given = cut(text, asked)
    fields: dict[str, Value] = {**FIXED, "reviewed": today.isoformat()}
    sections: dict[str, str] = {}
    parts: dict[str, dict[str, str]] = {}
    for question in asked:
        written = given[question.id]
        if not question.field:
            sections[question.label] = written
        elif question.part:
            parts.setdefault(question.field, {})[question.part] = str(answer(question, written))
        else:
            fields[question.field] = answer(question, written)
    return Answers({**fields, **parts}, sections)
