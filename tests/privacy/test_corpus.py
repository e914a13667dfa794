"""What is found in each line of the corpus, and nothing else."""

from __future__ import annotations

import pytest

from practice.privacy.scanner import find

from .corpus import Case, read_corpus

CORPUS = read_corpus()


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: f"{case.about}: {case.text}"[:80])
def test_what_is_marked_is_found_and_nothing_else(case: Case) -> None:
    assert tuple((match.code, match.text) for match in find(case.text)) == case.found


def test_the_corpus_has_true_and_false_cases_of_every_pattern() -> None:
    assert len(CORPUS) >= 250
    assert {code for case in CORPUS for code, _ in case.found} == {
        f"CS5{number:02}" for number in range(1, 12)
    }
    assert sum(not case.found for case in CORPUS) >= 100
