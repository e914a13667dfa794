"""Words that stand twice in one list, the second of them taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from practice.checks.records import records_of
from practice.content.draft import AdoptionsDraft, Draft, Scalar, Sequence
from practice.content.edits import Edit, Source

_KINDS = ("term", "organisation", "study")
_COMMA = re.compile(r"[ \t]*,[ \t]*")
_ALONE = re.compile(r"[ \t]*-[ \t]+")


def mend_doubles(draft: Draft | AdoptionsDraft) -> Iterator[Edit]:
    """Yield a change for each word of a list that stands there before, in the same letters, with
    its comma or its line.

    Another name of the same trust stays: as with two synonyms, its author may have meant something
    else.
    """
    source = Source(draft.text)
    for record in records_of(draft):
        for group in record.groups:
            fields = {
                field.name: field for field in group.fields if field.many and field.kind in _KINDS
            }
            for entry in group.mapping:
                if entry.key in fields and isinstance(entry.value, Sequence):
                    yield from _doubles(source, entry.value)


def _doubles(source: Source, listed: Sequence) -> Iterator[Edit]:
    seen: set[str] = set()
    before: tuple[int, int] | None = None
    for item in listed:
        span = source.span(item) if isinstance(item, Scalar) else None
        text = " ".join(item.text.split()) if isinstance(item, Scalar) else ""
        if span and text in seen:
            yield from _without(source.text, before, span)
        seen.add(text)
        before = span


def _without(text: str, before: tuple[int, int] | None, span: tuple[int, int]) -> Iterator[Edit]:
    start, end = span
    if before and _COMMA.fullmatch(text, before[1], start):
        yield Edit(before[1], end, "")
        return
    line = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end) + 1
    above = text[:line].rstrip("\n").rpartition("\n")[2].lstrip()
    # A remark on the line or above it may be about this very word.
    if (
        _ALONE.fullmatch(text, line, start)
        and after
        and not text[end:after].strip()
        and not above.startswith("#")
    ):
        yield Edit(line, after, "")
