"""The day on which dates are judged."""

from __future__ import annotations

import datetime
import os


def this_day() -> datetime.date:
    """Return the day on which dates are judged: that of SOURCE_DATE_EPOCH, else the real one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.date.today()
