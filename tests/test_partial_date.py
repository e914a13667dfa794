"""Dates as sources give them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.model.dates import SAID_IN_FRONT, PartialDate, as_written


@pytest.mark.parametrize(
    ("text", "sort_key", "words", "first", "last"),
    [
        ("2005", "2005", "2005", "2005-01-01", "2005-12-31"),
        ("2005-7", "2005-07", "July 2005", "2005-07-01", "2005-07-31"),
        ("2004-02", "2004-02", "February 2004", "2004-02-01", "2004-02-29"),
        ("2005-07-10", "2005-07-10", "10 July 2005", "2005-07-10", "2005-07-10"),
        ("about 2005", "2005", "about 2005", "2005-01-01", "2005-12-31"),
        ("before  2012-02", "2012-02", "before February 2012", "2012-02-01", "2012-02-29"),
    ],
)
def test_a_partial_date_is_a_real_date(
    text: str, sort_key: str, words: str, first: str, last: str
) -> None:
    date = PartialDate.parse(text)
    assert (date.sort_key, date.words, str(date.first_day), str(date.last_day)) == (
        sort_key,
        words,
        first,
        last,
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "",
            (
                "a date is written 2005, 2005-07 or 2005-07-10, and 'about', 'before', 'by' or"
                " 'after' may stand in front"
            ),
        ),
        (
            "July 2005",
            (
                "a date is written 2005, 2005-07 or 2005-07-10, and 'about', 'before', 'by' or"
                " 'after' may stand in front"
            ),
        ),
        ("2005-13", "there is no month 13"),
        ("2005-02-30", "February 2005 has no day 30"),
        ("2005-06-31", "June 2005 has no day 31"),
        ("0205", "205 is not a year that can be right"),
        (
            "٢٠٠٥",
            (
                "a date is written 2005, 2005-07 or 2005-07-10, and 'about', 'before', 'by' or"
                " 'after' may stand in front"
            ),
        ),
    ],
)
def test_what_no_calendar_has_is_refused_in_words(text: str, message: str) -> None:
    with pytest.raises(ValueError) as error:
        PartialDate.parse(text)
    assert str(error.value) == message


@given(
    st.dates(datetime.date(1800, 1, 1), datetime.date(2999, 12, 31)),
    st.integers(1, 3),
    st.sampled_from(["", *SAID_IN_FRONT]),
)
def test_every_date_survives_being_written_and_read(
    day: datetime.date, parts: int, qualifier: str
) -> None:
    text = f"{qualifier} {'-'.join(day.isoformat().split('-')[:parts])}".strip()
    date = PartialDate.parse(text)
    assert str(date) == text
    assert date.first_day <= day <= date.last_day


@given(st.lists(st.dates(datetime.date(1800, 1, 1), datetime.date(2999, 12, 31)), min_size=2))
def test_full_dates_sort_by_time(days: list[datetime.date]) -> None:
    dates = [PartialDate.parse(day.isoformat()) for day in days]
    assert [date.first_day for date in sorted(dates, key=lambda date: date.sort_key)] == sorted(
        days
    )


SAID = (
    ("2005", "2005"),
    ("2005-07", "2005-07"),
    ("2005-7-1", "2005-07-01"),
    ("2005/07/10", "2005-07-10"),
    ("10/07/2005", "2005-07-10"),
    ("10-07-2005", "2005-07-10"),
    ("10 07 2005", "2005-07-10"),
    ("10/07/05", "2005-07-10"),
    ("10.07.98", "1998-07-10"),
    ("07/2005", "2005-07"),
    ("July 2005", "2005-07"),
    ("jul. 2005", "2005-07"),
    ("Sept, 2008", "2008-09"),
    ("July of 2005", "2005-07"),
    ("Jul 05", "2005-07"),
    ("Jul '12", "2012-07"),
    ("10th of March 2021", "2021-03-10"),
    ("the 1st of May, 2007", "2007-05-01"),
    ("10-Mar-21", "2021-03-10"),
    ("March 10 2021", "2021-03-10"),
    ("March 10th, 2021", "2021-03-10"),
    ("about  July 2005", "about 2005-07"),
    ("circa Sept 2008", "about 2008-09"),
    ("c.2005", "about 2005"),
    ("ca. 2005", "about 2005"),
    ("Approx 2005", "about 2005"),
    ("Before May 2001", "before 2001-05"),
    ("by 2010", "by 2010"),
    ("since 03/2009", "2009-03"),
    ("in 2009", "2009"),
)
"""What people write, and what files have of it: the browser's form reads the same."""
NO_DATES = (
    *("Summer 2005", "Jul 12", "05-07-10", "2005/06", "07/25/2005", "05/10", "5 ju 2005"),
    *("Mayhem 2005", "July", "unknown", "about", "2005 July", "10 07/2005", ""),
)


@pytest.mark.parametrize(("said", "written"), [*SAID, *((said, said) for said in NO_DATES)])
def test_what_people_write_for_a_date(
    monkeypatch: pytest.MonkeyPatch, said: str, written: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")  # in 2026
    assert as_written(said) == written
