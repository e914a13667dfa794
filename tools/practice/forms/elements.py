"""Questions as an issue form."""

from __future__ import annotations

from collections.abc import Iterable

from practice.content.yaml_writer import Node, yaml_text
from practice.forms.questions import Question

REMARK = 'Made by "practice host-files": change tools/practice/hosting instead.'


def element(question: Question) -> Node:
    """Return `question` as the code host wants it."""
    attributes: dict[str, Node] = {"label": question.label, "description": question.help}
    if question.options:
        attributes |= {
            "multiple": question.shape == "some-of",
            "options": [shown for shown, _ in question.options],
        }
    elif question.placeholder:
        attributes["placeholder"] = question.placeholder
    kind = {"line": "input", "one-of": "dropdown", "some-of": "dropdown"}.get(
        question.shape, "textarea"
    )
    return {
        "type": kind,
        "id": question.id,
        "attributes": attributes,
        "validations": {"required": question.needed},
    }


def short_form(
    name: str, description: str, title: str, label: str, asked: Iterable[Question]
) -> str:
    """Return the form that asks these questions, as YAML; `label` is put on every issue made with
    it.
    """
    form: dict[str, Node] = {
        "name": name,
        "description": description,
        "title": title,
        "labels": [label],
    }
    return yaml_text({**form, "body": [element(question) for question in asked]}, REMARK)
