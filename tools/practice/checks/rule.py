"""What a rule is: a code, a name, a demand, and a generator of findings with the decorators that
make one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from practice.checks.context import Context
from practice.checks.records import Record
from practice.checks.references import Collection
from practice.content.draft import AdoptionsDraft, Draft
from practice.model.diagnostics import Diagnostic, Place, Severity
from practice.model.messages import clean

Subject = TypeVar("Subject")
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
    should hold.
    """

    code: str
    name: str
    severity: Severity
    demand: str
    find: Find[Subject]
    limit: int | None = MAX_FINDINGS

    def judge(self, subject: Subject, context: Context) -> Iterator[Diagnostic]:
        """Yield what the rule finds in `subject`, up to `limit`."""
        # Findings quote what anybody may have written, and land in terminals and logs.
        for finding in islice(self.find(subject, context), self.limit):
            yield Diagnostic(
                self.code,
                self.name,
                self.severity,
                finding.place,
                clean(finding.message),
                clean(finding.hint),
            )


def _decorator(
    code: str, name: str, severity: Severity, limit: int | None = MAX_FINDINGS
) -> Callable[[Find[Subject]], Rule[Subject]]:
    def make(find: Find[Subject]) -> Rule[Subject]:
        demand = " ".join((find.__doc__ or "").split())
        return Rule(code, name, severity, demand, find, limit)

    return make


def record_rule(
    code: str, name: str, severity: Severity = Severity.ERROR
) -> Callable[[Find[Record]], Rule[Record]]:
    """Make a rule about the fields of one case study or one adoption."""
    return _decorator(code, name, severity)


def draft_rule(
    code: str, name: str, severity: Severity = Severity.ERROR
) -> Callable[[Find[Draft]], Rule[Draft]]:
    """Make a rule about one Markdown file: its name and its body."""
    return _decorator(code, name, severity)


def text_rule(
    code: str, name: str, severity: Severity = Severity.ERROR
) -> Callable[[Find[Draft | AdoptionsDraft]], Rule[Draft | AdoptionsDraft]]:
    """Make a rule about all that is written in one file, fields and remarks too, even where the
    file is faulty.
    """
    return _decorator(code, name, severity)


def collection_rule(
    code: str, name: str, severity: Severity = Severity.ERROR
) -> Callable[[Find[Collection]], Rule[Collection]]:
    """Make a rule about the whole collection; no limit, since its findings stand in many files."""
    return _decorator(code, name, severity, None)
