"""The words and the order of section headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from practice.checks.rules.body import ORDER
from practice.content.draft import Draft
from practice.content.edits import Edit, Source
from practice.model.text import normalise

_HEADING = re.compile(r"##[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
_BY_FOLDED = {normalise(heading): heading for heading in ORDER}


def mend_headings(draft: Draft) -> Iterator[Edit]:
    """Yield a change for each section heading that differs from ours only in capitals, spaces or
    signs: "THE PROBLEM:".
    """
    source = Source(draft.text)
    there = {section.heading for section in draft.body.sections}
    for section in draft.body.sections:
        right = _BY_FOLDED.get(normalise(section.heading), section.heading)
        found = _HEADING.match(draft.text, source.offset(section.place.line, section.place.column))
        if right not in there and found:
            there.add(right)
            yield Edit(*found.span(1), right)


def order_sections(draft: Draft) -> str:
    """Return the text with its sections in our order, if every one of them is ours and there once;
    else as it is.
    """
    sections = draft.body.sections
    headings = [section.heading for section in sections]
    known = set(headings) <= set(ORDER) and len(set(headings)) == len(headings)
    if not known or headings == sorted(headings, key=ORDER.__getitem__):
        return draft.text
    lines = draft.text.rstrip("\n").split("\n")
    starts = [section.place.line - 1 for section in sections]
    if any(not lines[start].startswith("## ") for start in starts):
        return draft.text
    ends = [*starts[1:], len(lines)]
    texts = {
        heading: "\n".join(lines[a:b]).rstrip("\n")
        for heading, a, b in zip(headings, starts, ends, strict=True)
    }
    ordered = "\n\n".join(texts[heading] for heading in sorted(headings, key=ORDER.__getitem__))
    return "\n".join([*lines[: starts[0]], ordered]) + "\n"
