"""The registry holds every rule there is, each once, and each says what it demands."""

from __future__ import annotations

import importlib
import pkgutil
import re

from practice.checks import rules
from practice.checks.registry import ADVICE, CHECKS, READING_RULES, RULES
from practice.checks.rule import Rule
from practice.content.problems import READING_PROBLEMS


def test_every_module_of_rules_holds_one_rule_of_its_name_and_all_are_registered() -> None:
    modules = [
        importlib.import_module(f"{rules.__name__}.{module.name}")
        for module in pkgutil.iter_modules(rules.__path__)
    ]
    found = {
        module.__name__.rpartition(".")[2]: [
            rule for rule in vars(module).values() if isinstance(rule, Rule)
        ]
        for module in modules
    }
    assert {name: [rule.name for rule in held] for name, held in found.items()} == {
        name: [name.replace("_", "-")] for name in found
    }
    assert {id(rule) for held in found.values() for rule in held} == {
        id(rule) for rule in RULES if rule not in READING_RULES
    }


def test_codes_and_names_are_unique_and_in_order() -> None:
    codes = [check.code for check in CHECKS]
    assert codes == sorted(set(codes))
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    assert all(re.fullmatch(r"CS[0-5]\d\d", rule.code) for rule in RULES)
    assert all(re.fullmatch(r"CS6\d\d", advice.code) for advice in ADVICE)


def test_every_check_says_in_a_sentence_what_should_hold() -> None:
    assert [
        rule.code for rule in CHECKS if not re.fullmatch(r"[A-Z].{10,110}\.", rule.demand)
    ] == []


def test_what_reading_finds_is_registered_under_the_same_code() -> None:
    assert {rule.name: (rule.code, rule.demand) for rule in READING_RULES} == READING_PROBLEMS
