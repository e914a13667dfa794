"""The headings of a body as the rules compare them with the schema."""

from __future__ import annotations

from collections.abc import Iterable

from practice.content.draft import BodySection, Draft
from practice.model.diagnostics import nearest
from practice.model.schema import HEADINGS
from practice.model.vocabulary import fold

ORDER = {heading.text: position for position, heading in enumerate(HEADINGS)}
_LONGEST = 100


def first_of_each(sections: Iterable[BodySection]) -> dict[str, BodySection]:
    """Return the sections by heading; of a repeated heading the first."""
    found: dict[str, BodySection] = {}
    for section in sections:
        found.setdefault(section.heading, section)
    return found


def meant_heading(draft: Draft, text: str) -> str | None:
    """Return the heading of the schema, not yet used in the draft, that `text` may be meant for."""
    used = {section.heading for section in draft.body.sections}
    left = {fold(heading): heading for heading in ORDER if heading not in used}
    found = nearest(fold(text), left) if len(text) <= _LONGEST else None
    return left[found] if found else None


def is_judged(draft: Draft) -> bool:
    """Whether there is a body to judge: a file that could not be read has none, and that has been
    said.
    """
    return draft.front is not None or bool(draft.body.headings)
