"""Check a text or a folder in one call, with the words of the network that `building` writes."""

from __future__ import annotations

import datetime
import tempfile
from functools import cache
from pathlib import Path

from building import write_vocabularies
from practice.checks.runner import CheckResult, check
from practice.content.draft import AdoptionsDraft, Draft, Drafts
from practice.content.front_matter import read_draft, read_drafts
from practice.content.vocabulary_files import read_vocabularies
from practice.model.diagnostics import Report
from practice.model.vocabulary import Vocabularies

TODAY = datetime.date(2026, 11, 23)
STUDY = "case_studies/haringey-pct/slow-queue.md"


@cache
def words() -> Vocabularies:
    """Return the words of the small network."""
    with tempfile.TemporaryDirectory() as folder:
        write_vocabularies(Path(folder))
        vocabularies, problems = read_vocabularies(Path(folder))
    assert problems == ()
    return vocabularies


def check_folder(root: Path) -> CheckResult:
    """Read and check the content repository at `root`."""
    vocabularies, problems = read_vocabularies(root)
    return check(read_drafts(root), vocabularies, TODAY, problems)


def check_drafts(
    *studies: Draft, adoptions: tuple[AdoptionsDraft, ...] = (), files: tuple[str, ...] = ()
) -> CheckResult:
    """Check these drafts together."""
    return check(Drafts(studies, adoptions, files), words(), TODAY)


def check_text(text: str | bytes, path: str = STUDY) -> CheckResult:
    """Check one case study on its own."""
    return check_drafts(read_draft(path, text.encode() if isinstance(text, str) else text))


def said(report: Report) -> list[str]:
    """Return what the report says: "line:column name: message | hint" for each problem."""
    return [
        f"{d.place.line}:{d.place.column} {d.name}: {d.message}"
        + (f" | {d.hint}" if d.hint else "")
        for d in report
    ]
