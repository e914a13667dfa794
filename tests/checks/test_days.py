"""What is wrong with a case study changes with the days only where a turning day comes."""

from __future__ import annotations

import datetime

from hypothesis import example, given
from hypothesis import strategies as st

from building import study_text
from practice.checks.context import Context
from practice.checks.runner import check_file
from practice.content.front_matter import read_draft
from practice.model.diagnostics import Severity
from practice.model.schema import FIELDS

from .worlds import STUDY, words

DATES = [field.name for field in FIELDS if field.kind == "date"]
DAYS = st.dates(datetime.date(2023, 1, 1), datetime.date(2030, 12, 31))
WRITTEN = st.builds(
    lambda day, form, sign: f"{sign}{day:{form}}",
    DAYS,
    st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]),
    st.sampled_from(["", "about ", "before ", "by ", "after "]),
) | st.sampled_from(["unknown", "not-reported", "later"])
TEXTS = st.sampled_from(
    [
        "Mrs Begum, 41, of Luton, came on 3 May 2027.",
        "Born on 3 May 2027.",
        "From 2027 on, 3 of 9 came.",
    ]
)


def errors(text: str, day: datetime.date) -> tuple[list[str], tuple[str, ...]]:
    judged = check_file(read_draft(STUDY, text.encode()), Context.of(words(), day))
    return [
        str(problem) for problem in judged.problems if problem.severity is Severity.ERROR
    ], judged.turning_days


@given(
    st.dictionaries(st.sampled_from(DATES), WRITTEN),
    st.sampled_from(["published", "draft", "retired"]),
    TEXTS,
    DAYS,
    st.integers(1, 1500),
)
@example({"started": "2027-03-01"}, "published", "", datetime.date(2027, 2, 28), 1)
@example({"started": "about 2027"}, "published", "", datetime.date(2024, 12, 29), 1)
@example({"reviewed": "2025-05-01"}, "published", "", datetime.date(2027, 5, 1), 1)
def test_two_days_with_no_turning_day_between_find_the_same_errors(
    dates: dict[str, str], status: str, text: str, first: datetime.date, later: int
) -> None:
    study = study_text(status=status, summary=text or "Short.", **dates)
    last = first + datetime.timedelta(days=later)
    (then, turning_days), (now, same_days) = errors(study, first), errors(study, last)
    assert turning_days == same_days
    assert then == now or any(first.isoformat() < day <= last.isoformat() for day in turning_days)


def test_a_turning_day_is_one() -> None:
    told = [
        errors(study_text(started="2027-03-01"), datetime.date(2027, month, day))[0]
        for month, day in ((2, 28), (3, 1))
    ]
    assert [len(found) for found in told] == [1, 0]
