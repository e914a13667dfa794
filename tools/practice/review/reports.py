"""A review as people read it: in a terminal or an e-mail, and as one comment on a pull request.

Nothing in the comment comes alive: titles and messages hold what anybody may have written, and a
comment can call people, link, load pictures and hide text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from practice.checks.formats.text import as_text as report_as_text
from practice.checks.formats.text import summary
from practice.model.diagnostics import Diagnostic, Severity
from practice.model.text import counted, printable
from practice.review.review import Change, Review, Reviewed

MARK = "<!-- practice-review -->"
"""The first line: by it the comment is found again, so that there is only ever one."""
LIMIT = 60_000
"""Code hosts take a little more than 65,000 characters."""
_LONGEST = 600
_MOST = 50
# A word joiner is not seen, and stops a code host from taking what follows for a name, a number or
# an address.
_JOINER = "\u2060"
_CALLS = re.compile(r"[@#](?=\w)|(?<=\w):(?=//)|(?<=www)\.|\bGH(?=-\d)", re.IGNORECASE)
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+!|~&$])")
_START = re.compile(r"^(\d+)([.)])|^([-=])")

_CHANGES: tuple[Change, ...] = ("added", "changed", "renamed", "removed")


def as_text(review: Review) -> str:
    """Return what the change touches, what to look at, and the problems that it brings."""
    lines = [in_short(review), ""]
    for study in review.studies:
        lines += [
            f"{study.change:<8} {study.path}",
            *(f"         {line}" for line in _about_text(study, review)),
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
    shown = "".join(f"{printable(line)}\n" for line in lines)
    return shown + _problems_text(review)


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


def _problems_text(review: Review) -> str:
    """Return the problems that the change brings, in the words of practice check."""
    found = (
        report_as_text(review.problems)
        if review.problems.diagnostics
        else "It brings no new problem.\n"
    )
    return found + (f"{mended(review)}\n" if review.mended else "")


def _about_text(study: Reviewed, review: Review) -> Iterator[str]:
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


def as_markdown(review: Review) -> str:
    """Return the comment: problems first, since somebody waits to be shown what to mend."""
    parts = [MARK, f"### {in_short(review)}", "", *_problems_markdown(review), *_studies(review)]
    if review.others:
        parts += ["", f"Other files changed: {_paths(review.others)}."]
    if review.outside:
        parts += [
            "",
            (
                "**Also changed, outside the case studies** (for a maintainer to read):"
                f" {_paths(review.outside)}."
            ),
        ]
    text = "\n".join(parts) + "\n"
    if len(text) <= LIMIT:
        return text
    return (
        text[:LIMIT].rpartition("\n")[0]
        + "\n\nThe rest does not fit here; the log of the check has all of it.\n"
    )


def inert(text: str) -> str:
    """Return `text` as Markdown that shows the same words, on one line, and does nothing."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    if len(line) > _LONGEST:
        line = line[:_LONGEST] + " …"
    line = _CALLS.sub(lambda found: found[0] + _JOINER, line)
    return _START.sub(
        lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}",
        _MARKS.sub(r"\\\1", line),
    )


def code(text: str) -> str:
    """Return `text` as code, in which no mark has a meaning."""
    line = "".join(letter if letter.isprintable() else "?" for letter in text)[:_LONGEST]
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    return (
        f"{fence} {line} {fence}"
        if "`" in line or line != line.strip() or not line
        else f"`{line}`"
    )


def _problems_markdown(review: Review) -> Iterator[str]:
    found = review.problems.diagnostics
    if not found:
        yield f"It brings no new problem. {mended(review)}".strip()
        return
    yield (
        f"**{inert(summary(review.problems))}** Only what is new in this change is listed."
        f" {mended(review)}".strip()
    )
    yield ""
    for problem in found[:_MOST]:
        yield from _problem(problem)
    if len(found) > _MOST:
        yield f"- … and {len(found) - _MOST} more."


def _problem(problem: Diagnostic) -> Iterator[str]:
    kind = "" if problem.severity is Severity.ERROR else " (advice)"
    yield (
        f"- {code(f'{problem.place.path}:{problem.place.line}')}{kind} {inert(problem.message)}"
        f" {code(problem.code)}  "
    )
    hints = [inert(line) for line in problem.hint.split("\n") if line.strip()]
    if hints:
        yield "  " + "<br>".join(hints)


def _studies(review: Review) -> Iterator[str]:
    for study in review.studies[:_MOST]:
        yield ""
        yield f"**{study.change.capitalize()}: {inert(study.title)}**  "
        yield "<br>".join(_about_markdown(study, review))
    if len(review.studies) > _MOST:
        yield ""
        yield f"… and {len(review.studies) - _MOST} more case studies."


def _about_markdown(study: Reviewed, review: Review) -> Iterator[str]:
    yield code(study.path) + (f", was {code(study.was)}" if study.was else "")
    if study.themes:
        yield f"Themes: {', '.join(map(inert, study.themes))}"
    if study.reading_age is not None:
        yield f"Reading age: {study.reading_age}"
    if study.page:
        yield f"Page to look at: {code(study.page)}"
    for alike in study.similar:
        title = inert(review.titles.get(alike.path, ""))
        yield f"May be the same as {code(alike.path)}: {title} (likeness {alike.likeness:.2f} of 1)"


def _paths(paths: tuple[str, ...]) -> str:
    shown = ", ".join(code(path) for path in paths[:_MOST])
    return shown if len(paths) <= _MOST else f"{shown} and {len(paths) - _MOST} more"
