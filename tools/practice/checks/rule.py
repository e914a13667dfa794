"""What a rule is: a code, a name, a demand and a generator of findings; the decorators that make
one register it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, Literal, TypeVar

from practice.checks.context import Context
from practice.checks.records import Record
from practice.checks.references import Collection
from practice.content.draft import AdoptionsDraft, Draft
from practice.model.diagnostics import Diagnostic, Place, Severity
from practice.model.text import clean

Subject = TypeVar("Subject")
About = Literal["reading", "record", "draft", "text", "collection", "advice"]
Find = Callable[[Subject, Context], Iterator["Finding"]]

# Nobody mends more than this at one sitting, and a file of 20,000 wrong words must not take minutes
# to judge.
MAX_FINDINGS = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of a rule: where, what is wrong in the author's words, and the cure."""

    place: Place
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Rule(Generic[Subject]):
    """One rule. `code` is for machines and stays for ever; `name` states the fault; `demand` what
    should hold; `about` what the rule looks at.
    """

    code: str
    name: str
    severity: Severity
    demand: str
    about: About
    find: Find[Subject]

    def check(self, subject: Subject, context: Context) -> Iterator[Diagnostic]:
        """Yield what the rule finds in `subject`, up to a limit for one file."""
        limit = None if self.about == "collection" else MAX_FINDINGS
        # Findings quote what anybody may have written, and land in terminals and logs.
        for finding in islice(self.find(subject, context), limit):
            yield Diagnostic(
                self.code,
                self.name,
                self.severity,
                finding.place,
                clean(finding.message),
                clean(finding.hint),
            )


_registered: dict[str, Rule[Any]] = {}


def register(rule: Rule[Any]) -> None:
    """Add a rule to those that every check runs.

    Raises:
        ValueError: another rule has its code.
    """
    if rule.code in _registered:
        raise ValueError(f"{rule.code} is the code of {_registered[rule.code].name} already.")
    _registered[rule.code] = rule


def registered() -> tuple[Rule[Any], ...]:
    """Return every rule registered so far, in the order of the codes."""
    return tuple(_registered[code] for code in sorted(_registered))


def _decorator(
    about: About, code: str, name: str, severity: Severity
) -> Callable[[Find[Subject]], Rule[Subject]]:
    def make(find: Find[Subject]) -> Rule[Subject]:
        demand = " ".join((find.__doc__ or "").split())
        rule = Rule(code, name, severity, demand, about, find)
        register(rule)
        return rule

    return make


def record_rule(
    code: str, name: str, severity: Severity = Severity.ERROR
) -> Callable[[Find[Record]], Rule[Record]]:
    """Register a rule about the fields of one case study or one adoption: it sees its file, the
    words of the network and the day.
    """
    return _decorator("record", code, name, severity)


def draft_rule(
    code: str, name: str, severity: Severity = Severity.ERROR
) -> Callable[[Find[Draft]], Rule[Draft]]:
    """Register a rule about one Markdown file, its name and its body: it sees that file and the
    words of the network, so what it says can be cached while both stay.
    """
    return _decorator("draft", code, name, severity)


def text_rule(
    code: str, name: str, severity: Severity = Severity.ERROR
) -> Callable[[Find[Draft | AdoptionsDraft]], Rule[Draft | AdoptionsDraft]]:
    """Register a rule about all that is written in one file, fields and remarks too, even where the
    file is faulty.
    """
    return _decorator("text", code, name, severity)


def collection_rule(
    code: str, name: str, severity: Severity = Severity.ERROR
) -> Callable[[Find[Collection]], Rule[Collection]]:
    """Register a rule about the whole collection: it sees the references between case studies, and
    what the files beside them are and hide. No limit, since its findings stand in many files.
    """
    return _decorator("collection", code, name, severity)
