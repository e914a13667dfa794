"""The files under `case_studies/`: what is in them."""

from __future__ import annotations

from pathlib import Path

from practice.content.attached_files import read_attachments
from practice.content.draft import AdoptionsDraft, Draft, Drafts
from practice.content.front_matter import read_adoptions, read_draft
from practice.content.problems import problem
from practice.content.scan import read_content, scan, sort_out
from practice.model.diagnostics import Place


def unreadable_study(path: str, error: OSError) -> Draft:
    """Return the draft of a case study that cannot be read: nothing but the problem."""
    message = f"The file cannot be read: {error.strerror or error}."
    found = problem(
        "unreadable-file",
        Place(path),
        message,
        "Make sure that it exists and that you may read it.",
    )
    return Draft(path, None, problems=(found,))


def read_study_file(root: Path, path: str) -> Draft:
    """Read the case study at `path`, relative to `root`."""
    try:
        return read_draft(path, read_content(root, path))
    except OSError as error:
        return unreadable_study(path, error)


def read_adoptions_file(root: Path, path: str) -> AdoptionsDraft:
    """Read the adoptions at `path`, relative to `root`."""
    try:
        return read_adoptions(path, read_content(root, path))
    except OSError as error:
        message = f"The file cannot be read: {error.strerror or error}."
        return AdoptionsDraft(
            path,
            problems=(
                problem("unreadable-file", Place(path), message, "Make sure that you may read it."),
            ),
        )


def list_files(root: Path) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the paths of the case studies, of the adoptions and of all other files, relative to
    `root`.
    """
    return sort_out(scan(root))


def read_drafts(root: Path) -> Drafts:
    """Read everything under `root/case_studies/` (one process; see `workspace` for many files)."""
    studies, adoptions, others = list_files(root)
    return Drafts(
        tuple(read_study_file(root, path) for path in studies),
        tuple(read_adoptions_file(root, path) for path in adoptions),
        others,
        read_attachments(root, others),
    )
