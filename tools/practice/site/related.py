"""Which case studies are like one another, asked of the search index."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from practice.lookup.lookup import Lookup
from practice.model.case_study import CaseStudy
from practice.model.catalogue import Catalogue

MOST_RELATED = 4
_CANDIDATES = 20
# What one shared topic and one shared community add to a score of 1 for the best match in words.
# Topics tell more: nearly every study shares a broad community with some other.
_TOPIC, _COMMUNITY, _SETTING = 0.30, 0.15, 0.10


def related(lookup: Lookup, catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """Return, for the id of every study, the ids of up to four like it, the most alike first.

    The author's own `related` come first. The rest are the best matches in the index for the
    study's title and summary, with a bonus for every term shared.
    """
    return {study.id: related_to(study, lookup, catalogue) for study in catalogue}


def related_to(study: CaseStudy, lookup: Lookup, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the ids of up to four studies like `study`, which need not be in the catalogue."""
    chosen = dict.fromkeys(named for named in study.related if named in catalogue)
    chosen.update(dict.fromkeys(other for other in most_alike(study, lookup) if other in catalogue))
    return tuple(chosen)[:MOST_RELATED]


def most_alike(study: CaseStudy, lookup: Lookup) -> list[str]:
    """Return the ids of the published studies in the index that are like `study`, the most alike
    first.
    """
    others = [
        other
        for other in lookup.similar(f"{study.title} {study.summary}", _CANDIDATES)
        if other.id != study.id
    ]
    best = max((other.score for other in others), default=1.0) or 1.0
    scored = {
        other.id: other.score / best + _shared(study, other.stored)
        for other in others
        if other.stored["status"] == "published"
    }
    return sorted(scored, key=lambda name: (-scored[name], name))


def _shared(one: CaseStudy, other: Mapping[str, Any]) -> float:
    return (
        _TOPIC * len(set(one.topics) & set(other["topics"]))
        + _COMMUNITY * len(set(one.communities) & set(other["communities"]))
        + _SETTING * len(set(one.settings) & set(other["settings"]))
    )
