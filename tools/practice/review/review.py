"""Look at a change: both states of the collection are read and checked in a folder of their own,
then compared.
"""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from practice.advice.prose import reading_age_of, text_of, title_of
from practice.checks.identifying import allowed
from practice.content.draft import Draft, Drafts, Scalar
from practice.content.draft import Sequence as Listed
from practice.content.files import CONTENT, read_content, sort_out
from practice.content.front_matter import read_adoptions_file, read_drafts, read_study_file
from practice.model.diagnostics import Diagnostic, Report
from practice.model.similarity import Alike, Likeness
from practice.project import Workspace, open_workspace
from practice.review.diff import compare, left_in_history
from practice.review.git import Moved, Span, changes, outside, write_tree
from practice.site.urls import study_address

Change = Literal["added", "changed", "renamed", "removed"]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One case study that the change touches. `was` is its former path when it was renamed; `page`
    its address on the site.

    `themes` are terms of the vocabulary. `page` is empty when there will be no page: removed, a
    draft, or with errors.
    """

    change: Change
    path: str
    id: str
    title: str
    was: str = ""
    themes: tuple[str, ...] = ()
    reading_age: int | None = None
    similar: tuple[Alike, ...] = ()
    page: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What a change does: the case studies it touches, other files, the problems it brings and how
    many it mends.

    `titles` are those of the similar case studies by path; `outside` the files it touches outside
    the case studies.
    """

    span: Span
    studies: tuple[Reviewed, ...]
    problems: Report
    mended: int
    others: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes of all case studies that the change adds or edits, in order."""
        return tuple(sorted({theme for study in self.studies for theme in study.themes}))

    @property
    def pages(self) -> tuple[str, ...]:
        """The addresses worth looking at in a preview, relative to the site."""
        return tuple(study.page for study in self.studies if study.page)


def review(root: Path, span: Span, today: datetime.date | None = None) -> Review:
    """Return what lies between the two commits of `span`; the checkout is not touched.

    Raises:
        CannotReview: git cannot give the commits.
    """
    moved = changes(root, span)
    with tempfile.TemporaryDirectory(
        prefix="practice-review-", ignore_cleanup_errors=True
    ) as folder:
        before, after = (
            _open(root, commit, Path(folder) / name, today)
            for commit, name in ((span.base, "base"), (span.head, "head"))
        )
        renamed = {change.new: change.old for change in moved if change.old and change.new}
        studies, others = _sorted_out(moved)
        old, new = (
            _report_on(space, [getattr(change, side) for change in moved])
            for space, side in ((before, "old"), (after, "new"))
        )
        compared = compare(old, new, renamed, _Lines(before.root), _Lines(after.root))
        problems = Report.of([*compared.new, *left_in_history(root, span)], compared.new.files)
        drafts = {draft.path: draft for draft in read_drafts(after.root).studies}
        # A link, for one, is named by git and is not there to be read.
        drafts |= {
            change.new: read_study_file(after.root, change.new)
            for change in studies
            if change.new and change.new not in drafts
        }
        likeness = Likeness({path: text_of(draft) for path, draft in drafts.items()})
        reviewed = tuple(
            _reviewed(change, before, after, drafts.get(change.new), likeness) for change in studies
        )
        alike = sorted({alike.path for study in reviewed for alike in study.similar})
    return Review(
        span,
        reviewed,
        problems,
        compared.mended,
        others,
        outside(root, span),
        {path: title_of(drafts[path]) for path in alike},
    )


def _open(root: Path, commit: str, folder: Path, today: datetime.date | None) -> Workspace:
    write_tree(root, commit, folder)
    return open_workspace(folder, today)


def _report_on(workspace: Workspace, paths: Sequence[str]) -> Report:
    """Return what is wrong in a collection, and every exception in these files of it: a person has
    to read its reason.
    """
    studies, adoptions, _ = sort_out(
        tuple((path, 0, 0, 0, 0) for path in paths if path and (workspace.root / path).is_file())
    )
    drafts = Drafts(
        tuple(read_study_file(workspace.root, path) for path in studies),
        tuple(read_adoptions_file(workspace.root, path) for path in adoptions),
    )
    return Report.of([*workspace.report, *allowed(drafts)], workspace.report.files)


def _sorted_out(moved: tuple[Moved, ...]) -> tuple[list[Moved], tuple[str, ...]]:
    inside = [change for change in moved if (change.new or change.old).startswith(f"{CONTENT}/")]
    paths = {path for change in inside for path in (change.old, change.new) if path}
    cases = set(sort_out(tuple((path, 0, 0, 0, 0) for path in paths))[0])
    studies = [change for change in inside if (change.new or change.old) in cases]
    return studies, tuple(change.new or change.old for change in inside if change not in studies)


def _reviewed(
    change: Moved, before: Workspace, after: Workspace, draft: Draft | None, likeness: Likeness
) -> Reviewed:
    if draft is None:
        old = read_study_file(before.root, change.old)
        return Reviewed("removed", change.old, old.id, title_of(old))
    kind: Change = (
        "added" if not change.old else "changed" if change.old == change.new else "renamed"
    )
    study = after.catalogue.by_path.get(change.new)
    return Reviewed(
        kind,
        change.new,
        draft.id,
        title_of(draft),
        was=change.old if kind == "renamed" else "",
        themes=_themes(draft, after),
        reading_age=reading_age_of(draft),
        similar=likeness.like(draft.path) if kind == "added" else (),
        page=study_address(study.id) if study else "",
    )


def _themes(draft: Draft, workspace: Workspace) -> tuple[str, ...]:
    value = draft.front.get("themes") if draft.front else None
    words = (
        [item.text for item in value if isinstance(item, Scalar)]
        if isinstance(value, Listed)
        else []
    )
    found = (workspace.vocabularies.themes.find(word) for word in words)
    return tuple(dict.fromkeys(term.id for term in found if term))


class _Lines:
    """The lines of the files under a folder, each file read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[str, list[str]] = {}

    def __call__(self, problem: Diagnostic) -> str:
        path, line = problem.place.path, problem.place.line
        if path not in self._read:
            try:
                self._read[path] = (
                    read_content(self.root, path).decode(errors="replace").splitlines()
                )
            except OSError:
                self._read[path] = []
        lines = self._read[path]
        return lines[line - 1].strip() if line <= len(lines) else ""
