"""What is wrong, where, and how to mend it: the words every door shows its users."""

from __future__ import annotations

import difflib
import enum
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


class Severity(enum.Enum):
    """How much a problem matters: an error stops publication, a warning does not, and advice is no
    problem at all.
    """

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a path relative to the root, a line and a column, both from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: the code and name of the rule, the fault in the author's words, and the cure.

    `fixable`: somebody looked, and a machine can mend it.
    """

    code: str
    name: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""
    fixable: bool = False

    def sort_key(self) -> tuple[Place, str, str]:
        """Order by file, line and column, then by code, so that a report reads top to bottom."""
        return (self.place, self.code, self.message)

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}  [{self.name}]" + (
            f" {self.hint}" if self.hint else ""
        )


@dataclass(frozen=True, slots=True)
class Report:
    """Every problem found, in reading order, without repeats, and how many files were read."""

    diagnostics: tuple[Diagnostic, ...] = ()
    files: int = 0

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic], files: int = 0) -> Report:
        """Return a report of `diagnostics`, sorted and without repeats."""
        return cls(tuple(sorted(set(diagnostics), key=Diagnostic.sort_key)), files)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    def within(self, paths: Iterable[str], files: Iterable[str]) -> Report:
        """Return the part of the report on these files and on those inside these folders; `files`
        are all that were read.
        """
        inside = within(paths)
        return Report(
            tuple(d for d in self.diagnostics if inside(d.place.path)), sum(map(inside, files))
        )

    def only(self, codes: Iterable[str]) -> Report:
        """Return the part of the report by the rules of these codes."""
        wanted = frozenset(codes)
        return Report(tuple(d for d in self.diagnostics if d.code in wanted), self.files)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The problems that stop publication."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """The problems that do not stop publication."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.WARNING)

    @property
    def advice(self) -> tuple[Diagnostic, ...]:
        """What could be said more plainly."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ADVICE)

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """Errors and warnings."""
        return tuple(d for d in self.diagnostics if d.severity is not Severity.ADVICE)


def within(paths: Iterable[str]) -> Callable[[str], bool]:
    """Return what says of a path whether it is one of these files or inside one of these folders;
    "." is everything.
    """
    wanted = frozenset(path.rstrip("/") for path in paths)
    folders = tuple(f"{path}/" for path in wanted)
    return lambda path: "." in wanted or path in wanted or path.startswith(folders)


CLOSE = 0.7
"""How alike a word and a candidate are, of 1, where one may be meant for the other."""
LONGEST_WORD = 200
"""Characters of what may be a misspelt word; comparing takes the square of the time."""


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate spelled most like `word`, or None when none is close."""
    if len(word) > LONGEST_WORD:
        return None
    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    found = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=CLOSE)
    return by_folded[found[0]] if found else None


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Return "Did you mean 'X'?" for the nearest candidate, or an empty text."""
    found = nearest(word, candidates)
    return f"Did you mean '{found}'?" if found else ""
