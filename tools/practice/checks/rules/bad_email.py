"""CS111: a mailbox that no mail can reach."""

from __future__ import annotations

import re
from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.records import Record
from practice.checks.rule import Finding, record_rule
from practice.model.messages import quote

_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@record_rule("CS111", "bad-email")
def bad_email(record: Record, context: Context) -> Iterator[Finding]:
    """Every mailbox is written as an e-mail address."""
    for answer in record.of_kind("email"):
        if not _MAILBOX.fullmatch(answer.text):
            yield Finding(
                answer.place,
                f"{quote(answer.text)} is not an e-mail address.",
                f"Write a shared mailbox, for example: {answer.field.example}",
            )
