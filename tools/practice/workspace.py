"""A content repository opened: read, checked and catalogued, once and in that order."""

from __future__ import annotations

import datetime
import gc
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from practice.catalogue import Catalogue
from practice.checking.check import Judged, conclude, judge
from practice.checking.context import Context
from practice.diagnostics import Report
from practice.reading.files import list_files, read_adoptions_file, read_study_file
from practice.reading.vocabulary_files import read_vocabularies
from practice.vocabulary import Vocabularies

# Below this many files a second process costs more than it saves.
_WORTH_A_PROCESS = 400
_CHUNK = 100


@dataclass(frozen=True)
class Workspace:
    """What one content repository holds on one day: the words, the collection, and what is wrong."""

    root: Path
    vocabularies: Vocabularies
    catalogue: Catalogue
    report: Report
    today: datetime.date


def open_workspace(root: Path, today: datetime.date | None = None, processes: int | None = None) -> Workspace:
    """Read, check and catalogue everything under `root`.

    Args:
        root: the folder that holds `case_studies/`.
        today: the day to check dates against; if not given, that of SOURCE_DATE_EPOCH (as reproducible builds set
            it, https://reproducible-builds.org/specs/source-date-epoch/), else the real one.
        processes: how many to use for a large collection; one for each core if not given.

    Studies and adoptions with an error are in the report, not in the catalogue.
    """
    day = today or _today()
    vocabularies, vocabulary_problems = read_vocabularies(root)
    paths, adoption_paths, files = list_files(root)
    context = Context.of(vocabularies, day, vocabulary_problems)
    judged = _read_and_judge(root, paths, context, processes or os.cpu_count() or 1)
    adoptions = tuple(read_adoptions_file(root, path) for path in adoption_paths)
    checked = conclude(judged, adoptions, files, context, vocabulary_problems)
    catalogue = Catalogue.of(checked.studies, vocabularies, checked.adoptions, files)
    return Workspace(root, vocabularies, catalogue, checked.report, day)


def _today() -> datetime.date:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.date.today()


def _read_and_judge(root: Path, paths: Sequence[str], context: Context, processes: int) -> list[Judged]:
    if processes == 1 or len(paths) < _WORTH_A_PROCESS:
        return _Reader(root, context)(paths)
    chunks = [paths[start : start + _CHUNK] for start in range(0, len(paths), _CHUNK)]
    with ProcessPoolExecutor(processes, initializer=_start_worker, initargs=(root, context)) as pool:
        return [judged for chunk in pool.map(_work, chunks) for judged in chunk]


@dataclass(frozen=True)
class _Reader:
    root: Path
    context: Context

    def __call__(self, paths: Sequence[str]) -> list[Judged]:
        with _collector_at_rest():
            return [judge(read_study_file(self.root, path), self.context) for path in paths]


_worker: list[_Reader] = []


def _start_worker(root: Path, context: Context) -> None:
    # Once for each process: the context is large, and looks words up in tables that it makes when first asked.
    _worker[:] = [_Reader(root, context)]


def _work(paths: Sequence[str]) -> list[Judged]:
    return _worker[0](paths)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    # Reading makes many small objects and no cycles worth collecting; the collector would go through all of them, time
    # and again, for a third of the whole.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
