"""Pages that list case studies: one for each term, and one that lists the terms of a facet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from practice.model import facets
from practice.model.case_study import CaseStudy
from practice.model.catalogue import Catalogue, Listed, best_evidence_first
from practice.model.facets import Facet
from practice.model.organisations import Organisation
from practice.model.text import counted
from practice.model.vocabulary import Term
from practice.site.page import Page, page_with, parts, relative
from practice.site.rendering import fill
from practice.site.urls import study_address, term_address

_BREAKDOWNS = (facets.THEMES, facets.COMMUNITIES, facets.TOPICS)

One = TypeVar("One", bound=Listed)


def listing_order(studies: Iterable[One]) -> list[One]:
    """Return `studies` as listings show them: the best evidenced first, then the newest, the
    retired last.
    """
    return sorted(
        studies, key=lambda study: (study.status == "retired", best_evidence_first(study))
    )


def terms(facet: Facet, catalogue: Catalogue) -> tuple[tuple[int, Term], ...]:
    """Return the terms of `facet` that have a page, each with its depth under broader terms.

    Vocabulary terms all have a page, so that an address once given out stays; of the organisations
    only those with something to show.
    """
    if facet.choices:
        return tuple((0, Term(entry.value, entry.label, entry.meaning)) for entry in facet.choices)
    if facet is facets.TRUSTS:
        shown = [
            entry for entry in catalogue.vocabularies.organisations if has_page(entry, catalogue)
        ]
        return tuple(
            (0, Term(entry.id, entry.name, ""))
            for entry in sorted(shown, key=lambda entry: entry.name.casefold())
        )
    return tuple(catalogue.vocabularies[facet.plural].tree())


def has_page(organisation: Organisation, catalogue: Catalogue) -> bool:
    """Return whether there is anything to show: work done there or by a predecessor, or a practice
    taken up.
    """
    return bool(
        catalogue.under("trust", organisation.id) or catalogue.adoptions_by(organisation.id)
    )


def term_pages(facet: Facet, term: Term, catalogue: Catalogue) -> Iterator[Page]:
    """Yield the listing of `term`: what it means, the studies, what did not work, what is missing;
    long ones in pages.
    """
    studies = listing_order(catalogue.under(facet.name, term.id))
    apart = facet is not facets.OUTCOMES
    failed = [study for study in studies if apart and study.outcome == "did-not-work"]
    others = [study for study in studies if not apart or study.outcome != "did-not-work"]
    description = (
        f"{counted(len(studies), 'case study', 'case studies')}: {term.definition or term.label}"
    )
    for part in parts(term_address(facet, term.id), len(studies)):
        here, opening = part.address, part.number == 1
        body = fill(
            "term.html",
            facet=facet,
            term=term,
            part=part,
            site=partial(relative, here),
            term_address=lambda other, term_id, here=here: relative(
                here, term_address(other, term_id)
            ),
            study_address=lambda study, here=here: relative(here, study_address(study.id)),
            label=catalogue.label,
            studies=part.of(others),
            failed=part.of(failed, before=len(others)),
            failed_page=page_with(len(others)) if failed else 0,
            failed_total=len(failed),
            broader=_vocabulary_terms(facet, catalogue, term.id, "broader"),
            narrower=[
                (other, len(catalogue.under(facet.name, other.id)))
                for other in _vocabulary_terms(facet, catalogue, term.id, "narrower")
            ],
            breakdowns=(
                list(_breakdowns(facet, studies, catalogue))
                if opening and not facet.choices
                else []
            ),
            missing=(
                _not_written_about(studies, catalogue) if opening and facet is facets.THEMES else []
            ),
            organisation=_organisation(facet, term, catalogue) if opening else None,
        )
        yield Page(part.path, term.label + part.suffix, description, body, "listing")


def index_page(facet: Facet, catalogue: Catalogue) -> Page:
    """Return the page that lists every term of `facet`, each with its count."""
    here = f"{facet.plural}/"
    entries = [
        (depth, term, len(catalogue.under(facet.name, term.id)))
        for depth, term in terms(facet, catalogue)
    ]
    did_it = {trust for study in catalogue for trust in study.trusts}
    body = fill(
        "term_index.html",
        facet=facet,
        site=partial(relative, here),
        entries=[entry for entry in entries if facet is not facets.TRUSTS or entry[1].id in did_it],
        followers=[
            entry for entry in entries if facet is facets.TRUSTS and entry[1].id not in did_it
        ],
    )
    return Page(f"{facet.plural}/index.md", facet.title, facet.intro, body, "index")


def _vocabulary_terms(
    facet: Facet, catalogue: Catalogue, term_id: str, direction: str
) -> tuple[Term, ...]:
    if facet.choices or facet is facets.TRUSTS:
        return ()
    vocabulary = catalogue.vocabularies[facet.plural]
    return (
        vocabulary.broader(term_id)[::-1]
        if direction == "broader"
        else vocabulary.narrower(term_id)
    )


def _breakdowns(
    facet: Facet, studies: Sequence[CaseStudy], catalogue: Catalogue
) -> Iterator[tuple[Facet, list[tuple[str, int]]]]:
    """Yield, for the other kinds, the terms that these studies carry themselves, the most frequent
    first.
    """
    for other in _BREAKDOWNS:
        if other is facet or len(studies) < 3:
            continue
        counts: dict[str, int] = {}
        for study in studies:
            for term_id in getattr(study, other.field):
                counts[term_id] = counts.get(term_id, 0) + 1
        ordered = sorted(
            counts.items(),
            key=lambda item: (-item[1], catalogue.label(other, item[0]).casefold()),
        )
        yield other, ordered[:12]


def _not_written_about(
    studies: Sequence[CaseStudy], catalogue: Catalogue
) -> list[tuple[Facet, tuple[Term, ...]]]:
    """Return the communities and topics that no study of this listing is found under."""
    found = []
    for facet in (facets.COMMUNITIES, facets.TOPICS):
        vocabulary = catalogue.vocabularies[facet.plural]
        used = {value for study in studies for value in catalogue.facet_values(study)[facet.name]}
        found.append((facet, tuple(term for _, term in vocabulary.tree() if term.id not in used)))
    return [(facet, missing) for facet, missing in found if missing]


def _organisation(facet: Facet, term: Term, catalogue: Catalogue) -> dict[str, object] | None:
    """Return what a trust's page says of the organisation: its names over time, and what it took
    up.
    """
    register = catalogue.vocabularies.organisations
    if facet is not facets.TRUSTS or term.id not in register:
        return None
    entry = register[term.id]

    def named(organisations: Sequence[Organisation]) -> list[tuple[Organisation, bool]]:
        return [(other, has_page(other, catalogue)) for other in organisations]

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
    """Yield the index page of every facet, and a page for each of its terms."""
    for facet in facets.LISTED:
        yield index_page(facet, catalogue)
        for _, term in terms(facet, catalogue):
            yield from term_pages(facet, term, catalogue)
