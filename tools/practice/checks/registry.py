"""Every check by its code: the rules that reading keeps, those of `practice.checks.rules`, and
what advice is given on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import practice.checks.rules  # noqa: F401  its files register their rules
from practice.checks.context import Context
from practice.checks.records import Record
from practice.checks.references import Collection
from practice.checks.rule import About, Finding, Rule, registered
from practice.content.draft import READING_PROBLEMS, AdoptionsDraft, Draft
from practice.model.diagnostics import Severity


def _about(subject: About) -> tuple[Rule[Any], ...]:
    return tuple(rule for rule in registered() if rule.about == subject)


RECORD_RULES: tuple[Rule[Record], ...] = _about("record")
DRAFT_RULES: tuple[Rule[Draft], ...] = _about("draft")
TEXT_RULES: tuple[Rule[Draft | AdoptionsDraft], ...] = _about("text")
COLLECTION_RULES: tuple[Rule[Collection], ...] = _about("collection")


def _found_elsewhere(subject: object, context: Context) -> Iterator[Finding]:
    return iter(())


READING_RULES: tuple[Rule[object], ...] = tuple(
    Rule(code, name, Severity.ERROR, demand, "reading", _found_elsewhere)
    for name, (code, demand) in READING_PROBLEMS.items()
)
"""Kept by reading, which reports the breaches itself: here so that they are explained and listed
like all others.
"""

RULES: tuple[Rule[Any], ...] = tuple(
    sorted((*READING_RULES, *registered()), key=lambda rule: rule.code)
)
"""All rules, in the order of their codes."""

ADVICE: tuple[Rule[object], ...] = tuple(
    Rule(code, name, Severity.ADVICE, demand, "advice", _found_elsewhere)
    for code, name, demand in (
        ("CS601", "long-sentence", "No sentence has more than 25 words."),
        ("CS602", "hard-to-read", "A reader of twelve years can follow the text."),
        (
            "CS603",
            "unexplained-short-form",
            "Every short form is spelled out where it first stands.",
        ),
        ("CS604", "other-word", "What has a word in full in our vocabularies is called by it."),
        (
            "CS605",
            "near-duplicate",
            "No two case studies tell of the same work unless one names the other.",
        ),
        ("CS606", "plainer-word", "What a word of every day can say is said with it."),
    )
)
"""What `practice.advice` looks for when it is asked: no rules, as nobody has to keep them, but
explained and listed like them.
"""

CHECKS: tuple[Rule[Any], ...] = (*RULES, *ADVICE)
"""Everything that has a code, a name and a page, in the order of the codes."""
