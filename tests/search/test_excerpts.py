"""The passage shown, and where the hits are in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.search import Excerpt, Request, Thesaurus, search
from practice.search.ranking import Marks
from practice.search.snippets import excerpt

from .builders import document, index_of

LONG = "Nothing here to see at all. " * 20


def marked(passage: Excerpt) -> str:
    """Return the passage with its hits in brackets."""
    text = passage.text
    for start, end in reversed(passage.hits):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("query", "body", "expected"),
    [
        (
            "interpreter",
            "We trained interpreters.\n\nInterpreting  helps.",
            "We trained [interpreters]. [Interpreting] helps.",
        ),
        ('"language line"', "language; the language line", "language; the [language line]"),
        ("interp*", "Misinterpret or interpret", "Misinterpret or [interpret]"),
        ("translation", "language support, not language", "[language support], not language"),
        ("co-production", "by co-production", "by [co-production]"),
        ("women", "the women's group", "the [women's] group"),
        ("nothing", "", ""),
    ],
)
def test_marked(query: str, body: str, expected: str) -> None:
    thesaurus = Thesaurus((("translation", "language support"),))
    with index_of(document("a", "interpreter nothing", body)) as index:
        (hit,) = search(index, Request(query, thesaurus=thesaurus)).hits
    assert marked(hit.excerpt) == expected


def test_the_best_passage_of_a_long_text() -> None:
    body = f"{LONG}A clinic. {LONG}The nurse in the clinic met families. {LONG}"
    passage = excerpt(body, Marks(frozenset({"clinic", "nurs"}), (), ()))
    assert "[nurse] in the [clinic]" in marked(passage)
    assert passage.text.startswith("…The nurse")
    assert passage.text.endswith("…")
    assert len(passage.text) <= 202


def test_without_a_hit_the_beginning_or_the_summary_is_shown() -> None:
    passage = excerpt(LONG, Marks(frozenset(), (), ()), 60)
    assert passage == Excerpt("Nothing here to see at all. Nothing here to see at all.…", ())
    with index_of(
        document("a", "clinic", "body text", summary="In short"),
        document("b", "clinic", "body text"),
    ) as index:
        assert [hit.excerpt.text for hit in search(index, Request("clinic")).hits] == [
            "body text",
            "In short",
        ]


@given(st.text(alphabet="ab é\n.-'🙂", max_size=300), st.integers(1, 40))
def test_hits_lie_inside_on_words(text: str, width: int) -> None:
    passage = excerpt(
        text, Marks(frozenset({"a", "b", "ab"}), ((("a", 0), ("b", 1)),), ("ba",)), width
    )
    end_before = 0
    for start, end in passage.hits:
        assert end_before <= start < end <= len(passage.text)
        end_before = end
    assert passage.text.strip("…") in " ".join(text.split())
