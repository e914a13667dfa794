"""Dates as sources give them: a year, a month or a day, and perhaps only about then."""

from __future__ import annotations

import calendar
import datetime
import os
import re
from dataclasses import dataclass

QUALIFIERS = ("about", "before", "by", "after")
MONTHS = tuple(calendar.month_name)[1:]
_FORM = re.compile(
    r"(?:(about|before|by|after)\s+)?(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z", re.ASCII
)


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
        match = _FORM.match(text.strip())
        if not match:
            raise ValueError(
                "a date is written 2005, 2005-07 or 2005-07-10, and 'about', 'before', 'by' or"
                " 'after' may stand in front"
            )
        year, month, day = int(match[2]), match[3], match[4]
        if not 1800 <= year <= 2999:
            raise ValueError(f"{year} is not a year that can be right")
        if month is not None and not 1 <= int(month) <= 12:
            raise ValueError(f"there is no month {month}")
        if day is not None and not 1 <= int(day) <= calendar.monthrange(year, int(month))[1]:
            raise ValueError(f"{MONTHS[int(month) - 1]} {year} has no day {day}")
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


def this_day() -> datetime.date:
    """Return the day on which dates are judged: that of SOURCE_DATE_EPOCH, else the real one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.date.today()
