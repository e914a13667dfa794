"""CS203: a topic that is not in the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.records import Record
from practice.checks.rule import Finding, record_rule
from practice.checks.terms import unknown_terms


@record_rule("CS203", "unknown-topic")
def unknown_topic(record: Record, context: Context) -> Iterator[Finding]:
    """Every topic is a term of the vocabulary, by its id."""
    return unknown_terms(record, context, "topics")
