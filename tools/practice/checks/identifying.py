"""What in a file may identify a person, and what of it an author has been allowed to write: the
ground of the rules CS501 to CS516."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from practice.checks.records import records_of
from practice.checks.rule import Finding
from practice.content.draft import AdoptionsDraft, Draft, Drafts
from practice.model.diagnostics import Diagnostic, Place, Report, Severity
from practice.model.text import clean
from practice.privacy.patterns import PATTERNS
from practice.privacy.scanner import Match, find
from practice.privacy.small_counts import FIGURES, counted, is_small, measure_counts, small_cells
from practice.privacy.suppressions import Exemption, read_exemptions, without_exemptions

_SPACED = str.maketrans({"-": " ", "_": " ", "/": "\n\n"})
_STOPS = Severity.ERROR.value


def identified_by_name(path: str, code: str) -> Iterator[Finding]:
    """Yield what the patterns of `code` find in a path. Only those that stop publication; no
    exception can allow it.
    """
    for match in _matches_in_path(path):
        if match.code == code:
            yield _finding(path, match)


def check_file_names(paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield what is found in the names of files that are not read, such as pictures."""
    for path in paths:
        for match in _matches_in_path(path):
            found = _finding(path, match)
            yield Diagnostic(
                match.code,
                match.pattern.name,
                Severity.ERROR,
                found.place,
                clean(found.message),
                clean(found.hint),
            )


# Every rule asks the same of the same file, one after the other.
@lru_cache(maxsize=2)
def _matches_in_path(path: str) -> tuple[Match, ...]:
    # Without a figure there is no number, date or postcode; mailboxes have a sign that no name of
    # ours has.
    if not any(letter.isdigit() for letter in path):
        return ()
    return tuple(match for match in find(path.translate(_SPACED)) if match.pattern.level == _STOPS)


def _finding(path: str, match: Match) -> Finding:
    return Finding(
        Place(path), f"In the name of the file: {match.message}", "Give the file another name."
    )


File = Draft | AdoptionsDraft

ALLOWABLE = {**{pattern.code: pattern.name for pattern in PATTERNS}, "CS512": "small-count"}
"""Code -> name of the checks that an exception can set aside on a line."""


# Every rule asks the same of the same file, one after the other.
@lru_cache(maxsize=2)
def _matches(text: str) -> tuple[Match, ...]:
    return tuple(find(text))


@lru_cache(maxsize=2)
def _exemptions(text: str, markdown: bool) -> tuple[Exemption, ...]:
    return tuple(read_exemptions(text, markdown))


def identifies(problem: Diagnostic) -> bool:
    """Whether the problem is that a person could be identified: no command writes such words to a
    file.
    """
    return problem.severity is Severity.ERROR and problem.code in ALLOWABLE


def exemptions(draft: File) -> tuple[Exemption, ...]:
    """Return the exceptions written in a file, good and bad."""
    return _exemptions(draft.text, isinstance(draft, Draft))


def holds(exemption: Exemption, code: str = "") -> bool:
    """Whether an exception has a reason and names a check that can be set aside: any, or the one of
    `code`.
    """
    named = {code, ALLOWABLE.get(code)} if code else {*ALLOWABLE, *ALLOWABLE.values()}
    return bool(exemption.reason) and (exemption.check in named or exemption.check.upper() in named)


def is_allowed(draft: File, code: str, line: int) -> bool:
    """Whether the check of `code` is set aside on `line`."""
    return any(one.holds_for == line and holds(one, code) for one in exemptions(draft))


def place_of(draft: File, exemption: Exemption) -> Place:
    """Return where an exception stands."""
    return Place(draft.path, exemption.line, exemption.column)


def identified(draft: File, code: str) -> Iterator[Finding]:
    """Yield what the patterns of `code` find in the file and no exception allows, and what they
    find in its name.
    """
    yield from identified_by_name(draft.path, code)
    for match in _matches(draft.text):
        if match.code == code and not is_allowed(draft, code, match.line):
            yield Finding(
                Place(draft.path, match.line, match.column), match.message, match.pattern.hint
            )


def small_counts(draft: File) -> Iterator[tuple[Place, str]]:
    """Yield each small count of people in the measures and tables of a case study, with its place.

    None of one that was compiled: its figures are public already, and hiding them here would hide
    nothing.
    """
    records = records_of(draft) if isinstance(draft, Draft) else ()
    if any(record.text("origin") == "compiled" for record in records):
        return
    for record in records:
        for group in record.groups:
            if group.owner and group.owner.name == "measures":
                name, unit = group.mapping.text("name"), group.mapping.text("unit")
                for entry in group.mapping:
                    figure = group.mapping.text(entry.key) if entry.key in FIGURES else ""
                    if is_small(counted(figure)) and measure_counts(entry.key, name, unit):
                        yield entry.value.place, figure
    for cell in small_cells(without_exemptions(draft.text)):
        yield Place(draft.path, cell.line, cell.column), cell.text


def found_on(draft: File, line: int) -> set[str]:
    """Return the codes of everything found on `line`, allowed or not."""
    codes = {match.code for match in _matches(draft.text) if match.line == line}
    return codes | (
        {"CS512"} if any(place.line == line for place, _ in small_counts(draft)) else set()
    )


def allowed(drafts: Drafts) -> Report:
    """Return every exception that holds, as warnings for whoever reviews them: the check set aside,
    the line, the reason.
    """
    files: tuple[File, ...] = (*drafts.studies, *drafts.adoptions)
    found = [
        _as_diagnostic(draft, one) for draft in files for one in exemptions(draft) if holds(one)
    ]
    return Report.of(found, len(drafts.studies))


def _as_diagnostic(draft: File, one: Exemption) -> Diagnostic:
    code = next(code for code in ALLOWABLE if holds(one, code))
    message = clean(f"Set aside on line {one.holds_for} because {one.reason}")
    return Diagnostic(code, ALLOWABLE[code], Severity.WARNING, place_of(draft, one), message)
