"""Bring the index of a content repository up to date, reading and judging again only what changed.

What each file gave by itself is kept with the index (keeping.py). The rules about the whole
collection look at the ties between the files, of all of them, each time. An index brought up to
date is the same as one made from nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from practice.cache import FORGOTTEN, Kept, Memory, basis, from_bytes, keep, to_bytes
from practice.checks.context import Context
from practice.checks.references import Collection
from practice.checks.runner import check_references
from practice.content.scan import Stamp, digest_of_file, is_settled, sort_out
from practice.content.vocabulary_files import FOLDER, read_vocabularies
from practice.lookup.documents import FACET_NAMES, document
from practice.model.catalogue import Catalogue
from practice.model.dates import this_day
from practice.model.diagnostics import Severity
from practice.model.facets import FACETS, TRUSTS, VOCABULARY_FACETS
from practice.model.text import normalise
from practice.model.vocabulary import Vocabularies
from practice.project import Read, Workspace, collector_at_rest, read_and_check
from practice.search import BuildResult, Document, bring_up_to_date, read_memo


@dataclass(frozen=True)
class Refreshed:
    """What changed in the index, and how many case studies are left out of it because of errors."""

    built: BuildResult
    left_out: int


def refresh_index(
    root: Path,
    directory: Path,
    mark: str,
    stamps: tuple[Stamp, ...],
    workspace: Workspace | None = None,
) -> Refreshed:
    """Bring the index of `root` in `directory` up to date.

    Args:
        root: the content repository.
        directory: where the index lies.
        mark: what the index is known to be fresh by.
        stamps: what the file system said of the files before anything else was done.
        workspace: the repository as read since, if it was: then nothing is read twice.
    """
    with collector_at_rest():
        return _Refresh(root, stamps, workspace).run(directory, mark)


class _Refresh:
    def __init__(self, root: Path, stamps: tuple[Stamp, ...], workspace: Workspace | None) -> None:
        self._root = root
        self._stamps = {stamp[0]: stamp for stamp in stamps}
        self._studies, _, self._others = sort_out(stamps)
        self._workspace = workspace
        # Digests before contents: should a file change between, the next look finds another digest.
        self._seen = time.time_ns()
        self._vocabulary = {
            path: digest_of_file(root, path)
            for path in self._stamps
            if path.startswith(f"{FOLDER}/")
        }
        words, problems = read_vocabularies(root)
        self._words: Vocabularies = words
        self._basis = basis(self._vocabulary.items())
        self._context = Context.of(words, workspace.today if workspace else this_day(), problems)
        self._documents: dict[str, Document] = {}

    def run(self, directory: Path, mark: str) -> Refreshed:
        files = self._judged(from_bytes(read_memo(directory)))
        collection = Collection(tuple(one.references for one in files.values()), (), self._others)
        problems = check_references(collection, self._context)
        faulty = {problem.place.path for problem in problems if problem.severity is Severity.ERROR}
        faulty |= {one.path for one in files.values() if one.state == "faulty"}
        files = self._with_documents(files, faulty)
        found = {
            one.references.id: one
            for one in files.values()
            if one.state == "sound" and one.path not in faulty
        }
        today = self._context.today.isoformat()
        extras = {
            **_names(self._words, sorted({one.date for one in found.values() if one.date})),
            "left_out": len(faulty),
            "right": _right(today, {day for one in files.values() for day in one.turning_days}),
            "unsettled": self._unsettled(files.values()),
        }
        memory = Memory(self._basis, today, files)
        built = bring_up_to_date(
            directory,
            {name: one.digest for name, one in found.items()},
            lambda ids: self._fetch([found[name] for name in ids]),
            FACET_NAMES,
            mark,
            extras,
            to_bytes(memory),
        )
        return Refreshed(built, len(faulty))

    def _judged(self, before: Memory) -> dict[str, Kept]:
        # Every case study's file in order of paths: as kept where nothing can have changed, else
        # read again.
        if before.basis != self._basis:
            before = FORGOTTEN
        if self._workspace:
            read = {one.judged.references.path: one for one in self._workspace.read}
            known = {path: keep(read[path], self._stamps[path]) for path in self._studies}
            return {path: _as_before(one, before.files.get(path)) for path, one in known.items()}
        today = self._context.today.isoformat()
        known = {}
        for path in self._studies:
            one = before.files.get(path)
            if one is None or (before.day != today and not one.holds(before.day, today)):
                continue
            stamp = self._stamps[path]
            if one.stamp == stamp and one.settled:
                known[path] = one
            else:
                seen = time.time_ns()
                if one.content and digest_of_file(self._root, path) == one.content:
                    known[path] = one._replace(stamp=stamp, seen=seen)
        missing = [path for path in self._studies if path not in known]
        for kept, made in read_and_check(
            self._root, missing, self._context, partial(_keep_and_make, self._words)
        ):
            known[kept.path] = kept._replace(stamp=self._stamps[kept.path])
            if made:
                self._documents[made.id] = made
        return {path: known[path] for path in self._studies}

    def _with_documents(self, files: dict[str, Kept], faulty: set[str]) -> dict[str, Kept]:
        # Only a workspace comes without documents, and makes them of its catalogue.
        if self._workspace is None:
            return files
        done = dict(files)
        for study in self._workspace.catalogue:
            one = files[study.path]
            if not one.digest and study.path not in faulty:
                self._documents[study.id] = made = document(self._workspace.catalogue, study)
                done[study.path] = one._replace(digest=made.digest(), date=made.date)
        return done

    def _fetch(self, wanted: Sequence[Kept]) -> Iterator[Document]:
        # A file that changed just now gives what it holds now; the next look sees its other stamp.
        missing = [one.path for one in wanted if one.references.id not in self._documents]
        made = (
            read_and_check(self._root, missing, self._context, partial(_keep_and_make, self._words))
            if missing
            else []
        )
        yield from (
            self._documents[one.references.id]
            for one in wanted
            if one.references.id in self._documents
        )
        yield from (one for _, one in made if one)

    def _unsettled(self, files: Iterable[Kept]) -> list[tuple[str, str]]:
        # Files whose stamp may stay the same though they change, each with a digest of what was
        # read.
        found = [(one.path, one.content) for one in files if not one.settled]
        return found + [
            (path, content)
            for path, content in self._vocabulary.items()
            if not is_settled(self._stamps[path], self._seen)
        ]


def _keep_and_make(words: Vocabularies, read: Read) -> tuple[Kept, Document | None]:
    # Runs where the file was read: what goes back is smaller than a draft, and the documents are
    # made side by side.
    kept = keep(read, (read.judged.references.path, 0, 0, 0, 0))
    if kept.state != "sound" or read.judged.study is None:
        return kept, None
    made = document(Catalogue((), words), read.judged.study)
    return kept._replace(digest=made.digest(), date=made.date), made


def _as_before(now: Kept, before: Kept | None) -> Kept:
    same = before is not None and (before.content, before.state) == (now.content, now.state)
    return now._replace(digest=before.digest, date=before.date) if before and same else now


def _right(today: str, turning_days: set[str]) -> tuple[str, str]:
    # The first day on which all is judged as today, and the first after on which it is not; "~"
    # stands for never.
    return max((day for day in turning_days if day <= today), default=""), min(
        (day for day in turning_days if day > today), default="~"
    )


def _names(words: Vocabularies, dates: Sequence[str]) -> dict[str, Any]:
    # What the lookup needs to talk of facets: labels, every name of every value, synonyms, dates.
    labels: dict[str, dict[str, str]] = {}
    names: dict[str, dict[str, str]] = {}
    for facet in VOCABULARY_FACETS:
        terms = words[facet.plural]
        labels[facet.name] = {term.id: term.label for term in terms}
        names[facet.name] = {}
        for term in terms:
            for name in term.names:
                names[facet.name].setdefault(normalise(name), term.id)
    labels[TRUSTS.name] = {entry.id: entry.name for entry in words.organisations}
    names[TRUSTS.name] = {}
    for official in (True, False):
        for entry in words.organisations:
            for name in entry.official_names if official else entry.also_known_as:
                names[TRUSTS.name].setdefault(normalise(name), entry.id)
    for facet in FACETS:
        if facet.choices:
            labels[facet.name] = {choice.value: choice.label for choice in facet.choices}
            names[facet.name] = {
                normalise(name): choice.value
                for choice in facet.choices
                for name in (choice.value, choice.label)
            }
    years = sorted({date[:4] for date in dates}, reverse=True)
    labels["year"] = {year: year for year in years}
    names["year"] = labels["year"]
    # Pairs, since the index keeps mappings by their sorted keys, and the editors' order of terms
    # would be lost.
    pairs = {facet: list(found.items()) for facet, found in labels.items()}
    return {"labels": pairs, "names": names, "synonyms": words.synonyms, "dates": dates}
