"""What a reader reads as an identifier is found, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.privacy.normalise import plain, written_at
from practice.privacy.scanner import find, with_finds_covered

from .corpus import DISGUISES, disguised, read_corpus


@pytest.mark.parametrize("name", DISGUISES)
def test_no_disguise_hides_what_is_found(name: str) -> None:
    """The words found are those of the author's text, and a report covers all of them."""
    for way, case, text in disguised():
        if way == name:
            found = find(text)
            assert [match.code for match in found] == [code for code, _ in case.found], text
            assert [plain(match.text)[0] for match in found] == [
                plain(words)[0] for _, words in case.found
            ]
            assert find(with_finds_covered(text)) == [], text


@pytest.mark.parametrize("name", DISGUISES)
def test_no_disguise_makes_a_find_of_what_is_none(name: str) -> None:
    for case in read_corpus():
        if not case.found:
            assert find(DISGUISES[name](case.text)) == []


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("Born.\n\nNHS number 943\u00a0476\u00a05919.", 3, 12, "943\u00a0476\u00a05919"),
        ("&nbsp;&nbsp;NHS number 943&nbsp;476&#160;5919", 1, 24, "943&nbsp;476&#160;5919"),
        ("Her\u200b NHS number: \u200b943\u00ad4765919.", 1, 19, "943\u00ad4765919"),
        ("Number 943 476\n  59&#49;9", 1, 8, "943 476\n  59&#49;9"),
    ],
)
def test_the_place_is_that_in_the_text_as_written(
    text: str, line: int, column: int, words: str
) -> None:
    (match,) = find(text)
    assert (match.line, match.column, match.text) == (line, column, words)


@given(st.text(st.characters() | st.sampled_from("&#;x160nbsp \u00a0\u200b\uff10")))
def test_every_place_leads_back(text: str) -> None:
    shown, joints = plain(text)
    places = [written_at(place, joints) for place in range(len(shown) + 1)]
    assert places == sorted(set(places))
    assert places[-1] == len(text)
    assert plain(shown)[0] == shown or "&" in shown
