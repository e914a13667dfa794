"""Rules about what may identify a person, in the text of a file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from practice.checks.context import Context
from practice.checks.identifying import (
    ALLOWABLE,
    exemptions,
    found_on,
    holds,
    identified,
    is_allowed,
    place_of,
    small_counts,
)
from practice.checks.rule import Finding, Rule, register, text_rule
from practice.content.draft import AdoptionsDraft, Draft
from practice.model.diagnostics import Severity, did_you_mean
from practice.model.text import quote
from practice.privacy.small_counts import LARGEST, SMALLEST

# Kept by the patterns of practice.privacy: a row each, since they differ in nothing else.
_PATTERN_RULES = (
    ("CS501", "nhs-number", Severity.ERROR, "No patient's NHS number is in the file."),
    (
        "CS502",
        "national-insurance-number",
        Severity.ERROR,
        "Nobody's National Insurance number is in the file.",
    ),
    ("CS503", "date-of-birth", Severity.ERROR, "Nobody's date of birth is in the file."),
    ("CS504", "home-postcode", Severity.ERROR, "Nobody's home is given by its postcode."),
    ("CS505", "full-postcode", Severity.WARNING, "Every full postcode is an organisation's."),
    ("CS506", "private-email", Severity.ERROR, "Every mailbox belongs to an organisation."),
    ("CS507", "named-email", Severity.WARNING, "Every mailbox is one that several people read."),
    ("CS508", "mobile-number", Severity.ERROR, "Nobody's mobile number is in the file."),
    ("CS509", "hospital-number", Severity.ERROR, "The number of nobody's record is in the file."),
    ("CS510", "named-person", Severity.WARNING, "People appear by their role, not by their name."),
    (
        "CS511",
        "age-place-and-date",
        Severity.WARNING,
        "No one person's age stands together with a place and a date.",
    ),
)


def _found_by_patterns(
    code: str, draft: Draft | AdoptionsDraft, context: Context
) -> Iterator[Finding]:
    return identified(draft, code)


for _code, _name, _severity, _demand in _PATTERN_RULES:
    register(Rule(_code, _name, _severity, _demand, "text", partial(_found_by_patterns, _code)))


@text_rule("CS512", "small-count", Severity.WARNING)
def small_count(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """No figure counts so few people that one of them could be recognised."""
    hint = (
        f"Write 'fewer than {LARGEST + 1}', or put groups together. If it counts no patients, or is"
        " public already, allow this line."
    )
    for place, figure in small_counts(draft):
        if not is_allowed(draft, "CS512", place.line):
            yield Finding(
                place,
                f"'{figure}' counts from {SMALLEST} to {LARGEST} people, who may be recognised.",
                hint,
            )


@text_rule("CS515", "bad-exception")
def bad_exception(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """Every exception names a check about people's privacy and says why it is right here."""
    for one in exemptions(draft):
        if not one.check:
            yield Finding(
                place_of(draft, one),
                f"{quote(one.words)} is no exception.",
                "Write: practice: allow CS505 because ...",
            )
        elif one.check.upper() not in ALLOWABLE and one.check not in ALLOWABLE.values():
            names = [*ALLOWABLE, *ALLOWABLE.values()]
            hint = (
                did_you_mean(one.check, names)
                or f"The checks are {min(ALLOWABLE)} to {max(ALLOWABLE)}."
            )
            yield Finding(
                place_of(draft, one), f"{quote(one.check)} is no check that can be set aside.", hint
            )
        elif not one.reason:
            hint = f"Say why, for whoever reviews it: practice: allow {one.check} because ..."
            yield Finding(
                place_of(draft, one), f"The exception for {one.check} gives no reason.", hint
            )


@text_rule("CS516", "unused-exception", Severity.WARNING)
def unused_exception(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """Every exception stands on the line, or right above the line, that needs it."""
    for one in exemptions(draft):
        if holds(one) and not any(holds(one, code) for code in found_on(draft, one.holds_for)):
            hint = (
                "Take it out, or put it at the end of the line it speaks of, or alone on the line"
                " above."
            )
            yield Finding(
                place_of(draft, one),
                f"Nothing on line {one.holds_for} needs the exception for {one.check}.",
                hint,
            )
