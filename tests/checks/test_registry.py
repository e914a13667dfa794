"""Every rule registers itself, keeps its code for ever, and says what it demands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from practice.checks.registry import ADVICE, CHECKS, READING_RULES, RULES
from practice.checks.rule import Rule, register, registered
from practice.content.draft import READING_PROBLEMS

CODES = Path(__file__).with_name("golden") / "codes.tsv"


def test_codes_names_and_severities_stay_for_ever() -> None:
    """A release adds the new checks to codes.tsv; no line of it is ever changed or taken out."""
    now = {f"{rule.code}\t{rule.name}\t{rule.severity.value}" for rule in CHECKS}
    assert [
        line for line in CODES.read_text(encoding="utf-8").splitlines() if line not in now
    ] == []


def test_all_rules_are_registered_and_the_families_of_codes_are_kept() -> None:
    assert {rule.code for rule in RULES} == {
        *(rule.code for rule in registered()),
        *(rule.code for rule in READING_RULES),
    }
    assert all(re.fullmatch(r"CS[0-5]\d\d", rule.code) for rule in RULES)
    assert all(re.fullmatch(r"CS6\d\d", advice.code) for advice in ADVICE)
    assert len({check.name for check in CHECKS}) == len(CHECKS)


def test_a_code_is_given_once() -> None:
    taken = RULES[-1]
    with pytest.raises(ValueError, match=f"{taken.code} is the code of {taken.name} already"):
        register(Rule(taken.code, "another", taken.severity, "", "text", taken.find))


def test_every_check_says_in_a_sentence_what_should_hold() -> None:
    assert [
        rule.code for rule in CHECKS if not re.fullmatch(r"[A-Z].{10,110}\.", rule.demand)
    ] == []


def test_what_reading_finds_is_registered_under_the_same_code() -> None:
    assert {rule.name: (rule.code, rule.demand) for rule in READING_RULES} == READING_PROBLEMS
