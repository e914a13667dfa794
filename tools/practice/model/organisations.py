"""The register of organisations: their names and codes, and who followed whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from practice.model.diagnostics import nearest
from practice.model.text import normalise


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
        return (
            self.name
            if normalise(written) in (normalise(self.ods_code), normalise(self.id))
            else written
        )


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
                    names.setdefault(normalise(name), entry)
        return names

    def find(self, text: str) -> Organisation | None:
        """Return the organisation with this name, ODS code, id or other name."""
        return self._by_name.get(normalise(text))

    def suggest(self, text: str) -> str | None:
        """Return the name of the organisation spelled most like `text`, or None."""
        found = nearest(normalise(text), self._by_name)
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
