"""Which case studies are like one another, asked of the search index."""

from __future__ import annotations

from collections.abc import Mapping

from practice.catalogue import Catalogue
from practice.lookup import Lookup
from practice.study import CaseStudy

MOST_RELATED = 4
_CANDIDATES = 20
# What one shared topic and one shared community add to a score of 1 for the best match in words.
# Topics tell more: nearly every study shares a broad community with some other.
_TOPIC, _COMMUNITY, _SETTING = 0.30, 0.15, 0.10


def related(lookup: Lookup, catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """Return, for the id of every study, the ids of up to four like it, the most alike first.

    The author's own `related` come first. The rest are the best matches in the index for the study's title and
    summary, with a bonus for every term shared.
    """
    return {study.id: related_to(study, lookup, catalogue) for study in catalogue}


def related_to(study: CaseStudy, lookup: Lookup, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the ids of up to four studies like `study`, which need not be in the catalogue itself."""
    found = lookup.alike(f"{study.title} {study.summary}", _CANDIDATES)
    others = [(score, catalogue[name]) for name, score in found if name != study.id and name in catalogue]
    best = max((score for score, _ in others), default=1.0) or 1.0
    scored = sorted(((score / best + _shared(study, other), other.id) for score, other in others), key=lambda pair: (-pair[0], pair[1]))
    chosen = dict.fromkeys(named for named in study.related if named in catalogue)
    chosen.update(dict.fromkeys(other for _, other in scored if catalogue[other].status == "published"))
    return tuple(chosen)[:MOST_RELATED]


def _shared(one: CaseStudy, other: CaseStudy) -> float:
    return (
        _TOPIC * len(set(one.topics) & set(other.topics))
        + _COMMUNITY * len(set(one.communities) & set(other.communities))
        + _SETTING * len(set(one.settings) & set(other.settings))
    )
