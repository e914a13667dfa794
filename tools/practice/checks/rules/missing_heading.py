"""CS301: a needed section is not there."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.headings import ORDER, is_judged, meant_heading
from practice.checks.rule import Finding, draft_rule
from practice.content.draft import Draft
from practice.model.diagnostics import Place
from practice.model.messages import listing
from practice.model.schema import HEADINGS, Heading


@draft_rule("CS301", "missing-heading")
def missing_heading(draft: Draft, context: Context) -> Iterator[Finding]:
    """Every section that is needed is there."""
    needed = [heading for heading in HEADINGS if heading.needed]
    if not is_judged(draft):
        return
    if not draft.body.headings:
        names = listing(heading.text for heading in needed)
        hint = "Write each on a line of its own:\n" + "\n".join(
            f"## {heading.text}" for heading in needed
        )
        fault = (
            "The text has no headings"
            if draft.body.preamble
            else "There is no text below the fields"
        )
        yield Finding(
            draft.body.preamble_place or Place(draft.path),
            f"{fault}; these are needed: {names}.",
            hint,
        )
        return
    there = {section.heading for section in draft.body.sections}
    # A misspelt heading and one of the first level are reported by rules of their own.
    there |= {heading.text for heading in draft.body.headings if heading.level == 1}
    there |= {
        meant
        for section in draft.body.sections
        if section.heading not in ORDER and (meant := meant_heading(draft, section.heading))
    }
    for heading in needed:
        if heading.text not in there:
            yield _finding(draft, heading)


def _finding(draft: Draft, heading: Heading) -> Finding:
    deeper = next((found for found in draft.body.headings if found.text == heading.text), None)
    if deeper:
        return Finding(
            deeper.place,
            f"'{heading.text}' is not a heading of the second level.",
            f"Write: ## {heading.text}",
        )
    later = (
        section.place
        for section in draft.body.sections
        if ORDER.get(section.heading, -1) > ORDER[heading.text]
    )
    before = next(later, None)
    place = before or draft.body.headings[-1].place
    where = "Put in, before this line" if before else "Put in, at the end"
    return Finding(
        place,
        f"The section '{heading.text}' is missing.",
        f"{heading.help}  {where}: ## {heading.text}",
    )
