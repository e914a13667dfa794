"""CS504: the postcode of somebody's home."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.identifying import identified
from practice.checks.rule import Finding, text_rule
from practice.content.draft import AdoptionsDraft, Draft


@text_rule("CS504", "home-postcode")
def home_postcode(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """Nobody's home is given by its postcode."""
    return identified(draft, "CS504")
