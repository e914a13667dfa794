"""Every published case study and adoption in order: by id, by facet, and related to one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from practice.model.case_study import Adoption, CaseStudy
from practice.model.dates import PartialDate
from practice.model.facets import FACETS, TRUSTS, VOCABULARY_FACETS, Facet
from practice.model.schema import EVIDENCE, choice
from practice.model.vocabulary import Vocabularies

_EVIDENCE_RANK = {entry.value: rank for rank, entry in enumerate(EVIDENCE)}


class Listed(Protocol):
    """What the order of listings depends on: of a case study, or of what an index keeps of one."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def status(self) -> str: ...  # noqa: D102
    @property
    def evidence(self) -> str: ...  # noqa: D102
    @property
    def started(self) -> PartialDate | None: ...  # noqa: D102


def newest_first(study: Listed) -> tuple[tuple[int, ...], str]:
    """Order by start, the latest first and undated last, then by id."""
    date = study.started
    return ((-date.year, -(date.month or 0), -(date.day or 0)) if date else (1,), study.id)


def best_evidence_first(study: Listed) -> tuple[int, tuple[tuple[int, ...], str]]:
    """Order by evidence, the strongest first, then the newest."""
    return (-_EVIDENCE_RANK[study.evidence], newest_first(study))


@dataclass(frozen=True)
class Catalogue:
    """The collection that the site, the search, the feeds and the commands all read.

    `studies` are in order of id and leave out drafts; `attachments` are the files beside them, each
    with the case studies that name it, drafts and faulty ones too: all by their paths, relative to
    the root.
    """

    studies: tuple[CaseStudy, ...]
    vocabularies: Vocabularies
    adoptions: tuple[Adoption, ...] = ()
    attachments: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @classmethod
    def of(
        cls,
        studies: Iterable[CaseStudy],
        vocabularies: Vocabularies,
        adoptions: Iterable[Adoption] = (),
        attachments: Mapping[str, tuple[str, ...]] | None = None,
    ) -> Catalogue:
        """Put studies and adoptions in order; drafts are left out."""
        published = sorted(
            (study for study in studies if study.status != "draft"), key=lambda study: study.id
        )
        ordered = sorted(
            adoptions, key=lambda a: (a.practice, a.since.sort_key if a.since else "", a.trust)
        )
        return cls(
            tuple(published),
            vocabularies,
            tuple(ordered),
            dict(sorted((attachments or {}).items())),
        )

    def __iter__(self) -> Iterator[CaseStudy]:
        return iter(self.studies)

    def __len__(self) -> int:
        return len(self.studies)

    def __getitem__(self, study_id: str) -> CaseStudy:
        return self._by_id[study_id]

    def __contains__(self, study_id: object) -> bool:
        return study_id in self._by_id

    @cached_property
    def _by_id(self) -> Mapping[str, CaseStudy]:
        return {study.id: study for study in self.studies}

    @cached_property
    def by_path(self) -> Mapping[str, CaseStudy]:
        """The case study of each path, relative to the root."""
        return {study.path: study for study in self.studies}

    def facet_values(self, study: CaseStudy) -> Mapping[str, tuple[str, ...]]:
        """Return the values under which `study` is found, facet by facet.

        A term brings the terms above it, and a trust brings its successors.
        """
        return {facet.name: self._values(facet, study) for facet in FACETS}

    def _values(self, facet: Facet, study: CaseStudy) -> tuple[str, ...]:
        if facet in VOCABULARY_FACETS:
            return self.vocabularies[facet.plural].with_broader(getattr(study, facet.field))
        if facet is TRUSTS:
            return self.vocabularies.organisations.with_successors(study.trusts)
        return (getattr(study, facet.field),)

    def label(self, facet: Facet, value: str) -> str:
        """Return how a reader meets a value of `facet`; one that is not known speaks for itself."""
        if facet in VOCABULARY_FACETS:
            vocabulary = self.vocabularies[facet.plural]
            return vocabulary[value].label if value in vocabulary else value
        if facet is TRUSTS:
            register = self.vocabularies.organisations
            return register[value].name if value in register else value
        return choice(facet.choices, value).label

    def names(self, study: CaseStudy) -> tuple[str, ...]:
        """Return the names of all terms and organisations under which `study` is found, each once.

        They are what both searches know it by besides its own words.
        """
        values = self.facet_values(study)
        found = [
            self.vocabularies[facet.plural][term].label
            for facet in VOCABULARY_FACETS
            for term in values[facet.name]
            if term in self.vocabularies[facet.plural]
        ]
        register = self.vocabularies.organisations
        for trust in values[TRUSTS.name]:
            if trust in register:
                found += [register[trust].name, *register[trust].also_known_as]
        return tuple(dict.fromkeys(found))

    @cached_property
    def _by_facet(self) -> Mapping[tuple[str, str], tuple[CaseStudy, ...]]:
        found: dict[tuple[str, str], list[CaseStudy]] = {}
        for study in self.studies:
            for facet, values in self.facet_values(study).items():
                for value in values:
                    found.setdefault((facet, value), []).append(study)
        return {key: tuple(studies) for key, studies in found.items()}

    def under(self, facet: str, value: str) -> tuple[CaseStudy, ...]:
        """Return the studies found under `value`: its own and those of narrower terms or
        predecessors.
        """
        return self._by_facet.get((facet, value), ())

    @cached_property
    def _adoptions(self) -> Mapping[str, tuple[Adoption, ...]]:
        # By study and by trust; their ids may be alike, so the first word tells them apart.
        found: dict[str, list[Adoption]] = {}
        for adoption in self.adoptions:
            found.setdefault(f"of {adoption.practice}", []).append(adoption)
            found.setdefault(f"by {adoption.trust}", []).append(adoption)
        return {key: tuple(adoptions) for key, adoptions in found.items()}

    def adoptions_of(self, study_id: str) -> tuple[Adoption, ...]:
        """Return who took up the practice."""
        return self._adoptions.get(f"of {study_id}", ())

    def adoptions_by(self, organisation_id: str) -> tuple[Adoption, ...]:
        """Return what the organisation took up from others."""
        return self._adoptions.get(f"by {organisation_id}", ())

    @cached_property
    def _superseded(self) -> Mapping[str, tuple[CaseStudy, ...]]:
        found: dict[str, list[CaseStudy]] = {}
        for study in self.studies:
            for old in study.supersedes:
                found.setdefault(old, []).append(study)
        return {old: tuple(studies) for old, studies in found.items()}

    def superseded_by(self, study_id: str) -> tuple[CaseStudy, ...]:
        """Return the studies that replace this one."""
        return self._superseded.get(study_id, ())
