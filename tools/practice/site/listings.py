"""Pages that list case studies: one for each term, and one that lists the terms of a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from practice.model.case_study import CaseStudy
from practice.model.catalogue import Catalogue, Listed, best_evidence_first
from practice.model.organisations import Organisation
from practice.model.text import counted
from practice.model.vocabulary import Term
from practice.site import taxonomies
from practice.site.page import Page, relative
from practice.site.paging import page_with, parts
from practice.site.rendering import fill
from practice.site.taxonomies import Kind
from practice.site.urls import study_address

_BREAKDOWNS = (taxonomies.THEMES, taxonomies.COMMUNITIES, taxonomies.TOPICS)

One = TypeVar("One", bound=Listed)


def listing_order(studies: Iterable[One]) -> list[One]:
    """Return `studies` as listings show them: the best evidenced first, then the newest, the
    retired last.
    """
    return sorted(
        studies, key=lambda study: (study.status == "retired", best_evidence_first(study))
    )


def term_pages(kind: Kind, term: Term, catalogue: Catalogue) -> Iterator[Page]:
    """Yield the listing of `term`: what it means, the studies, what did not work, what is missing;
    long ones in pages.
    """
    studies = listing_order(catalogue.under(kind.facet, term.id))
    apart = kind is not taxonomies.OUTCOMES_KIND
    failed = [study for study in studies if apart and study.outcome == "did-not-work"]
    others = [study for study in studies if not apart or study.outcome != "did-not-work"]
    description = (
        f"{counted(len(studies), 'case study', 'case studies')}: {term.definition or term.label}"
    )
    for part in parts(taxonomies.address(kind, term.id), len(studies)):
        here, opening = part.address, part.number == 1
        body = fill(
            "term.html",
            kind=kind,
            term=term,
            part=part,
            site=partial(relative, here),
            term_address=lambda other, term_id, here=here: relative(
                here, taxonomies.address(other, term_id)
            ),
            study_address=lambda study, here=here: relative(here, study_address(study.id)),
            label=lambda other, term_id: taxonomies.label(other, term_id, catalogue),
            studies=part.of(others),
            failed=part.of(failed, before=len(others)),
            failed_page=page_with(len(others)) if failed else 0,
            failed_total=len(failed),
            broader=_vocabulary_terms(kind, catalogue, term.id, "broader"),
            narrower=[
                (other, len(catalogue.under(kind.facet, other.id)))
                for other in _vocabulary_terms(kind, catalogue, term.id, "narrower")
            ],
            breakdowns=(
                list(_breakdowns(kind, studies, catalogue)) if opening and not kind.choices else []
            ),
            missing=(
                _not_written_about(studies, catalogue)
                if opening and kind is taxonomies.THEMES
                else []
            ),
            organisation=_organisation(kind, term, catalogue) if opening else None,
        )
        yield Page(part.path, term.label + part.suffix, description, body, "listing")


def index_page(kind: Kind, catalogue: Catalogue) -> Page:
    """Return the page that lists every term of `kind` with its count; terms without studies say so."""
    here = f"{kind.folder}/"
    entries = [
        (depth, term, len(catalogue.under(kind.facet, term.id)))
        for depth, term in taxonomies.terms(kind, catalogue)
    ]
    did_it = {trust for study in catalogue for trust in study.trusts}
    body = fill(
        "term_index.html",
        kind=kind,
        site=partial(relative, here),
        entries=[
            entry for entry in entries if kind is not taxonomies.TRUSTS or entry[1].id in did_it
        ],
        followers=[
            entry for entry in entries if kind is taxonomies.TRUSTS and entry[1].id not in did_it
        ],
    )
    return Page(f"{kind.folder}/index.md", kind.title, kind.intro, body, "index")


def _vocabulary_terms(
    kind: Kind, catalogue: Catalogue, term_id: str, direction: str
) -> tuple[Term, ...]:
    if kind.choices or kind is taxonomies.TRUSTS:
        return ()
    vocabulary = catalogue.vocabularies[kind.folder]
    return (
        vocabulary.broader(term_id)[::-1]
        if direction == "broader"
        else vocabulary.narrower(term_id)
    )


def _breakdowns(
    kind: Kind, studies: Sequence[CaseStudy], catalogue: Catalogue
) -> Iterator[tuple[Kind, list[tuple[str, int]]]]:
    """Yield, for the other kinds, the terms that these studies carry themselves, the most frequent
    first.
    """
    for other in _BREAKDOWNS:
        if other is kind or len(studies) < 3:
            continue
        counts: dict[str, int] = {}
        for study in studies:
            for term_id in getattr(study, other.folder):
                counts[term_id] = counts.get(term_id, 0) + 1
        ordered = sorted(
            counts.items(),
            key=lambda item: (-item[1], taxonomies.label(other, item[0], catalogue).casefold()),
        )
        yield other, ordered[:12]


def _not_written_about(
    studies: Sequence[CaseStudy], catalogue: Catalogue
) -> list[tuple[Kind, tuple[Term, ...]]]:
    """Return the communities and topics that no study of this listing is found under."""
    found = []
    for kind in (taxonomies.COMMUNITIES, taxonomies.TOPICS):
        vocabulary = catalogue.vocabularies[kind.folder]
        used = {value for study in studies for value in catalogue.facet_values(study)[kind.facet]}
        found.append((kind, tuple(term for _, term in vocabulary.tree() if term.id not in used)))
    return [(kind, missing) for kind, missing in found if missing]


def _organisation(kind: Kind, term: Term, catalogue: Catalogue) -> dict[str, object] | None:
    """Return what a trust's page says of the organisation: its names over time, and what it took
    up.
    """
    register = catalogue.vocabularies.organisations
    if kind is not taxonomies.TRUSTS or term.id not in register:
        return None
    entry = register[term.id]

    def named(organisations: Sequence[Organisation]) -> list[tuple[Organisation, bool]]:
        return [(other, taxonomies.has_page(other, catalogue)) for other in organisations]

    return {
        "entry": entry,
        "written_as": sorted(
            {
                name
                for study in catalogue.under("trust", term.id)
                for trust, name in zip(study.trusts, study.trust_names, strict=False)
                if trust == term.id and name not in (entry.name, *entry.also_known_as)
            }
        ),
        "predecessors": [pair for pair in named(register.predecessors(term.id)) if pair[1]],
        "successors": named(register.successors(term.id)),
        "took_up": [
            (a, catalogue[a.practice])
            for a in catalogue.adoptions_by(term.id)
            if a.practice in catalogue
        ],
    }


def listing_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the index page of every kind, and a page for each of its terms."""
    for kind in taxonomies.KINDS:
        yield index_page(kind, catalogue)
        for _, term in taxonomies.terms(kind, catalogue):
            yield from term_pages(kind, term, catalogue)
