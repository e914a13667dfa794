"""Keys that are no field, and the fields they may be meant for."""

from __future__ import annotations

from practice.checks.records import Group
from practice.model.diagnostics import nearest

_LONGEST = 60


def unknown_keys(group: Group) -> dict[str, str | None]:
    """Return the unknown keys, each with the field it may be meant for."""
    names = {field.name for field in group.fields}
    written = {entry.key for entry in group.mapping}
    if written <= names:
        return {}
    left = names - written
    return {entry.key: _meant(entry.key, left) for entry in group.mapping if entry.key not in names}


def _meant(key: str, names: set[str]) -> str | None:
    plain = key.strip().replace(" ", "_").replace("-", "_")
    return nearest(plain, sorted(names)) if len(plain) <= _LONGEST else None


def meant_fields(group: Group) -> set[str]:
    """Return the fields that are there under a misspelt name."""
    return {meant for meant in unknown_keys(group).values() if meant}
