"""The index of one content repository: kept fresh, searched in the network's own words, asked what
is related.

A warm search reads the index and nothing else, so whatever only building needs is imported there.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practice import __version__
from practice.cache import cache_folder
from practice.content.files import Stamp, digest_of_file, scan
from practice.model.dates import this_day
from practice.model.text import normalise
from practice.search import (
    Index,
    IndexUnusable,
    Request,
    Response,
    Similar,
    Thesaurus,
    open_index,
    search,
    similar,
    stored_under,
)

if TYPE_CHECKING:
    from practice.search import Sort

DOCUMENTS_VERSION = 5
"""Goes up when an index must be looked at again though no file changed: when documents or extras
are others than before.
"""
_MOST_NAMED = 8
Notify = Callable[[str], None]


class UnknownValue(Exception):
    """A facet was asked for a value that it does not have; the message says so and suggests one."""


def signature(stamps: tuple[Stamp, ...]) -> str:
    """Return a text that changes whenever a file under `case_studies/` seems to have changed, or
    this program has.
    """
    digest = hashlib.blake2b(f"{__version__} {DOCUMENTS_VERSION}".encode(), digest_size=16)
    # The second form of marshal has no references, so that equal values give equal bytes; thousands
    # take a millisecond.
    digest.update(marshal.dumps(stamps, 2))
    return digest.hexdigest()


@dataclass(frozen=True)
class Lookup:
    """An opened index and the words to talk about it: use it in a `with`.

    `facets` maps each facet to its values and their labels; `left_out` counts the studies with
    errors.
    """

    index: Index
    facets: Mapping[str, Mapping[str, str]]
    left_out: int

    def __enter__(self) -> Lookup:
        return self

    def __exit__(self, *error: object) -> None:
        self.index.close()

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, str]]:
        found: Mapping[str, Mapping[str, str]] = self.index.extras["names"]
        return found

    def label(self, facet: str, value: str) -> str:
        """Return how a reader meets a value of a facet."""
        return self.facets.get(facet, {}).get(value, value)

    def resolve(self, facet: str, text: str) -> str:
        """Return the value of `facet` whose id, label, synonym, code or former name is `text`.

        Raises:
            UnknownValue: there is none; the message names the nearest.
        """
        names = self._names[facet]
        found = names.get(normalise(text))
        if found is None:
            from practice.model.diagnostics import nearest
            from practice.model.facets import FACETS
            from practice.model.text import listing

            plurals = {each.name: each.plural for each in FACETS}
            near = nearest(normalise(text), names)
            known = self.facets[facet].values()
            if near:
                hint = f"Did you mean '{self.label(facet, names[near])}'?"
            elif len(known) > _MOST_NAMED:
                hint = f"'practice list {plurals[facet]}' names them."
            else:
                hint = f"It is {listing(known, 'or')}."
            raise UnknownValue(f"There is no {facet} '{text}' here. {hint}")
        return found

    def dates(self, since: str = "", until: str = "") -> tuple[str, ...]:
        """Return the starting dates in the collection from `since` to `until`, both partial dates
        and both included.

        A date known to the year counts when any day of that year does.

        Raises:
            UnknownValue: `since` or `until` is not a date.
        """
        from practice.model.dates import PartialDate

        def parse(given: str) -> PartialDate | None:
            try:
                return PartialDate.parse(given) if given else None
            except ValueError as error:
                raise UnknownValue(f"'{given}' is not a date: {error}.") from None

        after, before = parse(since), parse(until)
        found = []
        for text in self.index.extras["dates"]:
            date = PartialDate.parse(text)
            if (not after or date.last_day >= after.first_day) and (
                not before or date.first_day <= before.last_day
            ):
                found.append(text)
        return tuple(found)

    def search(
        self,
        text: str,
        selection: Mapping[str, Sequence[str]],
        facets: Sequence[str] = (),
        sort: Sort = "relevance",
        limit: int | None = 10,
        offset: int = 0,
        plain: bool = False,
        some: bool = False,
    ) -> Response:
        """Search; `selection` maps facets to values as `resolve` returns them; `limit` None shows
        all.

        `plain`: `text` is words only, without query syntax. `some`: with what has only some of the
        words, after all that has enough of them.
        """
        request = Request(
            text=text,
            selection={facet: tuple(values) for facet, values in selection.items()},
            facets=tuple(facets),
            sort=sort,
            limit=limit,
            offset=offset,
            thesaurus=self._thesaurus,
            plain=plain,
            some=some,
        )
        return search(self.index, request)

    def similar(self, text: str, limit: int) -> list[Similar]:
        """Return the case studies that share most words with `text`, the best first, each with its
        record (see documents.py).
        """
        return similar(self.index, text, limit)

    def under(self, facet: str, value: str) -> list[Mapping[str, Any]]:
        """Return the records of the case studies found under a value of a facet, in no order."""
        return stored_under(self.index, facet, value)

    @cached_property
    def _thesaurus(self) -> Thesaurus:
        return Thesaurus(tuple(tuple(group) for group in self.index.extras["synonyms"]))


def open_lookup(root: Path, notify: Notify) -> Lookup:
    """Open the index of `root`, bringing it up to date first where it is not.

    `notify` is told, in one line, when that takes a rebuild.

    Raises:
        SearchError: the index cannot be used or written.
    """
    folder = cache_folder(root)
    try:
        index = open_index(folder)
        try:
            _check(root, index)
        except IndexUnusable:
            index.close()
            raise
    except IndexUnusable as unusable:
        from practice.lookup.indexer import refresh

        if unusable.kind != "stale":
            notify(f"Building the search index ({unusable.reason}).")
        refresh(root)
        index = open_index(folder)
    extras = index.extras
    return Lookup(
        index, {facet: dict(pairs) for facet, pairs in extras["labels"].items()}, extras["left_out"]
    )


def _check(root: Path, index: Index) -> None:
    if index.extras["root"] != str(root.resolve()):
        raise IndexUnusable("foreign", "the search index there is that of another repository")
    # Besides what stamps tell: that a day has come, and what was written just after it was read.
    first, end = index.extras["right"]
    if (
        index.fingerprint != signature(scan(root))
        or not first <= this_day().isoformat() < end
        or any(digest_of_file(root, path) != was for path, was in index.extras["unsettled"])
    ):
        raise IndexUnusable("stale", "the search index is older than what it was made from")
