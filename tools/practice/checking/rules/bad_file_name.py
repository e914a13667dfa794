"""CS405: a file name that makes no good address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from practice.checking.context import Context
from practice.checking.rule import Finding, draft_rule
from practice.checking.wording import quote
from practice.diagnostics import Place
from practice.reading.draft import Draft
from practice.vocabulary import slug

_LONGEST = 80
_GOOD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@draft_rule("CS405", "bad-file-name")
def bad_file_name(draft: Draft, context: Context) -> Iterator[Finding]:
    """The name of the file is lower-case letters, digits and hyphens, 80 at most."""
    if len(draft.id) > _LONGEST or not _GOOD.fullmatch(draft.id):
        better = slug(draft.id)[:_LONGEST].strip("-") or "slow-queue"
        message = (
            f"The file name {quote(draft.id)} cannot be an address: it takes lower-case letters, digits and hyphens, {_LONGEST} at most."
        )
        yield Finding(Place(draft.path), message, f"Rename the file: {better}.md")
