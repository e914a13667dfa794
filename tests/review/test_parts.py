"""The parts of a review by themselves: likeness and reading age on the real collection, and words
that must stay words.
"""

from __future__ import annotations

import contextlib
import json
import random
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from practice.advice.prose import reading_age, text_of
from practice.content.front_matter import read_drafts
from practice.model.diagnostics import Diagnostic, Place, Report, Severity
from practice.model.similarity import ALIKE, Alike, Likeness
from practice.project import Workspace
from practice.review.git import Span
from practice.review.reports import LIMIT, MARK, as_markdown, code, inert
from practice.review.review import Review, Reviewed
from practice.review.stored import NotAReview, as_json, read_json


@pytest.fixture(scope="module")
def texts(real: Workspace) -> dict[str, str]:
    return {draft.path: text_of(draft) for draft in read_drafts(real.root).studies}


def test_no_real_case_study_is_called_a_duplicate(texts: dict[str, str]) -> None:
    likeness = Likeness(texts)
    assert {path: likeness.like(path) for path in texts} == dict.fromkeys(texts, ())


def reworded(text: str, chance: random.Random, words: list[str]) -> str:
    """Return `text` with its sentences shuffled, a quarter of its words replaced and a twelfth left
    out.
    """
    sentences = re.split(r"(?<=[.!?])\s", text)
    chance.shuffle(sentences)
    kept = [word for word in " ".join(sentences).split() if chance.random() > 1 / 12]
    return " ".join(chance.choice(words) if chance.random() < 1 / 4 else word for word in kept)


def test_every_reworded_copy_is_found(texts: dict[str, str]) -> None:
    chance = random.Random(2026)
    words = sorted({word for text in texts.values() for word in text.split()})
    copies = {f"copy of {path}": reworded(text, chance, words) for path, text in texts.items()}
    found = {}
    for copy, text in copies.items():
        found[copy] = [alike.path for alike in Likeness({**texts, copy: text}).like(copy)]
    assert found == {f"copy of {path}": [path] for path in texts}
    assert ALIKE == 0.4


# Worked out by hand from the formula: letters, words and sentences of each text stand beside it.
@pytest.mark.parametrize(
    ("text", "age"),
    [
        (
            "The cat sat on the mat. " * 20,
            5,
        ),  # 17 letters, 6 words, 1 sentence: year -5.1, and nobody reads before five
        (
            "We asked people which words on this letter were hard to follow. " * 10,
            10,
        ),  # 51, 12, 1: year 4.6
        (
            "Commissioners acknowledged considerable organisational interdependencies necessitating"
            " comprehensive renegotiation. " * 15,
            51,
        ),
        ("Too short to tell anything at all.", None),
        ("A heading here\n" * 200, None),
        ("", None),
    ],
)
def test_reading_age(text: str, age: int | None) -> None:
    assert reading_age(text) == age


def test_the_real_collection_has_believable_ages(texts: dict[str, str]) -> None:
    ages = [reading_age(text) for text in texts.values()]
    assert all(age is not None and 9 <= age <= 20 for age in ages), sorted(map(str, ages))


WORDS = st.text(
    st.sampled_from(list("ab1 @#<>&[]()!*_`~|\\$:/.-+=\n\r\t\u202e\u2060{}\"'")) | st.characters(),
    max_size=60,
)


@given(WORDS)
def test_words_from_anybody_stay_words(text: str) -> None:
    shown = inert(text)
    tokens = (
        MarkdownIt("commonmark", {"html": True})
        .enable(["table", "strikethrough"])
        .parse(f"x {shown}")
    )
    inner = [child.type for token in tokens for child in token.children or []]
    assert set(inner) <= {"text", "text_special"}
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    said = "".join(child.content for token in tokens for child in token.children or [])
    assert not re.search(r"[@#]\w|\w://|GH-\d|www\.", said, re.IGNORECASE)
    alone = [
        token.type
        for token in MarkdownIt("commonmark", {"html": True}).enable(["table"]).parse(shown)
    ]
    assert set(alone) <= {"paragraph_open", "inline", "paragraph_close"}


@given(WORDS)
def test_code_stays_code(text: str) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).parse(f"x {code(text)}")
    assert [child.type for token in tokens for child in token.children or []] == [
        "text",
        "code_inline",
    ]


def study(number: int) -> Reviewed:
    return Reviewed(
        "added",
        f"case_studies/a/s{number}.md",
        f"s{number}",
        "T" * 90,
        themes=("leadership",),
        similar=(Alike("x.md", 0.75),),
    )


def problem(number: int, message: str = "Wrong.") -> Diagnostic:
    return Diagnostic(
        "CS101",
        "wrong",
        Severity.ERROR,
        Place(f"case_studies/a/s{number}.md", number + 1),
        message,
        "Mend it.\nSoon.",
    )


def test_a_huge_review_still_fits() -> None:
    report = Report.of((problem(number, "\\" * 5_000) for number in range(400)), 400)
    review = Review(
        Span("a", "b", "a..b"),
        tuple(map(study, range(400))),
        report,
        0,
        tuple(f"f{number}" for number in range(999)),
    )
    shown = as_markdown(review)
    assert len(shown) < 65_000
    assert shown.startswith(MARK)
    assert LIMIT < 65_536


def test_kept_and_read_again() -> None:
    review = Review(
        Span("a", "b", "a..b"),
        (study(1),),
        Report.of([problem(1)], 3),
        2,
        ("x.pdf",),
        ("tool.py",),
        {"x.md": "X"},
    )
    assert read_json(as_json(review)) == review


GOOD: dict[str, Any] = json.loads(
    as_json(
        Review(
            Span("a", "b", ""), (study(1),), Report.of([problem(1)], 1), 0, (), (), {"x.md": "X"}
        )
    )
)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 2}, "The review is not of version 1."),
        ({"studies": {}}, "'studies' in the review is not a list."),
        ({"studies": ["x"]}, "'change' in the review is not text."),
        (
            {"studies": [{**GOOD["studies"][0], "change": "stolen"}]},
            "A case study of the review has a change or a reading age that there is not.",
        ),
        (
            {"studies": [{**GOOD["studies"][0], "reading_age": True}]},
            "A case study of the review has a change or a reading age that there is not.",
        ),
        (
            {"studies": [{**GOOD["studies"][0], "similar": [1]}]},
            "'likeness' in the review is not a number.",
        ),
        (
            {"problems": [{**GOOD["problems"][0], "severity": "fun"}]},
            "A problem of the review is neither an error nor a warning.",
        ),
        (
            {"problems": [{**GOOD["problems"][0], "line": -1}]},
            "'line' in the review is not a number.",
        ),
        ({"mended": "1"}, "'mended' in the review is not a number."),
        ({"others": [None]}, "'An entry' in the review is not text."),
    ],
)
def test_other_forms_are_refused(change: dict[str, Any], said: str) -> None:
    with pytest.raises(NotAReview) as raised:
        read_json(json.dumps({**GOOD, **change}))
    assert str(raised.value) == said


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_anything_else_is_refused_and_nothing_breaks(anything: object) -> None:
    for key in GOOD:
        with contextlib.suppress(NotAReview):
            assert as_markdown(read_json(json.dumps({**GOOD, key: anything}))).startswith(MARK)
