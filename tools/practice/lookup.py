"""The index of one content repository: kept fresh, searched in the network's own words, asked what is related.

A warm search reads the index and nothing else, so whatever only building needs is imported there.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practice import __version__
from practice.folding import fold
from practice.searching import Index, IndexUnusable, Request, Response, Thesaurus, open_index, search

if TYPE_CHECKING:
    from practice.searching import BuildResult, Sort
    from practice.workspace import Workspace

INDEX_FOLDER = ".practice/index"
DOCUMENTS_VERSION = 1
"""Goes up when `documents` makes other documents of the same catalogue, so that every index is made anew."""
Notify = Callable[[str], None]


class UnknownValue(Exception):
    """A facet was asked for a value that it does not have; the message says so and suggests one."""


def index_directory(root: Path) -> Path:
    """Return where the index of `root` lies: inside it, or in the user's cache where it cannot be written."""
    if os.access(root, os.W_OK):
        return root / INDEX_FOLDER
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "practice" / hashlib.blake2b(str(root).encode(), digest_size=8).hexdigest()


def signature(root: Path) -> str:
    """Return a text that changes whenever a file under `case_studies/` or this program does.

    Only names, sizes and times are read, so that it costs a fraction of a millisecond a file.
    """
    digest = hashlib.blake2b(f"{__version__} {DOCUMENTS_VERSION}".encode(), digest_size=16)
    pending = [str(root / "case_studies")]
    while pending:
        folder = pending.pop()
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                else:
                    status = entry.stat(follow_symlinks=False)
                    digest.update(f"{entry.path}|{status.st_size}|{status.st_mtime_ns}|{status.st_ino}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@dataclass(frozen=True)
class Lookup:
    """An opened index and the words to talk about it: use it in a `with`.

    `facets` maps each facet to its values and their labels; `left_out` counts the studies with errors.
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
        found = names.get(fold(text))
        if found is None:
            from practice.diagnostics import nearest

            near = nearest(fold(text), names)
            hint = f" Did you mean '{self.label(facet, names[near])}'?" if near else ""
            raise UnknownValue(f"There is no {facet} '{text}' here.{hint}")
        return found

    def dates(self, since: str = "", until: str = "") -> tuple[str, ...]:
        """Return the starting dates in the collection from `since` to `until`, both partial dates and both included.

        A date known to the year counts when any day of that year does.

        Raises:
            UnknownValue: `since` or `until` is not a date.
        """
        from practice.partial_date import PartialDate

        def parse(given: str) -> PartialDate | None:
            try:
                return PartialDate.parse(given) if given else None
            except ValueError as error:
                raise UnknownValue(f"'{given}' is not a date: {error}.") from None

        after, before = parse(since), parse(until)
        found = []
        for text in self.index.extras["dates"]:
            date = PartialDate.parse(text)
            if (not after or date.last_day >= after.first_day) and (not before or date.first_day <= before.last_day):
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
    ) -> Response:
        """Search; `selection` maps facets to values as `resolve` returns them; `limit` None shows all.

        `plain`: `text` is words only, without query syntax.
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
        )
        return search(self.index, request)

    @cached_property
    def _thesaurus(self) -> Thesaurus:
        return Thesaurus(tuple(tuple(group) for group in self.index.extras["synonyms"]))


def open_lookup(root: Path, notify: Notify) -> Lookup:
    """Open the index of `root`, bringing it up to date first where it is not.

    `notify` is told, in one line, when that takes a rebuild.
    """
    directory = index_directory(root)
    current = signature(root)
    try:
        index = open_index(directory, current)
    except IndexUnusable as unusable:
        if unusable.kind != "stale":
            notify(f"Building the search index ({unusable.reason}).")
        refresh(root)
        index = open_index(directory)
    extras = index.extras
    return Lookup(index, {facet: dict(pairs) for facet, pairs in extras["labels"].items()}, extras["left_out"])


def refresh(root: Path, workspace: Workspace | None = None) -> BuildResult:
    """Bring the index of `root` up to date and say what changed; unchanged studies are left alone."""
    from practice.documents import FACET_NAMES, documents
    from practice.searching import update
    from practice.workspace import open_workspace

    current = signature(root)
    opened = workspace or open_workspace(root)
    found = tuple(documents(opened.catalogue))
    extras = _extras(opened, sorted({document.date for document in found if document.date}))
    return update(index_directory(root), found, FACET_NAMES, current, extras)


def _extras(workspace: Workspace, dates: Iterable[str]) -> dict[str, Any]:
    from practice import schema
    from practice.vocabulary import VOCABULARY_NAMES

    words = workspace.vocabularies
    labels: dict[str, dict[str, str]] = {}
    names: dict[str, dict[str, str]] = {}
    for facet, vocabulary in zip(("theme", "community", "topic", "setting"), VOCABULARY_NAMES, strict=True):
        labels[facet] = {term.id: term.label for term in words[vocabulary]}
        names[facet] = {}
        for term in words[vocabulary]:
            for name in term.names:
                names[facet].setdefault(fold(name), term.id)
    labels["trust"] = {entry.id: entry.name for entry in words.organisations}
    names["trust"] = {}
    for official in (True, False):
        for entry in words.organisations:
            for name in entry.official_names if official else entry.also_known_as:
                names["trust"].setdefault(fold(name), entry.id)
    for facet, choices in (
        ("stage", schema.STAGES),
        ("outcome", schema.OUTCOMES),
        ("evidence", schema.EVIDENCE),
        ("origin", schema.ORIGINS),
    ):
        labels[facet] = {choice.value: choice.label for choice in choices}
        names[facet] = {fold(name): choice.value for choice in choices for name in (choice.value, choice.label)}
    years = sorted({date[:4] for date in dates}, reverse=True)
    labels["year"] = {year: year for year in years}
    names["year"] = labels["year"]
    left_out = len({problem.place.path for problem in workspace.report.errors if problem.place.path.endswith(".md")})
    # Pairs, since the index keeps mappings by their sorted keys, and the editors' order of terms would be lost.
    pairs = {facet: list(found.items()) for facet, found in labels.items()}
    return {"labels": pairs, "names": names, "synonyms": words.synonyms, "dates": list(dates), "left_out": left_out}
