"""What text becomes in the index."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.search import analysis


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Interpreting services", [("interpret", 0), ("servic", 1)]),
        ("the point of care", [("point", 1), ("care", 3)]),
        ("Women's café", [("women", 0), ("cafe", 1)]),
        ("trusts’ O’Brien don't", [("trust", 0), ("obrien", 1), ("dont", 2)]),
        ("co-production", [("co", 0), ("coproduct", 0), ("product", 1)]),
        ("2005/06", [("2005/06", 0), ("2005", 0)]),
        ("2005–2006", [("2005/06", 0), ("2005", 0), ("2006", 0)]),
        ("13.6% of 1,000", [("13.6", 0), ("1000", 2)]),
        ("A&E, R&D", [("a&e", 0), ("r&d", 1)]),
        ("N.H.S. number", [("nh", 0), ("number", 1)]),
        ("and/or", []),
        ("how can we do this?", []),
        ("Out of hours: under fives", [("out", 0), ("hour", 2), ("under", 3), ("five", 4)]),
        ("end.Start", [("end", 0), ("start", 1)]),
        ("🙂 -- '", []),
        ("हिन्दी", [("हिनदी", 0)]),
        ("e\u0301cole", [("ecol", 0)]),
        ("\u0301", []),
    ],
)
def test_terms(text: str, terms: list[tuple[str, int]]) -> None:
    assert analysis.terms(text) == terms


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organisation", "organization"),
        ("immunised", "immunized"),
        ("analysing", "analyzing"),
        ("paediatrics", "pediatrics"),
        ("anaemia", "anemia"),
        ("haemoglobin", "hemoglobin"),
        ("oedema", "edema"),
        ("gynaecology", "gynecology"),
        ("diarrhoea", "diarrhea"),
        ("centres", "centers"),
        ("behavioural", "behavioral"),
        ("neighbourhood", "neighborhood"),
        ("counselling", "counseling"),
        ("Travellers", "travelers"),
        ("programme", "program"),
    ],
)
def test_both_spellings_are_one_term(british: str, american: str) -> None:
    assert analysis.terms(british) == analysis.terms(american)


def test_words_that_only_look_so_stay_apart() -> None:
    apart = [
        "hour",
        "four",
        "tour",
        "poem",
        "aerial",
        "metric",
        "organ",
        "organise",
        "size",
        "size's",
        "centred",
        "central",
        "poet",
    ]
    assert [analysis.terms(word)[0][0] for word in apart] == [
        "hour", "four", "tour", "poem", "aerial", "metric", "organ", "organis", "size", "size",
        "center", "central", "poet",
    ]  # fmt: skip


@given(st.text())
def test_any_text_has_words_in_their_places(text: str) -> None:
    before = 0
    for word, position, start, end in analysis.words(text):
        assert word
        assert 0 <= start < end <= len(text)
        assert position >= before
        before = position


def test_a_very_long_word_is_cut() -> None:
    assert analysis.terms("x" * 10_000) == [("x" * analysis.LONGEST_WORD, 0)]
