"""The page of one case study: should we do this, and how?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from practice.content.html import references, render
from practice.model import facets
from practice.model.case_study import CaseStudy, Measure
from practice.model.catalogue import Catalogue
from practice.model.schema import REVIEW_MONTHS
from practice.site.contributor_pages import standing_address, use_of
from practice.site.listings import listing_order
from practice.site.page import Page, relative
from practice.site.rendering import fill
from practice.site.search_data import search_marks
from practice.site.settings import Network
from practice.site.urls import Targets, study_address, term_address

HAPPENED = "What happened"
NOT_KNOWN = "Not known"


@dataclass(frozen=True, slots=True)
class Similar:
    """A case study like this one, and what the two share in words."""

    study: CaseStudy
    why: str


Beside = tuple[CaseStudy | None, CaseStudy | None]


def neighbours(catalogue: Catalogue) -> Mapping[str, Beside]:
    """Return, for the id of every study, those before and after it in the listing of its main
    theme.
    """
    found: dict[str, Beside] = {}
    for theme in catalogue.vocabularies.themes:
        order = listing_order(catalogue.under("theme", theme.id))
        for before, study, after in zip((None, *order), order, (*order[1:], None), strict=False):
            if study.themes[0] == theme.id:
                found[study.id] = (before, after)
    return found


def case_page(
    study: CaseStudy,
    catalogue: Catalogue,
    related: Sequence[str],
    files: Mapping[str, str],
    network: Network,
    beside: Beside = (None, None),
) -> Page:
    """Return the page of `study`.

    Args:
        study: a case study of `catalogue`.
        catalogue: where everything that the page links to is looked up.
        related: ids of similar studies, the most similar first.
        files: files that are published, path -> address.
        network: whose site this is.
        beside: the studies before and after this one in its main theme.
    """
    path = f"case-studies/{study.id}.md"
    here = study_address(study.id)
    targets = Targets(study, catalogue, dict(files))
    known = references([section.markdown for section in study.sections])
    sections = [
        (section.heading, render(section.markdown, targets.link, targets.picture, known))
        for section in study.sections
    ]
    body = fill(
        "case_study.html",
        study=study,
        site=partial(relative, here),
        term=lambda kind, term_id: relative(here, term_address(kind, term_id)),
        label=catalogue.label,
        facets=facets,
        address_of=lambda other: relative(here, study_address(other.id)),
        file=targets.file,
        trusts=list(zip(study.trusts, study.trust_names, strict=False)),
        known_as=_known_as(study, catalogue),
        sections=[entry for entry in sections if entry[0] != NOT_KNOWN],
        not_known=[entry for entry in sections if entry[0] == NOT_KNOWN],
        happened=HAPPENED if any(heading == HAPPENED for heading, _ in sections) else "",
        columns=_columns(study.measures),
        adoptions=catalogue.adoptions_of(study.id),
        replaced_by=catalogue.superseded_by(study.id),
        replaces=[catalogue[other] for other in study.supersedes if other in catalogue],
        similar=_similar(study, catalogue, related),
        before=beside[0],
        after=beside[1],
        review_months=REVIEW_MONTHS,
        use=use_of(study, catalogue),
        standing=relative(here, standing_address(study)),
        network=network,
    )
    marks = search_marks(study, catalogue)
    return Page(
        path,
        study.title,
        study.summary,
        body,
        "case-study",
        source=study.path,
        hide=("navigation",),
        marks=marks,
    )


def _columns(measures: Sequence[Measure]) -> Mapping[str, bool]:
    """Say which columns of the table have anything in them."""
    return {
        "baseline": any(m.baseline for m in measures),
        "after": any(m.baseline and m.baseline.reported for m in measures),
        "comparison": any(m.comparison for m in measures),
        "n": any(m.n for m in measures),
        "period": any(m.period for m in measures),
    }


def _known_as(study: CaseStudy, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Return id and name of today's organisations in place of those that did the work."""
    register = catalogue.vocabularies.organisations
    names = {name.casefold() for name in study.trust_names}
    found = {}
    for trust in study.trusts:
        if trust in register:
            lineage = [register[trust], *register.successors(trust)]
            found.update(
                {
                    entry.id: entry.name
                    for entry in lineage
                    if not entry.successors and not entry.status.startswith("closed")
                }
            )
    return tuple(
        (key, name)
        for key, name in found.items()
        if name.casefold() not in names and key not in study.trusts
    )


def _similar(
    study: CaseStudy, catalogue: Catalogue, related: Sequence[str], limit: int = 5
) -> list[Similar]:
    """Return the author's own choice first, then what the search index found."""
    ids = [
        other
        for other in dict.fromkeys([*study.related, *related])
        if other in catalogue and other != study.id
    ]
    named = [catalogue[other] for other in ids if catalogue[other].status != "retired"]
    return [Similar(other, _why(study, other, catalogue)) for other in named[:limit]]


def _why(study: CaseStudy, other: CaseStudy, catalogue: Catalogue) -> str:
    shared = []
    for kind, mine, theirs in (
        (facets.TOPICS, study.topics, other.topics),
        (facets.COMMUNITIES, study.communities, other.communities),
        (facets.SETTINGS, study.settings, other.settings),
        (facets.THEMES, study.themes, other.themes),
    ):
        shared += [catalogue.label(kind, term) for term in mine if term in theirs]
    return " · ".join(shared[:3])
