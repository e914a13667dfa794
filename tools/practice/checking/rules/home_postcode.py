"""CS504: the postcode of somebody's home."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checking.context import Context
from practice.checking.identifying import identified
from practice.checking.rule import Finding, text_rule
from practice.reading.draft import AdoptionsDraft, Draft


@text_rule("CS504", "home-postcode")
def home_postcode(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """Nobody's home is given by its postcode."""
    return identified(draft, "CS504")
