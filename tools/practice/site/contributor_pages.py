"""Where a contribution stands, for those who wrote it: each trust's case studies, when they are
due, who took them up, words to cite.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from practice.content.paths import NO_TRUST
from practice.model import facets
from practice.model.case_study import Adoption, CaseStudy
from practice.model.catalogue import Catalogue
from practice.model.dates import PartialDate
from practice.model.schema import REVIEW_MONTHS
from practice.model.text import counted, listing, number, plural
from practice.site.page import Page, relative
from practice.site.rendering import fill
from practice.site.settings import Network
from practice.site.urls import study_address, term_address
from practice.site.wording import citation

ADDRESS = "contribute/standing/"
_IN_USE = ("running", "adapted")


@dataclass(frozen=True, slots=True)
class Use:
    """What the records say of others' use of one case study: the last word of each organisation, by
    how far it got.
    """

    using: tuple[Adoption, ...]
    trying: tuple[Adoption, ...]
    stopped: tuple[Adoption, ...]
    interested: tuple[Adoption, ...]

    @property
    def words(self) -> str:
        """The records as a sentence: "Used by two other organisations, according to the records
        here.".
        """
        parts = [
            f"{verb} {number(len(records))} other {plural(len(records), 'organisation')}"
            for verb, records in (
                ("used by", self.using),
                ("being tried by", self.trying),
                ("tried and given up by", self.stopped),
            )
            if records
        ]
        if not parts:
            return "No other organisation is on record here as using it."
        told = listing(parts)
        return f"{told[:1].upper()}{told[1:]}, according to the records here."


def use_of(study: CaseStudy, catalogue: Catalogue) -> Use:
    """Return who took up `study`; those who did the work themselves are left out."""
    last = {
        adoption.trust: adoption
        for adoption in catalogue.adoptions_of(study.id)
        if adoption.trust not in study.trusts
    }

    def at(*stages: str) -> tuple[Adoption, ...]:
        return tuple(adoption for adoption in last.values() if adoption.stage in stages)

    return Use(at(*_IN_USE), at("trying"), at("stopped"), at("interested"))


def due(reviewed: PartialDate) -> PartialDate:
    """Return when a case study is due for another look, known as exactly as the day of its last
    review.
    """
    years, month = divmod((reviewed.month or 12) - 1 + REVIEW_MONTHS, 12)
    year, month = reviewed.year + years, month + 1
    day = min(reviewed.day, calendar.monthrange(year, month)[1]) if reviewed.day else None
    return replace(reviewed, year=year, month=month if reviewed.month else None, day=day)


def evidence_line(study: CaseStudy, use: Use, network: str) -> str:
    """Return a true sentence or two on `study` for an appraisal, a revalidation or a portfolio.

    It says who wrote the page, as work that others wrote up is not a publication of those who did
    it.
    """
    stop = "" if study.title.endswith((".", "?", "!")) else "."
    whose = (
        f"Work of {listing(study.trust_names)}"
        if study.trust_names
        else f"Work in {study.place}"
        if study.place
        else "Work"
    )
    by = (
        "those who did it"
        if study.origin == "contributed"
        else "the editors from published sources"
    )
    retired = ", since retired" if study.status == "retired" else ""
    published = f"Published in {network}{retired}, last reviewed {study.reviewed.words}."
    return f"{study.title}{stop} {whose}, written up by {by}. {published} {use.words}"


def standing_address(study: CaseStudy) -> str:
    """Return where it is said how `study` stands, relative to the site: on the page of the first
    trust that did the work.
    """
    return f"{page_address(study.trusts[0] if study.trusts else NO_TRUST)}#{study.id}"


def page_address(trust: str) -> str:
    """Return the address of the page for the authors of one trust, relative to the site."""
    return f"{ADDRESS}{trust}/"


def standing_pages(catalogue: Catalogue, network: Network) -> Iterator[Page]:
    """Yield the page on which authors find their trust, then one for each trust that did any of the
    work.
    """
    by_trust: dict[str, list[CaseStudy]] = {}
    for study in catalogue:
        for trust in study.trusts or (NO_TRUST,):
            by_trust.setdefault(trust, []).append(study)
    names = {
        trust: ("No single trust" if trust == NO_TRUST else catalogue.label(facets.TRUSTS, trust))
        for trust in by_trust
    }
    order = sorted(by_trust, key=lambda trust: (trust == NO_TRUST, names[trust].casefold()))
    body = fill(
        "standing_index.html",
        site=partial(relative, ADDRESS),
        trusts=[
            (names[trust], relative(ADDRESS, page_address(trust)), len(by_trust[trust]))
            for trust in order
        ],
    )
    yield Page(
        f"{ADDRESS}index.md",
        "Where your contribution stands",
        "For those who wrote a case study: where it stands.",
        body,
        "index",
    )
    for trust in order:
        yield _trust_page(trust, names[trust], by_trust[trust], catalogue, network)


def _trust_page(
    trust: str, name: str, studies: Sequence[CaseStudy], catalogue: Catalogue, network: Network
) -> Page:
    here = page_address(trust)
    uses = [use_of(study, catalogue) for study in studies]
    body = fill(
        "standing.html",
        name=name,
        entries=[
            (
                study,
                due(study.reviewed),
                use,
                citation(study, network.name),
                evidence_line(study, use, network.name),
            )
            for study, use in zip(studies, uses, strict=True)
        ],
        site=partial(relative, here),
        address_of=lambda other: relative(here, study_address(other.id)),
        trust_address=lambda other: relative(here, term_address(facets.TRUSTS, other)),
        known=trust != NO_TRUST,
        trust=trust,
        catalogue=catalogue,
        network=network,
    )
    what = (
        f"{counted(len(studies), 'case study', 'case studies')} of {name}: when each was reviewed,"
        " who took it up, how to cite it."
    )
    return Page(f"{here.rstrip('/')}.md", f"Where it stands: {name}", what, body, "standing")
