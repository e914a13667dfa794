"""A case study and an adoption as the rest of the program knows them: complete, checked, frozen."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from typing import Any

from practice.model.dates import PartialDate
from practice.model.schema import ADOPTION_FIELDS, DEFAULT_LICENCE, FIELDS, NOT_REPORTED, Field


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as its source gives it: "13.6", "almost 80", "11 of 24" or "not-reported"."""

    text: str

    @property
    def reported(self) -> bool:
        """Whether the source gives it."""
        return self.text != NOT_REPORTED

    @property
    def number(self) -> Decimal | None:
        """The figure as a number, where it is nothing but a number."""
        try:
            return Decimal(self.text.replace(",", ""))
        except InvalidOperation:
            return None

    @property
    def words(self) -> str:
        """The figure as a reader meets it, with commas between thousands."""
        if not self.reported:
            return "not reported"
        if self.number is not None and "," not in self.text and self.number >= 10_000:
            return f"{self.number:,}"
        return self.text


@dataclass(frozen=True, slots=True)
class Measure:
    """One result in figures. `kind` is outcome, process or balancing."""

    name: str
    kind: str
    result: Figure
    unit: str
    baseline: Figure | None = None
    comparison: Figure | None = None
    period: str = ""
    n: Figure | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """What it cost, in words; "not-reported" is an answer, and so is an empty text (not asked)."""

    setup: str = NOT_REPORTED
    running: str = NOT_REPORTED
    note: str = ""

    @property
    def reported(self) -> bool:
        """Whether any source says anything of it."""
        return bool(self.note) or {self.setup, self.running} != {NOT_REPORTED}


@dataclass(frozen=True, slots=True)
class StaffTime:
    """Who spent how much time."""

    role: str
    amount: str


@dataclass(frozen=True, slots=True)
class Risk:
    """What can go wrong, and what helps."""

    risk: str
    mitigation: str = NOT_REPORTED


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement can be read up. `date` is in words, as the source shows it."""

    title: str
    url: str
    publisher: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A role and a shared mailbox."""

    role: str
    email: str


@dataclass(frozen=True, slots=True)
class Resource:
    """Something an adopter can reuse: at an address, or a file beside the case study."""

    title: str
    url: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the body and the Markdown under it (untrusted, without the heading)."""

    heading: str
    markdown: str


@dataclass(frozen=True, slots=True)
class Other:
    """What a case study or an adoption says in a field that a network added to the schema.

    `values` are for people to read, one a line; `answer` is for programs: text, a list or a
    mapping, as in the file.
    """

    name: str
    label: str
    values: tuple[str, ...]
    answer: Any = field(default="", hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStudy:
    """One piece of practice. Vocabulary fields hold ids; `trusts` holds ids of organisations.

    `id` is the file's name without ".md"; `path` is relative to the root, with "/" between parts.
    `trust_names` are the names as written, in the order of `trusts`: a body may since have been
    renamed.
    """

    id: str
    path: str
    title: str
    summary: str
    themes: tuple[str, ...]
    communities: tuple[str, ...]
    topics: tuple[str, ...]
    started: PartialDate | None
    stage: str
    outcome: str
    evidence: str
    origin: str
    reviewed: PartialDate
    sections: tuple[Section, ...]
    trusts: tuple[str, ...] = ()
    trust_names: tuple[str, ...] = ()
    place: str = ""
    partners: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    ended: PartialDate | None = None
    measures: tuple[Measure, ...] = ()
    cost: Cost | None = None
    staff_time: tuple[StaffTime, ...] = ()
    needs: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    adapt: tuple[str, ...] = ()
    risks: tuple[Risk, ...] = ()
    sources: tuple[Source, ...] = ()
    contact: Contact | None = None
    resources: tuple[Resource, ...] = ()
    related: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    status: str = "published"
    retired_because: str = ""
    licence: str = DEFAULT_LICENCE
    others: tuple[Other, ...] = ()

    @property
    def folder(self) -> str:
        """The folder of the case study, relative to the root."""
        return self.path.rpartition("/")[0]

    @property
    def where(self) -> str:
        """The trusts as written, or the place where no trust is named."""
        return ", ".join(self.trust_names) or self.place

    @property
    def year(self) -> str:
        """The year it began, or an empty text when that is unknown."""
        return str(self.started.year) if self.started else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """One trust taking up a practice: `practice` is the id of a case study, `trust` of an
    organisation.
    """

    practice: str
    trust: str
    trust_name: str
    stage: str
    since: PartialDate | None
    changed: str = ""
    result: str = ""
    contact: str = ""
    source: str = ""
    others: tuple[Other, ...] = ()


def is_added(entry: Field) -> bool:
    """Whether a network added `entry` to the fields of a case study: what is said in it stands in
    `CaseStudy.others`.
    """
    return entry.name not in _KNOWN


_KNOWN = frozenset(part.name for part in fields(CaseStudy))
_KNOWN_OF_ADOPTIONS = frozenset(part.name for part in fields(Adoption))
ADDED_FIELDS = tuple(entry for entry in FIELDS if is_added(entry))
ADDED_ADOPTION_FIELDS = tuple(
    entry for entry in ADOPTION_FIELDS if entry.name not in _KNOWN_OF_ADOPTIONS
)
