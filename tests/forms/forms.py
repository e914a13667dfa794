"""Filled forms, as the code host writes them into an issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from practice.forms.filled import NO_ANSWER
from practice.forms.questions import Question


def filled_form(asked: Iterable[Question], answers: Mapping[str, str]) -> str:
    """Return the text of an issue made with the form that asks these questions; `answers` are by
    the id of the question.
    """
    return "\n\n".join(
        f"### {question.label}\n\n{answers.get(question.id) or NO_ANSWER}" for question in asked
    )
