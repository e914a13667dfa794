"""Where a new case study goes: the folder of its trust, and a short name that nobody has."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from practice.model.text import slug
from practice.model.vocabulary import Organisations

NO_TRUST = "no-single-trust"
_LONGEST = 60


def folder_of(trust: str, organisations: Organisations, folders: Mapping[str, str]) -> str:
    """Return the folder of a trust, a name inside `case_studies/`.

    Args:
        trust: the name or code as written; "" when there is none.
        organisations: the register.
        folders: id of an organisation -> the folder that its case studies lie in already.
    """
    found = organisations.find(trust)
    if found:
        return folders.get(found.id, found.id)
    return slug(trust)[:_LONGEST].strip("-") or NO_TRUST


def short_name(title: str, taken: Collection[str]) -> str:
    """Return a file name for `title`, without its ending: whole words, 60 letters at most, and none
    of `taken`.
    """
    name = slug(title) or "case-study"
    if len(name) > _LONGEST:
        name = name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free
