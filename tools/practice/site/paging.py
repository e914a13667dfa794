"""Long lists in pages of a hundred, with plain links between them: they are read without scripts,
on any connection.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from practice.site.page import relative

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
        """Number and relative address of every page of the list, or nothing when there is only one."""
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
