"""A content repository opened: its words are read at once, its case studies as far as is asked, and
what each file gave by itself is kept for the next time (cache.py).
"""

from __future__ import annotations

import datetime
import gc
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from practice.cache import Facts, State, basis, cache_folder, read_facts, write_facts
from practice.checks.context import Context
from practice.checks.references import References
from practice.checks.runner import FileResult, check_collection, check_file
from practice.content.attached_files import read_attachments
from practice.content.files import (
    Stamp,
    digest_of,
    digest_of_file,
    is_settled,
    read_content,
    scan,
    sort_out,
)
from practice.content.front_matter import read_adoptions_file, read_draft, unreadable_study
from practice.content.paths import trust_folders
from practice.content.vocabulary_files import FOLDER, read_vocabularies
from practice.model.case_study import CaseStudy
from practice.model.catalogue import Catalogue
from practice.model.dates import this_day
from practice.model.diagnostics import Diagnostic, Report
from practice.model.vocabulary import Vocabularies
from practice.search import Document

# Below this many files a second process costs more than it saves.
_WORTH_A_PROCESS = 400
_CHUNK = 100

Made = TypeVar("Made")


class Read(NamedTuple):
    """One file read and checked by itself: a digest of its content ("" where it cannot be read),
    and when it was read.
    """

    content: str
    seen: int
    result: FileResult


@dataclass(frozen=True)
class Workspace:
    """What one content repository holds on one day: the words, the collection, and what is wrong.

    `project` is the repository as it was before the case studies were read; `read` every case
    study's file, faulty ones too.
    """

    project: Project
    root: Path
    vocabularies: Vocabularies
    catalogue: Catalogue
    report: Report
    today: datetime.date
    read: tuple[Read, ...]

    @cached_property
    def folders(self) -> dict[str, str]:
        """The folder of each trust that has case studies, by its id."""
        named = ((file.result.references.path, file.result.references.trusts) for file in self.read)
        return trust_folders(named, self.vocabularies.organisations)


def open_workspace(
    root: Path, today: datetime.date | None = None, processes: int | None = None
) -> Workspace:
    """Read, check and catalogue everything under `root`.

    Args:
        root: the folder that holds `case_studies/`.
        today: the day to check dates against; if not given, that of SOURCE_DATE_EPOCH (as
            reproducible builds set it, https://reproducible-builds.org/specs/source-date-epoch/),
            else the real one.
        processes: how many to use for a large collection; one for each core if not given.

    Studies and adoptions with an error are in the report, not in the catalogue.
    """
    project = open_project(root, today)
    return project.workspace(project.read(project.studies, processes))


Make = Callable[[Vocabularies, CaseStudy], Document]
"""Makes the search document of a case study; fit to be sent between processes."""


@dataclass(frozen=True)
class Project:
    """A content repository of which the words are read, and of all else what the file system says.

    `studies`, `adoptions` and `files` are paths relative to `root`. `vocabulary` has a digest of
    each vocabulary file, taken before it was read, and `seen` is when: should one change between,
    the next look finds another digest.
    """

    root: Path
    today: datetime.date
    stamps: tuple[Stamp, ...]
    seen: int
    vocabulary: Mapping[str, str]
    vocabularies: Vocabularies
    vocabulary_problems: tuple[Diagnostic, ...]
    context: Context
    studies: tuple[str, ...]
    adoptions: tuple[str, ...]
    files: tuple[str, ...]

    def read(self, paths: Sequence[str], processes: int | None = None) -> list[Read]:
        """Read and check each of these case studies by itself."""
        return read_and_check(self.root, paths, self.context, _as_it_is, processes)

    def facts(
        self, make: Make, in_hand: Sequence[Read] = ()
    ) -> tuple[dict[str, Facts], dict[str, Document]]:
        """Return what each case study's file gives by itself, by path, and the documents that were
        made on the way, by id.

        Only what may have changed since it was kept is read again, or nothing if all files are
        `in_hand`.
        """
        stamps = {stamp[0]: stamp for stamp in self.stamps}
        known = {} if in_hand else self._kept(stamps)
        gather = _Gather(make, self.vocabularies, self.today.isoformat())
        if in_hand:
            found = [gather(read) for read in in_hand]
        else:
            missing = [path for path in self.studies if path not in known]
            found = read_and_check(self.root, missing, self.context, gather)
        documents = {document.id: document for _, document in found if document}
        for facts, _ in found:
            known[facts.path] = facts._replace(stamp=stamps[facts.path])
        return {path: known[path] for path in self.studies}, documents

    def documents(self, paths: Sequence[str], make: Make) -> Iterator[Document]:
        """Yield the search documents of the case studies that are sound by themselves."""
        gather = _Gather(make, self.vocabularies, self.today.isoformat())
        for _, document in read_and_check(self.root, paths, self.context, gather):
            if document:
                yield document

    def keep(self, facts: Iterable[Facts]) -> None:
        """Keep facts for the next time.

        Raises:
            SearchError, OSError: the user's cache folder cannot be used or written.
        """
        write_facts(cache_folder(self.root), basis(self.vocabulary.items()), facts)

    def unsettled(self, facts: Iterable[Facts]) -> list[tuple[str, str]]:
        """Return the files whose stamps may stay the same though they change, each with a digest of
        what was read.
        """
        found = [(one.path, one.content) for one in facts if not one.settled]
        return found + [
            (stamp[0], self.vocabulary[stamp[0]])
            for stamp in self.stamps
            if stamp[0] in self.vocabulary and not is_settled(stamp, self.seen)
        ]

    def _kept(self, stamps: Mapping[str, Stamp]) -> dict[str, Facts]:
        # What was kept of the files that cannot have changed since.
        known = {}
        today = self.today.isoformat()
        before = read_facts(cache_folder(self.root), basis(self.vocabulary.items()))
        for path in self.studies:
            facts = before.get(path)
            if facts is None or not facts.hold(today):
                continue
            if facts.stamp == stamps[path] and facts.settled:
                known[path] = facts
                continue
            seen = time.time_ns()
            if digest_of_file(self.root, path) == facts.content:
                known[path] = facts._replace(stamp=stamps[path], seen=seen)
        return known

    def workspace(
        self,
        read: Sequence[Read],
        others: Sequence[References] = (),
        attachments: Sequence[str] | None = None,
    ) -> Workspace:
        """Check the collection as a whole, and catalogue what was read and is sound.

        Args:
            read: case studies as read and checked by themselves.
            others: the references of those not read.
            attachments: the files to look into; all of them if not given.
        """
        results = sorted(
            [
                *(file.result for file in read),
                *(FileResult(references, (), None) for references in others),
            ],
            key=lambda result: result.references.path,
        )
        adoptions = tuple(read_adoptions_file(self.root, path) for path in self.adoptions)
        attached = read_attachments(self.root, self.files if attachments is None else attachments)
        checked = check_collection(
            results, adoptions, self.files, self.context, self.vocabulary_problems, attached
        )
        faulty = {problem.place.path for problem in checked.report.errors}
        named_by: dict[str, list[str]] = {path: [] for path in self.files if path not in faulty}
        for result in results if named_by else ():
            for path in {path for path, _ in result.references.named()} & named_by.keys():
                named_by[path].append(result.references.path)
        sound_files = {path: tuple(studies) for path, studies in named_by.items()}
        catalogue = Catalogue.of(checked.studies, self.vocabularies, checked.adoptions, sound_files)
        return Workspace(
            self,
            self.root,
            self.vocabularies,
            catalogue,
            checked.report,
            self.today,
            tuple(read),
        )


