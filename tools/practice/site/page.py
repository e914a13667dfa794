"""A page as any site engine takes it: an address, a head of plain words, and a body.

A long list comes in pages of a hundred, with plain links between them: they are read without
scripts, on any connection.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from practice.content.yaml_writer import in_quotes

Kind = Literal[
    "home",
    "case-study",
    "listing",
    "index",
    "browse",
    "search",
    "compare",
    "reference",
    "write",
    "standing",
]

# Site engines print titles and descriptions without escaping them, and some take entities apart
# first. So no sign that HTML knows stands in them; the exact words are in the body, where we escape
# them.
_STAND_INS = str.maketrans({"<": "\uff1c", ">": "\uff1e"})
_ENTITY = re.compile(r"&(?=#?[0-9A-Za-z]+;?)")
_OPENING_QUOTE = re.compile(r'(^|[\s(\[/-])"')


def plain(text: str) -> str:
    """Return `text` on one line: no control characters, single spaces."""
    if text.isprintable():  # nearly always: no need to look at every letter
        return " ".join(text.split())
    printable = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") else letter
        for letter in text
    )
    return " ".join(printable.split())


def head_words(text: str) -> str:
    """Return `text` so that a site engine may print it anywhere in a page's head as it is."""
    safe = _ENTITY.sub("\uff06", plain(text).translate(_STAND_INS))
    return _OPENING_QUOTE.sub("\\1\u201c", safe).replace('"', "\u201d")


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `path` is relative to the site's pages ("topics/diabetes.md"), `body` is Markdown
    and HTML.

    `source` is the file to mend when the page is wrong, relative to the root, or empty. `marks` is
    what the search stores of a case study: the end of the page, and of a page that somebody wrote
    in its place.
    """

    path: str
    title: str
    description: str
    body: str
    kind: Kind
    source: str = ""
    hide: tuple[str, ...] = ("navigation", "toc")
    marks: str = ""

    @property
    def address(self) -> str:
        """Where readers find the page, relative to the site: "topics/diabetes/", or "" for the home
        page.
        """
        return address_of(self.path)

    @property
    def markdown(self) -> str:
        """The whole file: a head that every site engine reads (JSON is YAML), then the body."""
        head = {
            "title": head_words(self.title),
            "description": head_words(self.description),
            "kind": self.kind,
            "hide": list(self.hide),
        }
        lines = [f"{key}: {in_quotes(value)}" for key, value in head.items()]
        return "\n".join(
            [
                "---",
                *lines,
                "---",
                "",
                self.body.strip(),
                *(["", self.marks.strip()] if self.marks else []),
                "",
            ]
        )


def address_of(path: str) -> str:
    """Return the address of the page at `path`: a folder's index page has the folder's address."""
    stem = path.removesuffix(".md")
    stem = "" if stem == "index" else stem.removesuffix("/index")
    return f"{stem}/" if stem else ""


def relative(here: str, there: str) -> str:
    """Return how the page at address `here` links to address `there`; both relative to the site."""
    target, mark, anchor = there.partition("#")
    found = posixpath.relpath("/" + target, "/" + here)
    if target.endswith("/") or not target:
        found += "/"
    return found + mark + anchor


MOST = 100
"""How many case studies a page lists."""


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list. `here` is the address of the list, `start` and `end` which entries it
    shows, counted from 0.
    """

    here: str
    number: int
    pages: int
    start: int
    end: int
    total: int

    @property
    def address(self) -> str:
        """Where the page is, relative to the site. The first keeps the address that the list has
        always had.
        """
        return self.address_of(self.number)

    @property
    def path(self) -> str:
        """The file of the page, for the address to come out as it should."""
        return f"{self.address.rstrip('/')}.md"

    @property
    def suffix(self) -> str:
        """What tells the page's title from the others'."""
        return f", page {self.number} of {self.pages}" if self.number > 1 else ""

    @property
    def links(self) -> tuple[tuple[int, str], ...]:
        """Number and relative address of every page of the list; of a single one nothing."""
        return (
            tuple((number, self.link(number)) for number in range(1, self.pages + 1))
            if self.pages > 1
            else ()
        )

    def link(self, number: int) -> str:
        """Return how this page links to page `number`."""
        return relative(self.address, self.address_of(number))

    def of(self, entries: Sequence[object], before: int = 0) -> Sequence[object]:
        """Return those of `entries` that this page shows, when `before` others stand above them in
        the list.
        """
        return entries[max(self.start - before, 0) : max(self.end - before, 0)]

    def address_of(self, number: int) -> str:
        """Return the address of page `number`, relative to the site."""
        return self.here if number == 1 else f"{self.here}page-{number}/"


def parts(here: str, total: int) -> Iterator[Part]:
    """Yield the pages of a list of `total` entries at the address `here`; an empty list has one
    too.
    """
    pages = max(1, -(-total // MOST))
    for number in range(1, pages + 1):
        yield Part(here, number, pages, (number - 1) * MOST, min(number * MOST, total), total)


def page_with(entry: int) -> int:
    """Return the number of the page that shows the entry `entry`, counted from 0."""
    return entry // MOST + 1
