"""What the name of a file, or of a folder that it is in, says of a person: names are in addresses
and in the history too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from practice.checks.rule import Finding
from practice.model.diagnostics import Diagnostic, Place, Severity
from practice.model.messages import clean
from practice.privacy.scanner import Match, find

_SPACED = str.maketrans({"-": " ", "_": " ", "/": "\n\n"})
_STOPS = Severity.ERROR.value


def identified_by_name(path: str, code: str) -> Iterator[Finding]:
    """Yield what the patterns of `code` find in a path. Only those that stop publication; no
    exception can allow it.
    """
    for match in _matches(path):
        if match.code == code:
            yield _finding(path, match)


def judge_names(paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield what is found in the names of files that are not read, such as pictures."""
    for path in paths:
        for match in _matches(path):
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
def _matches(path: str) -> tuple[Match, ...]:
    # Without a figure there is no number, date or postcode; mailboxes have a sign that no name of
    # ours has.
    if not any(letter.isdigit() for letter in path):
        return ()
    return tuple(match for match in find(path.translate(_SPACED)) if match.pattern.level == _STOPS)


def _finding(path: str, match: Match) -> Finding:
    return Finding(
        Place(path), f"In the name of the file: {match.message}", "Give the file another name."
    )
