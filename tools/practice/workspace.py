"""A content repository opened: read, checked and catalogued, once and in that order."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from practice.catalogue import Catalogue
from practice.checking.check import check_collection, check_draft, conclude
from practice.checking.context import Context
from practice.diagnostics import Diagnostic, Report
from practice.reading.draft import Draft, Drafts
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
    studies, problems = _read_and_check(root, paths, context, processes or os.cpu_count() or 1)
    drafts = Drafts(studies, tuple(read_adoptions_file(root, path) for path in adoption_paths), files)
    for adoptions in drafts.adoptions:
        problems.extend(check_draft(adoptions, context))
    problems.extend(check_collection(drafts, context))
    checked = conclude(drafts, context, (*vocabulary_problems, *problems))
    catalogue = Catalogue.of(checked.studies, vocabularies, checked.adoptions, files)
    return Workspace(root, vocabularies, catalogue, checked.report, day)


def _today() -> datetime.date:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.date.today()


def _read_and_check(
    root: Path, paths: Sequence[str], context: Context, processes: int
) -> tuple[tuple[Draft, ...], list[Diagnostic]]:
    chunks = [paths[start : start + _CHUNK] for start in range(0, len(paths), _CHUNK)]
    if processes == 1 or len(paths) < _WORTH_A_PROCESS:
        done = [_check_chunk(root, chunk, context) for chunk in chunks]
    else:
        with ProcessPoolExecutor(processes) as pool:
            done = list(pool.map(_check_chunk, [root] * len(chunks), chunks, [context] * len(chunks)))
    drafts = tuple(draft for chunk, _ in done for draft in chunk)
    return drafts, [problem for _, found in done for problem in found]


def _check_chunk(root: Path, paths: Sequence[str], context: Context) -> tuple[list[Draft], list[Diagnostic]]:
    drafts = [read_study_file(root, path) for path in paths]
    return drafts, [problem for draft in drafts for problem in check_draft(draft, context)]
