"""What the four rules about terms share: each looks up the words of one field in one vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.records import Record
from practice.checks.rule import Finding
from practice.model.messages import quote, sentences
from practice.model.vocabulary import fold


def unknown_terms(record: Record, context: Context, name: str) -> Iterator[Finding]:
    """Yield every word of the field `name` that is not the id of a term of that vocabulary."""
    vocabulary = context.vocabularies[name]
    path = context.path_of(name)
    if path in context.broken:
        return
    for answer in record.of_kind("term"):
        if answer.field.vocabulary != name or answer.text in vocabulary:
            continue
        term = vocabulary.find(answer.text)
        if term is None:
            meant = context.suggest(name, answer.text)
            suggestion = f"Did you mean '{meant}'?" if meant else ""
            yield Finding(
                answer.place,
                f"{quote(answer.text)} is not one of our {name}.",
                sentences(suggestion, f"The list is {path}."),
            )
            continue
        same = fold(answer.text) in (fold(term.id), fold(term.label))
        message = (
            f"{quote(answer.text)} is written '{term.id}'."
            if same
            else f"{quote(answer.text)} is another word for '{term.id}'."
        )
        yield Finding(answer.place, message, sentences(f"Write {term.id}.", f"The list is {path}."))
