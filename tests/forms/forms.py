"""Filled forms, as the code host writes them into an issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from practice.forms.issue_form import NO_ANSWER, Element


def filled_form(elements: Iterable[Element], answers: Mapping[str, str]) -> str:
    """Return the text of an issue made with the form that asks these questions; `answers` are by
    the id of the question.
    """
    return "\n\n".join(
        f"### {element.label}\n\n{answers.get(element.id) or NO_ANSWER}" for element in elements
    )
