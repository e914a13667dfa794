"""The words of a network: themes, communities, topics, settings and synonyms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from practice.model.diagnostics import nearest
from practice.model.facets import VOCABULARY_FACETS
from practice.model.organisations import Organisations
from practice.model.text import normalise

VOCABULARY_NAMES = tuple(facet.plural for facet in VOCABULARY_FACETS)


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
                names.setdefault(normalise(name), term)
        return names

    @cached_property
    def _narrower(self) -> Mapping[str | None, tuple[Term, ...]]:
        found: dict[str | None, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.broader, []).append(term)
        return {key: tuple(value) for key, value in found.items()}

    def find(self, text: str) -> Term | None:
        """Return the term whose id, label or synonym is `text`, whatever its case or accents."""
        return self._by_name.get(normalise(text))

    def suggest(self, text: str) -> str | None:
        """Return the id of the term spelled most like `text`, or None."""
        found = nearest(normalise(text), self._by_name)
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
        """Return `term_ids` and every term above them, each once."""
        ids = dict.fromkeys(term_ids)
        for term_id in tuple(ids):
            ids.update(dict.fromkeys(term.id for term in self.broader(term_id)))
        return tuple(ids)

    def tree(self, top: str | None = None, depth: int = 0) -> Iterator[tuple[int, Term]]:
        """Yield every term below `top` with its depth, parents before children."""
        for term in self.narrower(top):
            yield depth, term
            yield from self.tree(term.id, depth + 1)


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
