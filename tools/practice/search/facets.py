"""Choose documents by facet and count, exactly, what every further choice would give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .index import Index

Selection = Mapping[str, Sequence[str]]
"""For each facet, the chosen terms: any of them will do, but every facet has to agree."""


@dataclass(frozen=True)
class FacetCount:
    """A term of a facet, the number of documents that choosing it gives, and whether it is chosen
    now.
    """

    value: str
    count: int
    selected: bool


class UnknownFacet(ValueError):
    """A facet that the index does not have."""


def selected(index: Index, selection: Selection, among: int) -> int:
    """Return the documents of `among` that agree with the whole selection.

    Raises:
        UnknownFacet: for a facet that is not in the index. An unknown term just has no documents.
    """
    for facet in selection:
        among &= _any_of(index, facet, selection[facet])
    return among


def count(
    index: Index, selection: Selection, among: int, wanted: Sequence[str]
) -> dict[str, tuple[FacetCount, ...]]:
    """Count the terms of each wanted facet, largest first, as though that facet's own selection
    were not made.

    Terms without a document are left out unless they are chosen, so that a choice can always be
    taken back.

    Raises:
        UnknownFacet: for a facet that is not in the index.
    """
    counts = {}
    for facet in wanted:
        others = {name: values for name, values in selection.items() if name != facet}
        rest = selected(index, others, among)
        chosen = frozenset(selection.get(facet, ()))
        known = _values(index, facet)
        found = [
            FacetCount(value, (bits & rest).bit_count(), value in chosen)
            for value, bits in known.items()
        ]
        found += [FacetCount(value, 0, True) for value in chosen if value not in known]
        shown = [entry for entry in found if entry.count or entry.selected]
        counts[facet] = tuple(sorted(shown, key=lambda entry: (-entry.count, entry.value)))
    return counts


def _any_of(index: Index, facet: str, values: Sequence[str]) -> int:
    known = _values(index, facet)
    if not values:
        return -1  # no choice: every bit is set
    found = 0
    for value in values:
        found |= known.get(value, 0)
    return found


def _values(index: Index, facet: str) -> Mapping[str, int]:
    try:
        return index.facets[facet]
    except KeyError:
        raise UnknownFacet(
            f"'{facet}' is not a facet of this index; it has"
            f" {', '.join(index.facet_names) or 'none'}."
        ) from None
