"""Which case study somebody means who gives its address, its id or its title."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from practice.model.text import normalise


def study_meant(text: str, titles: Mapping[str, str]) -> str | None:
    """Return the id of the case study, or None when it is none of these or could be several.

    Args:
        text: an id, a title, a path or the address of a page.
        titles: the titles of the case studies by id.
    """
    named = text.strip().strip("<>`'\"")
    last = (
        urlsplit(named.partition("#")[0].partition("?")[0])
        .path.rstrip("/")
        .rpartition("/")[2]
        .removesuffix(".md")
    )
    if last in titles:
        return last
    wanted = normalise(named)
    found = [
        study_id for study_id, title in titles.items() if wanted and normalise(title) == wanted
    ]
    return found[0] if len(found) == 1 else None
