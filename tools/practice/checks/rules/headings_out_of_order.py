"""CS302: sections in another order than readers know from the other case studies."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.headings import ORDER, first_of_each
from practice.checks.rule import Finding, draft_rule
from practice.content.draft import BodySection, Draft


@draft_rule("CS302", "headings-out-of-order")
def headings_out_of_order(draft: Draft, context: Context) -> Iterator[Finding]:
    """The sections stand in the order that every case study keeps."""
    known = [
        section
        for heading, section in first_of_each(draft.body.sections).items()
        if heading in ORDER
    ]
    kept = _longest_ordered(known)
    for section in known:
        if section not in kept:
            after = max(
                (other for other in kept if ORDER[other.heading] < ORDER[section.heading]),
                key=_position,
                default=None,
            )
            where = (
                f"after '{after.heading}'"
                if after
                else f"before '{min(kept, key=_position).heading}'"
            )
            yield Finding(
                section.place,
                f"The section '{section.heading}' is out of order.",
                f"Move it to stand {where}.",
            )


def _position(section: BodySection) -> int:
    return ORDER[section.heading]


def _longest_ordered(sections: list[BodySection]) -> list[BodySection]:
    """Return the most sections that are in order as they stand: moving the others is the least
    work.
    """
    best: list[list[BodySection]] = []
    for section in sections:
        before = [chain for chain in best if ORDER[chain[-1].heading] < ORDER[section.heading]]
        best.append([*max(before, key=len, default=[]), section])
    return max(best, key=len, default=[])
