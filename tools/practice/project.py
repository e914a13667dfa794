"""A content repository opened: read, checked and catalogued, once and in that order."""

from __future__ import annotations

import datetime
import gc
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from practice.checks.context import Context
from practice.checks.references import References
from practice.checks.runner import FileResult, check_collection, check_file
from practice.content.attached_files import read_attachments
from practice.content.files import read_adoptions_file, unreadable_study
from practice.content.front_matter import read_draft
from practice.content.paths import trust_folders
from practice.content.scan import Stamp, digest_of, read_content, scan, sort_out
from practice.content.vocabulary_files import read_vocabularies
from practice.model.catalogue import Catalogue
from practice.model.dates import this_day
from practice.model.diagnostics import Diagnostic, Report
from practice.model.vocabulary import Vocabularies

# Below this many files a second process costs more than it saves.
_WORTH_A_PROCESS = 400
_CHUNK = 100

Made = TypeVar("Made")


class Read(NamedTuple):
    """One file read and judged by itself: a digest of its content ("" where it cannot be read), and
    when it was read.
    """

    content: str
    seen: int
    judged: FileResult


@dataclass(frozen=True)
class Workspace:
    """What one content repository holds on one day: the words, the collection, and what is wrong.

    `stamps` is what the file system said before anything was read; `read` every case study's file,
    faulty ones too.
    """

    root: Path
    vocabularies: Vocabularies
    catalogue: Catalogue
    report: Report
    today: datetime.date
    stamps: tuple[Stamp, ...]
    read: tuple[Read, ...]

    @cached_property
    def folders(self) -> dict[str, str]:
        """The folder of each trust that has case studies, by its id."""
        named = ((one.judged.references.path, one.judged.references.trusts) for one in self.read)
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
    opened = open_words(root, today)
    return opened.workspace(opened.read(opened.studies, processes))


@dataclass(frozen=True)
class Opened:
    """A content repository of which the words are read, and of all else what the file system says.

    `studies`, `adoptions` and `files` are paths relative to `root`.
    """

    root: Path
    today: datetime.date
    stamps: tuple[Stamp, ...]
    vocabularies: Vocabularies
    vocabulary_problems: tuple[Diagnostic, ...]
    context: Context
    studies: tuple[str, ...]
    adoptions: tuple[str, ...]
    files: tuple[str, ...]

    def read(self, paths: Sequence[str], processes: int | None = None) -> list[Read]:
        """Read and judge each of these case studies by itself."""
        return read_and_check(self.root, paths, self.context, _as_it_is, processes)

    def workspace(
        self,
        read: Sequence[Read],
        others: Sequence[References] = (),
        attachments: Sequence[str] | None = None,
    ) -> Workspace:
        """Check the collection as a whole, and catalogue what was read and is sound.

        Args:
            read: case studies as read and judged by themselves.
            others: of those not read, what ties them to the rest.
            attachments: the files to look into; all of them if not given.
        """
        judged = sorted(
            [
                *(one.judged for one in read),
                *(FileResult(references, (), None) for references in others),
            ],
            key=lambda one: one.references.path,
        )
        adoptions = tuple(read_adoptions_file(self.root, path) for path in self.adoptions)
        looked_into = read_attachments(
            self.root, self.files if attachments is None else attachments
        )
        checked = check_collection(
            judged, adoptions, self.files, self.context, self.vocabulary_problems, looked_into
        )
        faulty = {problem.place.path for problem in checked.report.errors}
        named_by: dict[str, list[str]] = {path: [] for path in self.files if path not in faulty}
        for one in judged if named_by else ():
            for path in {path for path, _ in one.references.named()} & named_by.keys():
                named_by[path].append(one.references.path)
        sound_files = {path: tuple(studies) for path, studies in named_by.items()}
        catalogue = Catalogue.of(checked.studies, self.vocabularies, checked.adoptions, sound_files)
        return Workspace(
            self.root,
            self.vocabularies,
            catalogue,
            checked.report,
            self.today,
            self.stamps,
            tuple(read),
        )


def open_words(root: Path, today: datetime.date | None = None) -> Opened:
    """Read the words of a content repository, for those who then read some or all of its case
    studies.
    """
    day = today or this_day()
    stamps = scan(root)
    vocabularies, problems = read_vocabularies(root)
    return Opened(
        root,
        day,
        stamps,
        vocabularies,
        tuple(problems),
        Context.of(vocabularies, day, problems),
        *sort_out(stamps),
    )


def read_and_check(
    root: Path,
    paths: Sequence[str],
    context: Context,
    make: Callable[[Read], Made],
    processes: int | None = None,
) -> list[Made]:
    """Read and judge each of these files by itself, in several processes where there are many.

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
