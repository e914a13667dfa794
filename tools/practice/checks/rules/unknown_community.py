"""CS202: a community that is not in the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.records import Record
from practice.checks.rule import Finding, record_rule
from practice.checks.terms import unknown_terms


@record_rule("CS202", "unknown-community")
def unknown_community(record: Record, context: Context) -> Iterator[Finding]:
    """Every community is a term of the vocabulary, by its id."""
    return unknown_terms(record, context, "communities")
