"""What the browser is given is all that finding uses, in words that JavaScript reads alike."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from practice.checks.identifying import ALLOWABLE
from practice.checks.registry import TEXT_RULES
from practice.privacy import scanner
from practice.privacy.export import as_data
from practice.privacy.normalise import plain
from practice.privacy.patterns import PATTERNS
from practice.privacy.scanner import VALIDATORS, mobile

from .corpus import long_texts, read_corpus


def test_json_can_hold_all_of_it() -> None:
    data = as_data()
    told = json.loads(json.dumps(data))
    assert [pattern["code"] for pattern in told["patterns"]] == [
        pattern.code for pattern in PATTERNS
    ]
    assert {pattern["validator"] for pattern in told["patterns"]} == set(VALIDATORS)


def test_expressions_keep_to_what_both_languages_share() -> None:
    for pattern in PATTERNS:
        for expression in (
            pattern.regex,
            pattern.not_text,
            pattern.before,
            pattern.not_before,
            *pattern.sentence,
        ):
            # Look-behind, named groups, flags inside, possessive and atomic parts, classes that
            # differ, ends of lines.
            outside = re.sub(r"\\[^A-Za-z]|\[(?:\\.|[^\]])*\]", "x", expression)
            assert not re.search(r"\(\?(?![:=!])|[*+?}]\+|\\[A-Za-mo-z]", outside), expression
            assert not re.search(r"\\[swdSWD]", expression), expression
        assert re.compile(pattern.regex).groups == 1


def test_a_pattern_and_its_rule_agree() -> None:
    rules = {rule.code: (rule.name, rule.severity.value) for rule in TEXT_RULES}
    assert [(pattern.code, pattern.name, pattern.level) for pattern in PATTERNS] == [
        (pattern.code, *rules[pattern.code]) for pattern in PATTERNS
    ]
    assert set(ALLOWABLE) == {rule.code for rule in TEXT_RULES} - {"CS515", "CS516"}


def test_lines_that_need_a_word_have_it_wherever_something_is_found() -> None:
    # `needs` only makes finding quicker: with none, the same is found.
    # Tables aside: their cells are read by their headings too.
    texts = [
        scanner.in_paragraphs(plain(text.replace("|", ";"))[0])[0]
        for text in (*(case.text for case in read_corpus()), *long_texts(20))
    ]
    with_needs = [scanner.find(text) for text in texts]
    everywhere = tuple(scanner._compile(replace(pattern, needs=())) for pattern in PATTERNS)
    for text, expected in zip(texts, with_needs, strict=True):
        spans = {
            (one.pattern.code, start, end)
            for one in everywhere
            for start, end in scanner._spans(one, text, [(0, len(text))])
        }
        assert {(match.code, match.start, match.end) for match in expected} <= spans
        assert {(code, start) for code, start, _ in spans} <= {
            (match.code, match.start) for match in expected
        } | {
            (code, start)
            for code, start, end in spans
            for match in expected
            if start < match.end and match.start < end
        }


def test_the_exported_form_of_a_mobile_number_is_that_of_the_library() -> None:
    told = as_data()["mobile"]
    assert isinstance(told, list)
    form = re.compile("|".join(f"(?:{one})" for one in told))
    # One number of each thousand that begins with 7.
    numbers = [f"7{number:05}{number % 10_000:04}" for number in range(0, 100_000, 37)]
    assert [
        number for number in numbers if bool(form.fullmatch(number)) != mobile(f"0{number}")
    ] == []
