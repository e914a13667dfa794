"""The files under `case_studies/`: which there are, what is in them, and when they last changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from practice.diagnostics import Place
from practice.reading.draft import AdoptionsDraft, Draft, Drafts
from practice.reading.front_matter import MAX_BYTES, read_adoptions, read_draft
from practice.reading.problems import problem

CONTENT = "case_studies"
ADOPTIONS = "adoptions.yml"


def walk(root: Path) -> Iterator[os.DirEntry[str]]:
    """Yield every file under `case_studies/` in order, without those whose name starts with "_" or ".".

    Links to folders are not followed: nothing outside the root is ever read.
    """
    pending = [root / CONTENT]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in found:
            if entry.name.startswith(("_", ".")):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(Path(entry.path))
            else:
                yield entry


def _content(path: Path) -> bytes:
    if path.is_symlink():
        raise OSError("it is a link to another place")
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def read_study_file(root: Path, path: str) -> Draft:
    """Read the case study at `path`, relative to `root`."""
    try:
        return read_draft(path, _content(root / path))
    except OSError as error:
        message = f"The file cannot be read: {error.strerror or error}."
        return Draft(
            path, None, problems=(problem("unreadable-file", Place(path), message, "Make sure that it exists and that you may read it."),)
        )


def read_adoptions_file(root: Path, path: str) -> AdoptionsDraft:
    """Read the adoptions at `path`, relative to `root`."""
    try:
        return read_adoptions(path, _content(root / path))
    except OSError as error:
        message = f"The file cannot be read: {error.strerror or error}."
        return AdoptionsDraft(path, problems=(problem("unreadable-file", Place(path), message, "Make sure that you may read it."),))


def list_files(root: Path) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the paths of the case studies, of the adoptions and of all other files, relative to `root`."""
    studies, adoptions, others = [], [], []
    for entry in walk(root):
        path = Path(entry.path).relative_to(root).as_posix()
        if entry.name == ADOPTIONS:
            adoptions.append(path)
        elif entry.name.endswith(".md") and entry.name != "README.md":
            studies.append(path)
        else:
            others.append(path)
    return tuple(sorted(studies)), tuple(sorted(adoptions)), tuple(sorted(others))


def read_drafts(root: Path) -> Drafts:
    """Read everything under `root/case_studies/` (one process; see `workspace` for many files)."""
    studies, adoptions, others = list_files(root)
    return Drafts(
        tuple(read_study_file(root, path) for path in studies),
        tuple(read_adoptions_file(root, path) for path in adoptions),
        others,
    )
