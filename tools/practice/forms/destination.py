"""Where a new case study goes: the folder of its trust, under a name that nothing has yet."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from practice.content.scan import CONTENT
from practice.content.serializer import Value
from practice.content.trust_folders import drafts_naming, folder_of
from practice.model.text import slug
from practice.model.vocabulary import Organisations

NOBODYS = "no-single-trust"
_LONGEST = 80


def folder_for(trusts: Value, root: Path, organisations: Organisations) -> str:
    """Return the name of the folder: that in which the first trust has its case studies, else its
    id, as the form has it.
    """
    first = trusts[0] if isinstance(trusts, list) and trusts else ""
    if not isinstance(first, str) or not first:
        return NOBODYS
    body = organisations.find(first)
    if body is None:
        return slug(first)[:_LONGEST].strip("-") or NOBODYS
    return folder_of(body, drafts_naming(root, body), organisations)


def name_for(title: Value, taken: Container[str]) -> str:
    """Return a name made of whole words of the title that is not in `taken`."""
    name = slug(title) if isinstance(title, str) else ""
    most = _LONGEST - 4
    if len(name) > most:
        name = name[: most + 1].rpartition("-")[0] or name[:most]
    return free_name(name or "case-study", taken)


def free_name(name: str, taken: Container[str]) -> str:
    """Return `name`, or the first of name-2, name-3 ... that is not in `taken`."""
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def path_of(folder: str, name: str) -> str:
    """Return the path of a case study, relative to the root."""
    return f"{CONTENT}/{folder}/{name}.md"
