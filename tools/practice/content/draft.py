"""What an author wrote, with the line and column of every piece of it, and what reading found
wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from practice.attachments.file_types import Kind
from practice.attachments.metadata import Trace
from practice.model.diagnostics import Diagnostic, Place, Severity


@dataclass(frozen=True, slots=True)
class Scalar:
    """One plain value: its text as written and what YAML takes it for."""

    text: str
    tag: Literal["str", "int", "float", "bool", "null", "date"]
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Value, ...]
    place: Place

    def __iter__(self) -> Iterator[Value]:
        return iter(self.items)


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping and its value; `place` is the key's."""

    key: str
    place: Place
    value: Value


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order written; a key written twice is here twice."""

    entries: tuple[Entry, ...]
    place: Place

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def get(self, key: str) -> Value | None:
        """Return the value of `key` (of the last one, as YAML readers do), or None."""
        found = None
        for entry in self.entries:
            if entry.key == key:
                found = entry.value
        return found

    def text(self, key: str) -> str:
        """Return the text of a plain value, or an empty text when there is none."""
        value = self.get(key)
        return value.text.strip() if isinstance(value, Scalar) and value.tag != "null" else ""

    def place_of(self, key: str) -> Place:
        """Return where `key` stands, or where the mapping starts when it is not there."""
        return next((entry.place for entry in self.entries if entry.key == key), self.place)


Value = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class BodyHeading:
    """A heading of the body; `level` is 1 to 6."""

    level: int
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Link:
    """A link or picture: its words (a picture's alternative text) and where it points."""

    text: str
    target: str
    place: Place


@dataclass(frozen=True, slots=True)
class BodySection:
    """What stands under a level-2 heading; `empty` when only white space and headings do."""

    heading: str
    markdown: str
    place: Place
    empty: bool


@dataclass(frozen=True, slots=True)
class Body:
    """The Markdown after the front matter; `preamble` is what stands before the first section,
    `spaced` what would be a link or picture if there were no space in its address.
    """

    headings: tuple[BodyHeading, ...] = ()
    sections: tuple[BodySection, ...] = ()
    links: tuple[Link, ...] = ()
    pictures: tuple[Link, ...] = ()
    html: tuple[Link, ...] = ()
    spaced: tuple[Link, ...] = ()
    preamble: str = ""
    preamble_place: Place | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One Markdown file as read. `front` is None when there is no usable front matter;
    `problems` says what reading itself found wrong; `text` is the whole file where it is text."""

    path: str
    front: Mapping | None
    body: Body = field(default_factory=Body)
    problems: tuple[Diagnostic, ...] = ()
    text: str = ""

    @property
    def id(self) -> str:
        """The file's name without its ending: the id of the case study it may become."""
        return self.path.rpartition("/")[2].removesuffix(".md")

    def place(self, key: str = "") -> Place:
        """Return where `key` of the front matter stands, or the start of the file."""
        return self.front.place_of(key) if self.front and key else Place(self.path)


@dataclass(frozen=True, slots=True)
class AdoptionsDraft:
    """One `adoptions.yml` as read: its items, or nothing when it cannot be used; `text` is the
    whole file where it is text.
    """

    path: str
    items: tuple[Value, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file beside the case studies that is of no kind the site publishes under its name, or says
    something without showing it.

    `kind` is what it is by its content; `traces` what it says of a place or a person.
    """

    path: str
    kind: Kind
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafts:
    """Everything read from `case_studies/`: what the checks look at.

    `files` are all other files there (pictures, attachments), relative to the root; `attachments`
    those that say something besides what they show or are not published.
    """

    studies: tuple[Draft, ...] = ()
    adoptions: tuple[AdoptionsDraft, ...] = ()
    files: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


# As git writes them; between them may stand "=======", which alone is an underline of Markdown, and
# "|||||||" with what both sides began from.
_CONFLICT = re.compile(r"(<{7}|>{7}|\|{7})(?: .*)?")
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
    "merge-conflict": (
        "CS009",
        "No two versions of a passage stand side by side, as git leaves them.",
    ),
}
"""Name of the problem -> (code, what holds when all is well)."""


def problem(name: str, place: Place, message: str, hint: str = "") -> Diagnostic:
    """Return an error of reading called `name`, one of `READING_PROBLEMS`."""
    return Diagnostic(READING_PROBLEMS[name][0], name, Severity.ERROR, place, message, hint)


def conflicts(path: str, text: str) -> tuple[Diagnostic, ...]:
    """Return a problem for each passage of a file that git left in two versions."""
    found = []
    is_open = False
    for number, line in enumerate(text.split("\n"), start=1):
        mark = _CONFLICT.fullmatch(line.rstrip("\r"))
        if not mark:
            continue
        begins, ends = mark[1] == "<" * 7, mark[1] == ">" * 7
        if begins or (ends and not is_open):
            found.append(
                problem(
                    "merge-conflict",
                    Place(path, number, 1),
                    "Two versions of the same passage stand here, and nobody has chosen one.",
                    "Keep what is right, and delete the lines that begin with <<<<<<<, |||||||,"
                    " ======= and >>>>>>>.",
                )
            )
        is_open = begins or (is_open and not ends)
    return tuple(found)
