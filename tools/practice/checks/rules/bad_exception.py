"""CS515: an exception that sets nothing aside, as it names no check or gives no reason."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.identifying import ALLOWABLE, exemptions, place_of
from practice.checks.rule import Finding, text_rule
from practice.content.draft import AdoptionsDraft, Draft
from practice.model.diagnostics import did_you_mean
from practice.model.messages import quote


@text_rule("CS515", "bad-exception")
def bad_exception(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """Every exception names a check about people's privacy and says why it is right here."""
    for one in exemptions(draft):
        if not one.check:
            yield Finding(
                place_of(draft, one),
                f"{quote(one.words)} is no exception.",
                "Write: practice: allow CS505 because ...",
            )
        elif one.check.upper() not in ALLOWABLE and one.check not in ALLOWABLE.values():
            names = [*ALLOWABLE, *ALLOWABLE.values()]
            hint = (
                did_you_mean(one.check, names)
                or f"The checks are {min(ALLOWABLE)} to {max(ALLOWABLE)}."
            )
            yield Finding(
                place_of(draft, one), f"{quote(one.check)} is no check that can be set aside.", hint
            )
        elif not one.reason:
            hint = f"Say why, for whoever reviews it: practice: allow {one.check} because ..."
            yield Finding(
                place_of(draft, one), f"The exception for {one.check} gives no reason.", hint
            )
