"""A review as people read it in a terminal or an e-mail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from practice.checks.formats.text import as_text as report_as_text
from practice.model.text import counted, printable
from practice.review.review import Change, Review, Reviewed

_CHANGES: tuple[Change, ...] = ("added", "changed", "renamed", "removed")


def as_text(review: Review) -> str:
    """Return what the change touches, what to look at, and the problems that it brings."""
    lines = [in_short(review), ""]
    for study in review.studies:
        lines += [
            f"{study.change:<8} {study.path}",
            *(f"         {line}" for line in _about(study, review)),
            "",
        ]
    if review.others:
        lines += ["Other files changed:", *(f"  {path}" for path in review.others), ""]
    if review.outside:
        lines += [
            "Also changed, outside the case studies (for a maintainer to read):",
            *(f"  {path}" for path in review.outside),
            "",
        ]
    told = "".join(f"{printable(line)}\n" for line in lines)
    return told + problems(review)


def in_short(review: Review) -> str:
    """Return how many case studies the change touches, in one sentence."""
    counts = Counter(study.change for study in review.studies)
    total = len(review.studies)
    if not total:
        return "This change touches no case study."
    parts = [f"{counts[change]} {change}" for change in _CHANGES if counts[change]]
    return (
        f"This change touches {counted(total, 'case study', 'case studies')}: {', '.join(parts)}."
    )


def mended(review: Review) -> str:
    """Return how many problems the change mends, as a sentence, or nothing."""
    if not review.mended:
        return ""
    return f"It mends {counted(review.mended, 'problem')}."


def problems(review: Review) -> str:
    """Return the problems that the change brings, in the words of practice check."""
    found = (
        report_as_text(review.problems)
        if review.problems.diagnostics
        else "It brings no new problem.\n"
    )
    return found + (f"{mended(review)}\n" if review.mended else "")


def _about(study: Reviewed, review: Review) -> Iterator[str]:
    yield study.title
    if study.was:
        yield f"Was: {study.was}"
    if study.themes:
        yield f"Themes: {', '.join(study.themes)}"
    if study.reading_age is not None:
        yield f"Reading age: {study.reading_age}"
    if study.page:
        yield f"Page: {study.page}"
    for alike in study.similar:
        yield (
            f"May be the same as {alike.path} (likeness {alike.likeness:.2f}):"
            f" {review.titles.get(alike.path, '')}"
        )
