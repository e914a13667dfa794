"""CS206: the same term, trust or case study named twice in one list."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.records import Answer, Record
from practice.checks.rule import Finding, record_rule
from practice.model.messages import quote


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
