"""The names and the order of fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from practice.checks.records import records_of
from practice.content.draft import AdoptionsDraft, Draft, Entry, Mapping
from practice.content.edits import Edit, Source
from practice.model.schema import FIELDS

_QUOTES = "\"'“”‘’„«»"
_ORDER = {field.name: number for number, field in enumerate(FIELDS)}
_ALIAS = re.compile(r"(?:^|[\s\[,:-])[&*]\w", re.MULTILINE)


def mend_names(draft: Draft | AdoptionsDraft) -> Iterator[Edit]:
    """Yield a change for each field whose name differs only in quotes, capitals, spaces or hyphens:
    "“Staff time”".
    """
    source = Source(draft.text)
    for record in records_of(draft):
        for group in record.groups:
            names = {field.name for field in group.fields}
            there = {entry.key for entry in group.mapping}
            for entry in group.mapping:
                right = _plain(entry.key)
                if right != entry.key and right in names and right not in there:
                    start = source.offset(entry.place.line, entry.place.column)
                    for key in (entry.key, f'"{entry.key}"', f"'{entry.key}'"):
                        if draft.text.startswith(key, start):
                            there.add(right)
                            yield Edit(start, start + len(key), right)
                            break


def order_fields(draft: Draft) -> str:
    """Return the text with its fields in the order of the schema. Remarks move with the field below
    them.

    The text comes back as it is where that would need more than moving lines.
    """
    front = draft.front
    entries = front.entries if isinstance(front, Mapping) else ()
    lines = draft.text.split("\n")
    keys = [entry.key for entry in entries]
    if not entries or keys == sorted(keys, key=_rank(keys)) or len(set(keys)) < len(keys):
        return draft.text
    end = next(
        (
            number
            for number in range(entries[-1].place.line, len(lines))
            if lines[number].rstrip() == "---"
        ),
        0,
    )
    plain = all(entry.place.column == 1 and _starts_line(lines, entry) for entry in entries)
    start = next((number for number, line in enumerate(lines) if line.rstrip() == "---"), -1) + 1
    if not plain or not end or not start or _ALIAS.search("\n".join(lines[start:end])):
        return draft.text
    blocks = {}
    first = start
    for number, entry in enumerate(entries):
        last = (
            _end_of(lines, entry.place.line, entries[number + 1].place.line - 1)
            if number + 1 < len(entries)
            else end
        )
        blocks[entry.key] = lines[first:last]
        first = last
    ordered = [line for key in sorted(keys, key=_rank(keys)) for line in blocks[key]]
    return "\n".join([*lines[:start], *ordered, *lines[end:]])


def _rank(keys: list[str]) -> Callable[[str], tuple[int, int]]:
    """Return where each key belongs. A field of no name that we know stays behind the one it stands
    behind.
    """
    places: dict[str, tuple[int, int]] = {}
    before = -1
    for number, key in enumerate(keys):
        before = _ORDER.get(key, before)
        places[key] = (before, 0 if key in _ORDER else number + 1)
    return places.__getitem__


def _starts_line(lines: list[str], entry: Entry) -> bool:
    return lines[entry.place.line - 1].startswith(entry.key)


def _end_of(lines: list[str], after: int, before: int) -> int:
    """Return the line (from 0) at which the remarks above the next field start; it stands on line
    `before`.
    """
    place = before
    while place > after and (lines[place - 1].startswith("#") or not lines[place - 1].strip()):
        place -= 1
    return place


def _plain(key: str) -> str:
    return "_".join(
        key.strip().strip(_QUOTES).strip().casefold().replace("-", " ").replace("_", " ").split()
    )
