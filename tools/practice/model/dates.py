"""Dates as sources give them: a year, a month or a day, and perhaps only about then."""

from __future__ import annotations

import calendar
import datetime
import os
import re
from dataclasses import dataclass

MONTHS = tuple(calendar.month_name)[1:]
FORM = r"(?:(about|before|by|after) +)?(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?"
"""A date as files have it."""
FIRST_YEAR, LAST_YEAR = 1800, 2999
FAULTS = {
    "form": (
        "a date is written 2005, 2005-07 or 2005-07-10, and 'about', 'before', 'by' or 'after' may"
        " stand in front"
    ),
    "year": "{year} is not a year that can be right",
    "month": "there is no month {month}",
    "day": "{name} {year} has no day {day}",
}
ABOUT_DAYS = 2 * 366
"""How far from the day that it names a date may be that is only "about" right."""

_NAME = r"(?P<name>[a-z]{3,9})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
SAID = (
    r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?",
    r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})([/. -])(?P<month>\d{1,2})\2(?P<year>\d{4})",
    # "05-07-10" may begin with the year, and "07/05" may be a day.
    r"(?P<day>\d{1,2})([/.])(?P<month>\d{1,2})\2(?P<year>\d{2})",
    r"(?P<month>\d{1,2})[/. -](?P<year>\d{4})",
    rf"(?:the )?{_DAY}(?: of)?[ -]{_NAME}[.,]{{0,2}}[ -](?P<year>\d{{4}}|['’]?\d{{2}})",
    rf"{_NAME}\.? (?:the )?{_DAY},? (?P<year>\d{{4}}|['’]?\d{{2}})",
    # "July 12" may be a day.
    rf"{_NAME}[.,]{{0,2}}[ -](?:of )?(?P<year>\d{{4}}|['’]\d{{2}}|0\d|3[2-9]|[4-9]\d)",
)
"""Dates as people write them, the British way: the day before the month. What can be read in two
ways is none of them.
"""
SAID_IN_FRONT = {
    "before": "before",
    "by": "by",
    "after": "after",
    "": "in|on|since|from",
    "about": r"about|around|roughly|approximately|approx\.?|circa|ca?\.?",
}
"""What people write in front of a date, by the word that files have for it."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A real date known to the year, the month or the day, with a qualifier such as "about".

    Two dates compare by `sort_key`: 2005 comes before 2005-07, which comes before 2005-07-10.
    """

    year: int
    month: int | None = None
    day: int | None = None
    qualifier: str = ""

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read "2005", "2005-07", "2005-07-10" or "about 2005".

        Raises:
            ValueError: `text` has another form, or names a day or month that no calendar has;
                the message says which, in words an author understands.
        """
        match = re.fullmatch(FORM, text.strip(), re.ASCII)
        if not match:
            raise ValueError(FAULTS["form"])
        year, month, day = int(match[2]), match[3], match[4]
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(FAULTS["year"].format(year=year))
        if month is not None and not 1 <= int(month) <= 12:
            raise ValueError(FAULTS["month"].format(month=month))
        if day is not None and not 1 <= int(day) <= calendar.monthrange(year, int(month))[1]:
            name = MONTHS[int(month) - 1]
            raise ValueError(FAULTS["day"].format(name=name, year=year, day=day))
        return cls(year, int(month) if month else None, int(day) if day else None, match[1] or "")

    @property
    def sort_key(self) -> str:
        """A text that sorts by time, such as "2005-07"."""
        return "-".join(
            [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part]
        )

    @property
    def first_day(self) -> datetime.date:
        """The earliest day that the date can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        """The latest day that the date can mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def words(self) -> str:
        """The date as a reader meets it: "about 2005", "July 2005", "10 July 2005"."""
        parts = [str(self.day)] if self.day else []
        parts += [MONTHS[self.month - 1]] if self.month else []
        text = " ".join([*parts, str(self.year)])
        return f"{self.qualifier} {text}".strip()

    def __str__(self) -> str:
        return f"{self.qualifier} {self.sort_key}".strip()


def as_written(said: str) -> str:
    """Return what somebody said of a date in the form that files have; unchanged where it is no
    date that can be read in one way only.
    """
    text = " ".join(said.split())
    fronts = (
        (word, re.match(rf"(?:{forms})(?: |(?<=\.)(?=\d))", text, re.IGNORECASE))
        for word, forms in SAID_IN_FRONT.items()
    )
    word, front = next(((word, found[0]) for word, found in fronts if found), ("", ""))
    rest = text.removeprefix(front)
    matches = (re.fullmatch(form, rest, re.ASCII | re.IGNORECASE) for form in SAID)
    parts = next((found.groupdict() for found in matches if found), None)
    written = f"{word} {_figures(**parts)}".strip() if parts else text
    try:
        return str(PartialDate.parse(written))
    except ValueError:
        return said


def _figures(year: str, month: str = "", day: str | None = "", name: str = "") -> str:
    """Return a date in figures, or an empty text where there is no such month."""
    if name:
        numbers = (n for n, known in enumerate(MONTHS, 1) if known.lower().startswith(name.lower()))
        month = str(next(numbers, ""))
        if not month:
            return ""
    if len(year) < 4:
        # Of the years with these two last figures, the last one that was not still to come.
        now = this_day().year
        known = now - now % 100 + int(year[-2:])
        year = str(known if known <= now else known - 100)
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def this_day() -> datetime.date:
    """Return the day on which dates are judged: that of SOURCE_DATE_EPOCH, else the real one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.date.today()
