"""The problems that reading itself can find: a file that cannot be turned into a draft."""

from __future__ import annotations

from practice.model.diagnostics import Diagnostic, Place, Severity

READING_PROBLEMS = {
    "unreadable-file": ("CS001", "The file can be opened and read."),
    "wrong-encoding": ("CS002", "The file is plain text in UTF-8."),
    "broken-yaml": ("CS003", "The front matter is well-formed YAML."),
    "no-front-matter": (
        "CS004",
        "The file opens with front matter between two lines of three hyphens.",
    ),
    "front-matter-not-mapping": (
        "CS005",
        "The front matter is a list of fields, each with a name and a value.",
    ),
    "duplicate-key": ("CS006", "Every field is given once."),
    "file-too-large": ("CS007", "The file is of a size and depth that a case study can have."),
    "broken-vocabulary-file": (
        "CS008",
        "The files in case_studies/_vocabulary/ hold well-formed terms.",
    ),
}
"""Name of the problem -> (code, what holds when all is well)."""


def problem(name: str, place: Place, message: str, hint: str = "") -> Diagnostic:
    """Return an error of reading called `name`, one of `READING_PROBLEMS`."""
    return Diagnostic(READING_PROBLEMS[name][0], name, Severity.ERROR, place, message, hint)
