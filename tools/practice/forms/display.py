"""Answers and the words to choose from, as lines of plain text."""

from __future__ import annotations

from practice.content.serializer import Value
from practice.model.schema import Choice
from practice.model.vocabulary import Vocabulary


def chosen(choices: tuple[Choice, ...], line: str) -> str:
    """Return the value of the choice whose number was typed, or an empty text."""
    return (
        choices[int(line) - 1].value if line.isdecimal() and 0 < int(line) <= len(choices) else ""
    )


def tree(vocabulary: Vocabulary) -> list[str]:
    """Return a line for each term with its meaning, narrower ones below theirs."""
    return [
        f"{'- ' * depth}{term.label} ({term.id}): {term.definition}"
        for depth, term in vocabulary.tree()
    ]


def shown(value: Value) -> str:
    """Return an answer in words, as short as it can be told."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return ", ".join(f"{name}: {text}" for name, text in value.items())
    return "; ".join(shown(item) for item in value)