def open_project(root: Path, today: datetime.date | None = None) -> Project:
    """Open a content repository: read its words, for those who then read some or all of its case
    studies.
    """
    day = today or this_day()
    stamps = scan(root)
    seen = time.time_ns()
    vocabulary = {
        path: digest_of_file(root, path) for path, *_ in stamps if path.startswith(f"{FOLDER}/")
    }
    vocabularies, problems = read_vocabularies(root)
    context = Context.of(vocabularies, day, problems)
    return Project(
        root,
        day,
        stamps,
        seen,
        vocabulary,
        vocabularies,
        tuple(problems),
        context,
        *sort_out(stamps),
    )


def read_and_check(
    root: Path,
    paths: Sequence[str],
    context: Context,
    make: Callable[[Read], Made],
    processes: int | None = None,
) -> list[Made]:
    """Read and check each of these files by itself, in several processes where there are many.

    `make` says what to make of each; it runs where the file was read, so both must be fit to be
    sent between processes.
    """
    processes = processes or os.cpu_count() or 1
    reader = _Reader(root, context, make)
    if processes == 1 or len(paths) < _WORTH_A_PROCESS:
        return reader(paths)
    chunks = [paths[start : start + _CHUNK] for start in range(0, len(paths), _CHUNK)]
    with ProcessPoolExecutor(processes, initializer=_start_worker, initargs=(reader,)) as pool:
        return [made for chunk in pool.map(_work, chunks) for made in chunk]


def _as_it_is(read: Read) -> Read:
    return read


@dataclass(frozen=True)
class _Gather:
    # Runs where the file was read: what goes back is smaller than a draft, and the documents are
    # made side by side. The stamp is for the caller to fill in.
    make: Make
    vocabularies: Vocabularies
    day: str

    def __call__(self, read: Read) -> tuple[Facts, Document | None]:
        checked = read.result
        study = checked.study
        state: State = "faulty" if checked.faulty else "unresolved" if study is None else "sound"
        if study is not None and study.status == "draft":
            state = "draft"
        stamp = (checked.references.path, 0, 0, 0, 0)
        facts = Facts(
            stamp,
            read.content,
            read.seen,
            self.day,
            state,
            checked.turning_days,
            checked.references,
        )
        if state != "sound" or study is None:
            return facts, None
        document = self.make(self.vocabularies, study)
        return facts._replace(digest=document.digest(), date=document.date), document


@dataclass(frozen=True)
class _Reader(Generic[Made]):
    root: Path
    context: Context
    make: Callable[[Read], Made]

    def __call__(self, paths: Sequence[str]) -> list[Made]:
        with collector_at_rest():
            return [self.make(self._read(path)) for path in paths]

    def _read(self, path: str) -> Read:
        seen = time.time_ns()
        try:
            content = read_content(self.root, path)
        except OSError as error:
            return Read("", seen, check_file(unreadable_study(path, error), self.context))
        return Read(digest_of(content), seen, check_file(read_draft(path, content), self.context))


_worker: list[_Reader[Any]] = []


def _start_worker(reader: _Reader[Any]) -> None:
    # Once for each process: the context is large, and looks words up in tables that it makes when
    # first asked.
    _worker[:] = [reader]


def _work(paths: Sequence[str]) -> list[Any]:
    return _worker[0](paths)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the collector of cycles from looking while thousands of small things are made that have
    none.

    It would go through all of them, time and again, for a third of the whole.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
