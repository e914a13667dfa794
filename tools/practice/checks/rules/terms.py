"""Rules about terms of the vocabulary, the register of organisations and ids of case studies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from practice.checks.context import Context
from practice.checks.records import Answer, Record
from practice.checks.rule import Finding, Rule, record_rule, register
from practice.model.diagnostics import Severity
from practice.model.text import normalise, quote, sentences

_TERM_RULES = (
    ("CS201", "theme", "themes"),
    ("CS202", "community", "communities"),
    ("CS203", "topic", "topics"),
    ("CS204", "setting", "settings"),
)


def _unknown_terms(name: str, record: Record, context: Context) -> Iterator[Finding]:
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
        same = normalise(answer.text) in (normalise(term.id), normalise(term.label))
        message = (
            f"{quote(answer.text)} is written '{term.id}'."
            if same
            else f"{quote(answer.text)} is another word for '{term.id}'."
        )
        yield Finding(answer.place, message, sentences(f"Write {term.id}.", f"The list is {path}."))


for _code, _term, _vocabulary in _TERM_RULES:
    _demand = f"Every {_term} is a term of the vocabulary, by its id."
    _find = partial(_unknown_terms, _vocabulary)
    register(Rule(_code, f"unknown-{_term}", Severity.ERROR, _demand, "record", _find))


@record_rule("CS205", "unknown-organisation")
def unknown_organisation(record: Record, context: Context) -> Iterator[Finding]:
    """Every trust is in the register of organisations, by name, former name or ODS code."""
    path = context.path_of("organisations")
    if path in context.broken:
        return
    for answer in record.of_kind("organisation"):
        if context.vocabularies.organisations.find(answer.text) is None:
            meant = context.suggest("organisations", answer.text)
            suggestion = f"Did you mean '{meant}'?" if meant else ""
            message = f"{quote(answer.text)} is not in our register of organisations."
            yield Finding(
                answer.place,
                message,
                sentences(suggestion, f"The register is {path}; editors can add to it."),
            )


@record_rule("CS206", "repeated-term")
def repeated_term(record: Record, context: Context) -> Iterator[Finding]:
    """No list names the same thing twice."""
    first: dict[tuple[str, str], Answer] = {}
    for answer in record.answers:
        if answer.field.many and answer.field.kind in ("term", "organisation", "study"):
            before = first.setdefault((answer.field.name, _identity(answer, context)), answer)
            if before is not answer:
                also = (
                    ""
                    if before.text == answer.text
                    else f" is the same as {quote(before.text)} and"
                )
                message = (
                    f"{quote(answer.text)}{also} stands in '{answer.field.name}' already, on line"
                    f" {before.place.line}."
                )
                yield Finding(answer.place, message, "Delete one of the two.")


def _identity(answer: Answer, context: Context) -> str:
    if answer.field.kind == "organisation":
        found = context.vocabularies.organisations.find(answer.text)
        return found.id if found else answer.text
    return answer.text
