"""CS405: a file name that makes no good address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.rule import Finding, draft_rule
from practice.content.draft import Draft
from practice.model.diagnostics import Place
from practice.model.messages import quote
from practice.model.vocabulary import slug

_LONGEST = 80
_GOOD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@draft_rule("CS405", "bad-file-name")
def bad_file_name(draft: Draft, context: Context) -> Iterator[Finding]:
    """The name of the file is lower-case letters, digits and hyphens, 80 at most."""
    fault = fault_of(draft.id)
    if fault:
        yield Finding(Place(draft.path), fault, f"Rename the file: {better_name(draft.id)}.md")


def fault_of(name: str) -> str:
    """Return what is wrong with a file name, given without its ending, or an empty text."""
    if len(name) <= _LONGEST and _GOOD.fullmatch(name):
        return ""
    return (
        f"The file name {quote(name)} cannot be an address: it takes lower-case letters, digits and"
        f" hyphens, {_LONGEST} at most."
    )


def better_name(name: str) -> str:
    """Return a name like this one that can be an address."""
    return slug(name)[:_LONGEST].strip("-") or "slow-queue"
