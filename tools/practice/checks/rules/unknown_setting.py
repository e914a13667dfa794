"""CS204: a setting that is not in the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.records import Record
from practice.checks.rule import Finding, record_rule
from practice.checks.terms import unknown_terms


@record_rule("CS204", "unknown-setting")
def unknown_setting(record: Record, context: Context) -> Iterator[Finding]:
    """Every setting is a term of the vocabulary, by its id."""
    return unknown_terms(record, context, "settings")
