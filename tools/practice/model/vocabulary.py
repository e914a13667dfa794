"""The words of a network: themes, communities, topics, settings, organisations and synonyms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from practice.model.diagnostics import nearest
from practice.model.text import fold, slug

__all__ = [
    "VOCABULARY_NAMES",
    "Organisation",
    "Organisations",
    "Term",
    "Vocabularies",
    "Vocabulary",
    "fold",
    "slug",
]

VOCABULARY_NAMES = ("themes", "communities", "topics", "settings")


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a vocabulary; `broader` is the id of the term above it, if there is one.

    `kept_because` says why editors keep a term that fewer than two case studies use.
    """

    id: str
    label: str
    definition: str
    broader: str | None = None
    synonyms: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    kept_because: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every way to write the term: id, label and synonyms."""
        return (self.id, self.label, *self.synonyms)


@dataclass(frozen=True)
class Vocabulary:
    """The terms of one kind, in the editors' order."""

    name: str
    terms: tuple[Term, ...]
    path: str = ""

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __getitem__(self, term_id: str) -> Term:
        return self._by_id[term_id]

    def __contains__(self, term_id: object) -> bool:
        return term_id in self._by_id

    @cached_property
    def _by_id(self) -> Mapping[str, Term]:
        return {term.id: term for term in self.terms}

    @cached_property
    def _by_name(self) -> Mapping[str, Term]:
        names: dict[str, Term] = {}
        for term in self.terms:
            for name in term.names:
                names.setdefault(fold(name), term)
        return names

    @cached_property
    def _narrower(self) -> Mapping[str | None, tuple[Term, ...]]:
        found: dict[str | None, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.broader, []).append(term)
        return {key: tuple(value) for key, value in found.items()}

    def find(self, text: str) -> Term | None:
        """Return the term whose id, label or synonym is `text`, whatever its case or accents."""
        return self._by_name.get(fold(text))

    def suggest(self, text: str) -> str | None:
        """Return the id of the term spelled most like `text`, or None."""
        found = nearest(fold(text), self._by_name)
        return self._by_name[found].id if found else None

    def narrower(self, term_id: str | None) -> tuple[Term, ...]:
        """Return the terms just below `term_id`; for None, those at the top."""
        return self._narrower.get(term_id, ())

    def broader(self, term_id: str) -> tuple[Term, ...]:
        """Return the terms above `term_id`, the nearest first."""
        found: list[Term] = []
        above = self[term_id].broader
        while above is not None and above in self and self[above] not in found:
            found.append(self[above])
            above = self[above].broader
        return tuple(found)

    def with_broader(self, term_ids: Iterable[str]) -> tuple[str, ...]:
        """Return `term_ids` and every term above them, each once: what a broader search must find."""
        ids = dict.fromkeys(term_ids)
        for term_id in tuple(ids):
            ids.update(dict.fromkeys(term.id for term in self.broader(term_id)))
        return tuple(ids)

    def tree(self, top: str | None = None, depth: int = 0) -> Iterator[tuple[int, Term]]:
        """Yield every term below `top` with its depth, parents before children."""
        for term in self.narrower(top):
            yield depth, term
            yield from self.tree(term.id, depth + 1)


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation of the register. `successors` are ids; `ods_code` may be empty."""

    id: str
    name: str
    kind: str = ""
    ods_code: str = ""
    status: str = ""
    successors: tuple[str, ...] = ()
    also_known_as: tuple[str, ...] = ()
    source: str = ""

    @property
    def official_names(self) -> tuple[str, ...]:
        """Name, ODS code where there is one, and id: these win over another body's former name."""
        return (self.name, self.ods_code, self.id) if self.ods_code else (self.name, self.id)

    def named(self, written: str) -> str:
        """Return the name to show where an author wrote `written`: as written, unless that is a
        code or an id.
        """
        # A body may have been renamed since.
        return self.name if fold(written) in (fold(self.ods_code), fold(self.id)) else written


@dataclass(frozen=True)
class Organisations:
    """The register of organisations, with who followed whom."""

    entries: tuple[Organisation, ...]
    path: str = ""

    def __iter__(self) -> Iterator[Organisation]:
        return iter(self.entries)

    def __getitem__(self, organisation_id: str) -> Organisation:
        return self._by_id[organisation_id]

    def __contains__(self, organisation_id: object) -> bool:
        return organisation_id in self._by_id

    @cached_property
    def _by_id(self) -> Mapping[str, Organisation]:
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def _by_name(self) -> Mapping[str, Organisation]:
        names: dict[str, Organisation] = {}
        for rank in (0, 1):
            for entry in self.entries:
                for name in entry.also_known_as if rank else entry.official_names:
                    names.setdefault(fold(name), entry)
        return names

    def find(self, text: str) -> Organisation | None:
        """Return the organisation with this name, ODS code, id or other name."""
        return self._by_name.get(fold(text))

    def suggest(self, text: str) -> str | None:
        """Return the name of the organisation spelled most like `text`, or None."""
        found = nearest(fold(text), self._by_name)
        return self._by_name[found].name if found else None

    def successors(self, organisation_id: str) -> tuple[Organisation, ...]:
        """Return every organisation that followed this one, nearest first, through any number of
        mergers.
        """
        return self._reach(organisation_id, self._follow)

    @cached_property
    def _follow(self) -> Mapping[str, Sequence[str]]:
        return {entry.id: entry.successors for entry in self.entries}

    @cached_property
    def _followed(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for entry in self.entries:
            for successor in entry.successors:
                found.setdefault(successor, []).append(entry.id)
        return found

    def predecessors(self, organisation_id: str) -> tuple[Organisation, ...]:
        """Return every organisation that this one followed, nearest first."""
        return self._reach(organisation_id, self._followed)

    def with_successors(self, organisation_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the ids and those of all their successors: where a study must be found."""
        ids = dict.fromkeys(organisation_ids)
        for organisation_id in tuple(ids):
            ids.update(dict.fromkeys(entry.id for entry in self.successors(organisation_id)))
        return tuple(ids)

    def _reach(self, start: str, steps: Mapping[str, Sequence[str]]) -> tuple[Organisation, ...]:
        found: dict[str, None] = {}
        edge = list(steps.get(start, ()))
        while edge:
            next_id = edge.pop(0)
            if next_id not in found and next_id != start and next_id in self:
                found[next_id] = None
                edge.extend(steps.get(next_id, ()))
        return tuple(self[organisation_id] for organisation_id in found)


@dataclass(frozen=True)
class Vocabularies:
    """All the words of a network together. `plain_words` are words of every day, each with what is
    written in place of it.
    """

    themes: Vocabulary
    communities: Vocabulary
    topics: Vocabulary
    settings: Vocabulary
    organisations: Organisations
    thesaurus: tuple[tuple[str, ...], ...] = field(default=())
    plain_words: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())

    def __getitem__(self, name: str) -> Vocabulary:
        """Return the vocabulary called "themes", "communities", "topics" or "settings"."""
        found: Vocabulary = getattr(self, name)
        return found

    @property
    def synonyms(self) -> tuple[tuple[str, ...], ...]:
        """Groups of equivalent words for search: the thesaurus and the synonyms of every term."""
        terms = (term for name in VOCABULARY_NAMES for term in self[name])
        return self.thesaurus + tuple(
            (term.label, *term.synonyms) for term in terms if term.synonyms
        )
