"""The case studies that a collection names by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from practice.checks.suggest import Speller
from practice.content.draft import Draft, Scalar, Sequence
from practice.model.diagnostics import Place
from practice.model.messages import sentences


class StudyIds:
    """The ids of the case studies of a collection, of the faulty ones too: a reference to one is
    right.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = set(ids)
        self._speller: Speller | None = None

    def __contains__(self, study_id: object) -> bool:
        return study_id in self._ids

    def hint(self, study_id: str) -> str:
        """Return the cure for an id that no case study has."""
        self._speller = self._speller or Speller((known, known) for known in sorted(self._ids))
        meant = self._speller.suggest(study_id.removesuffix(".md").rpartition("/")[2])
        suggestion = f"Did you mean '{meant}'?" if meant else ""
        return sentences(suggestion, "An id is the name of a case study's file without '.md'.")


def references_of(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    """Yield the field, the id and the place of every case study that `draft` names in a field."""
    for name in ("related", "supersedes"):
        value = draft.front.get(name) if draft.front else None
        for item in value if isinstance(value, Sequence) else ():
            if isinstance(item, Scalar) and item.tag != "null" and item.text.strip():
                yield name, item.text.strip(), item.place
