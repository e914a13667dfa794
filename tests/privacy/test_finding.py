"""Places, what reports show of what was found, and what finding costs where there is nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.privacy.scanner import covered, find

from .corpus import long_texts, read_corpus


def test_places_count_lines_and_characters_from_one() -> None:
    found = find("🙂 943 476 5870\n\n\tŞ, born 12 March 1961; AB123456C")
    assert [(match.code, match.text, match.line, match.column) for match in found] == [
        ("CS501", "943 476 5870", 1, 3),
        ("CS503", "12 March 1961", 3, 10),
        ("CS502", "AB123456C", 3, 25),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("943 476 5870", "943 *** ****"),
        ("N15 3TH", "N15 ***"),
        ("jane.smith@trust.example", "jan*.*****@*****.*******"),
        ("Mrs O’Brien", "Mrs *’*****"),
        ("12/03/1961", "12/0*/****"),
        ("943 476\n5870", "943 *** ****"),
        ("943\u2009476\u20095870", "943 *** ****"),
        ("943&nbsp;476&nbsp;5870", "943 *** ****"),
        ("943\u200b476\u00ad5870", "943*******"),
        ("943** 476\t5870", "943** *** ****"),
    ],
)
def test_reports_show_three_letters_or_digits_of_what_was_found(text: str, shown: str) -> None:
    assert covered(text) == shown


def test_a_line_of_the_corpus_is_found_in_the_middle_of_a_text_too() -> None:
    for case in read_corpus():
        around = f"Before it.\n\n{case.text}\n\nAfter it."
        assert tuple((match.code, match.text) for match in find(around)) == case.found


@given(st.text(alphabet="0123456789 -.+()@abNHSMrs/\n🙂é", max_size=200))
def test_whatever_is_written_what_is_found_stands_there(text: str) -> None:
    found = find(text)
    assert [text[match.start : match.end] for match in found] == [match.text for match in found]
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_places_are_those_of_the_lines_as_written() -> None:
    text = (
        "summary: >\n  We met a woman\n  called\n  Amina and Mrs\n  Begum.\n\n> ring 07911\n>"
        " 123456\n\n| Born |\n|---|\n| 1/2/1950 |"
    )
    found = [(match.text, match.line, match.column) for match in find(text)]
    assert found == [
        ("Amina", 4, 3),
        ("Mrs\n  Begum", 4, 13),
        ("07911\n> 123456", 7, 8),
        ("1/2/1950", 12, 3),
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "4 8 5 7 7 7 3 4 5 7 ",
        "patient 1 2 3 4 5 6 7 8 9 ",
        "born in a 1 ",
        "born\n",
        "1\n",
        "| born 1 |\n|---|\n",
    ],
)
def test_hostile_text_takes_time_in_proportion(piece: str) -> None:
    # Some seconds for a megabyte; minutes if a pattern were tried from each place to the end.
    def took(length: int) -> float:
        start = time.process_time()
        find((piece * length)[:length])
        return time.process_time() - start

    assert took(200_000) < 20 * max(took(20_000), 0.05)


def test_long_texts_hold_something_and_are_the_same_each_time() -> None:
    assert long_texts(3) == long_texts(3)
    assert sum(bool(find(text)) for text in long_texts(20)) >= 15


def test_the_table_of_telephone_numbers_is_read_only_where_something_looks_like_one() -> None:
    code = (
        "import sys; from practice.privacy.scanner import find; find({!r}); print('phonenumbers' in"
        " sys.modules)"
    )

    def loaded(text: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", code.format(text)], check=True, capture_output=True, text=True
        ).stdout.strip()

    assert [loaded("NHS number 943 476 5870, tel 020 7946 0018"), loaded("07911 123456")] == [
        "False",
        "True",
    ]
