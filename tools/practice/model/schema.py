"""The record, described once: every field and heading of a case study and an adoption.

The checks, the template, the reference page, the search facets and the at-a-glance box derive from
here. Words that editors choose (themes, topics and so on) live in `case_studies/_vocabulary/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NOT_REPORTED = "not-reported"
UNKNOWN = "unknown"
REVIEW_MONTHS = 24
DEFAULT_LICENCE = "Open Government Licence v3.0"

Kind = Literal[
    "text",
    "date",
    "figure",
    "choice",
    "term",
    "organisation",
    "study",
    "email",
    "address",
    "mapping",
]
Needed = Literal["yes", "no", "contributed", "compiled"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a closed list: as written in the file, as read on a page, and what it means."""

    value: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Field:
    """One key of the front matter, or of a mapping inside it.

    `many`: a list of values. `needed`: always, never, or only for that origin. `vocabulary`: where
    terms come from. `fields`: the keys of a mapping. `not_reported`: that answer is allowed too.
    `example`: YAML to copy.
    """

    name: str
    kind: Kind
    help: str
    example: str
    needed: Needed = "no"
    many: bool = False
    max_length: int = 0
    max_items: int = 0
    choices: tuple[Choice, ...] = ()
    vocabulary: str = ""
    fields: tuple[Field, ...] = ()
    not_reported: bool = False
    unknown: bool = False

    @property
    def label(self) -> str:
        """The name as a reader meets it."""
        return self.name.replace("_", " ")

    @property
    def caption(self) -> str:
        """The label with a capital, for a place of its own."""
        return self.label[:1].upper() + self.label[1:]


@dataclass(frozen=True, slots=True)
class Heading:
    """One section heading of the body, in its place."""

    text: str
    needed: bool
    help: str


STAGES = (
    Choice("idea", "An idea", "Not started yet."),
    Choice("pilot", "A pilot", "Tried for a limited time or in few places."),
    Choice("running", "Running", "In use when last reported."),
    Choice("embedded", "Usual practice", "It has become the usual way of working."),
    Choice("stopped", "Stopped", "It has ended, or its funding has."),
    Choice(
        "unknown", "Not known", "The sources do not say how far it got or whether it still runs."
    ),
)

OUTCOMES = (
    Choice("worked", "Worked", "A result in its favour is reported."),
    Choice("mixed", "Mixed results", "Part of it worked and part did not, or reports differ."),
    Choice("did-not-work", "Did not work", "It did not do what it set out to do."),
    Choice("too-early", "Too early to say", "It had not run long enough when reported."),
    Choice("not-reported", "Result not reported", "No result is reported either way."),
)

EVIDENCE = (
    Choice("described", "Described", "Somebody describes what was done; no figures on the result."),
    Choice("counted", "Counted", "Figures on reach or activity, but nothing to compare them with."),
    Choice(
        "before-after",
        "Before and after",
        "A figure before and a figure after, without a comparison group.",
    ),
    Choice(
        "compared", "Compared", "Set against another group, place or time chosen for comparison."
    ),
    Choice(
        "trial",
        "Randomised trial",
        "People or places were allotted by chance, and the results compared.",
    ),
)

ORIGINS = (
    Choice("contributed", "Written by the trust", "The trust that did the work wrote it."),
    Choice("compiled", "Written by the editors", "The editors wrote it from published sources."),
)

STATUSES = (
    Choice("published", "Published", "Shown on the site."),
    Choice("draft", "Draft", "Checked, but not shown."),
    Choice("retired", "Retired", "Kept at its address with the reason; no longer recommended."),
)

MEASURE_KINDS = (
    Choice("outcome", "Outcome", "What changed for people."),
    Choice("process", "Process", "What was done, and how much or how many."),
    Choice("balancing", "Balancing", "What got worse, or what it cost elsewhere."),
)

ADOPTION_STAGES = (
    Choice("interested", "Interested", "Looking into it."),
    Choice("trying", "Trying it", "A trial has begun."),
    Choice("running", "Running", "In use."),
    Choice("adapted", "Adapted", "In use in a changed form."),
    Choice("stopped", "Stopped", "Tried and given up."),
)

_MEASURE = (
    Field(
        "name",
        "text",
        "What was measured, and in whom.",
        "name: Women screened",
        "yes",
        max_length=160,
    ),
    Field(
        "kind",
        "choice",
        "What sort of measure it is.",
        "kind: outcome",
        "yes",
        choices=MEASURE_KINDS,
    ),
    Field(
        "baseline", "figure", "The figure before.", "baseline: 43", max_length=40, not_reported=True
    ),
    Field(
        "comparison",
        "figure",
        "The figure in the group or place it was compared with.",
        "comparison: 12",
        max_length=40,
        not_reported=True,
    ),
    Field(
        "result",
        "figure",
        "The figure after, or the only figure, as the source gives it: 57, almost 80, 11 of 24,"
        " halved.",
        "result: almost 80",
        "yes",
        max_length=40,
        not_reported=True,
    ),
    Field("unit", "text", "What the figures count.", "unit: per cent", "yes", max_length=80),
    Field(
        "period",
        "text",
        "When it was measured.",
        "period: 2006/07 to 2009/10",
        max_length=80,
        not_reported=True,
    ),
    Field(
        "n",
        "figure",
        "How many people or things the figures rest on.",
        "n: 434",
        max_length=40,
        not_reported=True,
    ),
    Field(
        "note",
        "text",
        "A caution, in one sentence.",
        "note: The source does not say how it was counted.",
        max_length=400,
    ),
)

_SOURCE = (
    Field(
        "title",
        "text",
        "Title of the source.",
        "title: Nineteen trusts pledge",
        "yes",
        max_length=300,
    ),
    Field(
        "publisher",
        "text",
        "Who published it.",
        "publisher: Health Service Journal",
        max_length=200,
    ),
    Field(
        "url", "address", "Its address on the web.", "url: https://www.example.org/report", "yes"
    ),
    Field(
        "date",
        "text",
        "Its date, in words; 'not shown' is an answer.",
        "date: 14 July 2005",
        max_length=80,
    ),
)

FIELDS = (
    Field(
        "title",
        "text",
        "What improved or was tried, in plain words; no slogan.",
        "title: Phone calls in the patient's language before breast screening",
        "yes",
        max_length=90,
    ),
    Field(
        "summary",
        "text",
        "One to three plain sentences: what was done, for whom, and what came of it.",
        "summary: Bilingual staff rang women who had missed screening.",
        "yes",
        max_length=400,
    ),
    Field(
        "trusts",
        "organisation",
        "The trusts that did it: names or ODS codes from the register.",
        "trusts: [Tower Hamlets PCT]",
        "contributed",
        many=True,
        max_items=12,
        vocabulary="organisations",
    ),
    Field("place", "text", "Where, in words.", "place: Tower Hamlets, east London", max_length=120),
    Field(
        "partners",
        "text",
        "Who else took part.",
        "partners: [Diabetes UK]",
        many=True,
        max_length=160,
    ),
    Field(
        "themes",
        "term",
        "One to three themes, the main one first.",
        "themes: [service-improvement]",
        "yes",
        many=True,
        max_items=3,
        vocabulary="themes",
    ),
    Field(
        "communities",
        "term",
        "Who it was for.",
        "communities: [bangladeshi]",
        "yes",
        many=True,
        vocabulary="communities",
    ),
    Field(
        "topics",
        "term",
        "What it was about.",
        "topics: [breast-screening]",
        "yes",
        many=True,
        vocabulary="topics",
    ),
    Field(
        "settings",
        "term",
        "Where people met it.",
        "settings: [general-practice]",
        many=True,
        vocabulary="settings",
    ),
    Field(
        "started",
        "date",
        "When it began; 'about', 'before', 'by' or 'after' may stand in front.",
        "started: 2008",
        "yes",
        unknown=True,
    ),
    Field("ended", "date", "When it ended, if it has.", "ended: 2010-03"),
    Field("stage", "choice", "How far it has got.", "stage: running", "yes", choices=STAGES),
    Field(
        "outcome",
        "choice",
        "Whether it worked, on what is reported.",
        "outcome: worked",
        "yes",
        choices=OUTCOMES,
    ),
    Field(
        "evidence",
        "choice",
        "What the result rests on.",
        "evidence: before-after",
        "yes",
        choices=EVIDENCE,
    ),
    Field(
        "measures",
        "mapping",
        "The figures, one by one.",
        "measures:\n  - name: Women screened\n    kind: outcome\n    baseline: 43\n    result: 57\n"
        "    unit: per cent",
        many=True,
        fields=_MEASURE,
    ),
    Field(
        "cost",
        "mapping",
        "What it cost to set up and to run.",
        "cost:\n  setup: 4,000 pounds\n  running: not-reported",
        not_reported=True,
        fields=(
            Field(
                "setup",
                "text",
                "What it cost to set up.",
                "setup: 4,000 pounds",
                max_length=200,
                not_reported=True,
            ),
            Field(
                "running",
                "text",
                "What it costs to run.",
                "running: 60 pounds a session",
                max_length=200,
                not_reported=True,
            ),
            Field(
                "note",
                "text",
                "What else to know of the cost.",
                "note: Paid for by the council.",
                max_length=400,
            ),
        ),
    ),
    Field(
        "staff_time",
        "mapping",
        "Who spent how much time.",
        "staff_time:\n  - role: Link worker\n    amount: 2 days a week",
        many=True,
        not_reported=True,
        fields=(
            Field(
                "role",
                "text",
                "The role, never a name.",
                "role: Link worker",
                "yes",
                max_length=120,
            ),
            Field(
                "amount",
                "text",
                "How much time.",
                "amount: 2 days a week",
                "yes",
                max_length=160,
                not_reported=True,
            ),
        ),
    ),
    Field(
        "needs",
        "text",
        "What you cannot do without.",
        "needs: [A private room]",
        many=True,
        max_length=300,
    ),
    Field(
        "keep",
        "text",
        "What must stay the same.",
        "keep: [The caller speaks the patient's language]",
        many=True,
        max_length=300,
    ),
    Field(
        "adapt", "text", "What may change.", "adapt: [The time of day]", many=True, max_length=300
    ),
    Field(
        "risks",
        "mapping",
        "What can go wrong, and what helps.",
        "risks:\n  - risk: Staff leave\n    mitigation: Train two people",
        many=True,
        fields=(
            Field("risk", "text", "What can go wrong.", "risk: Staff leave", "yes", max_length=300),
            Field(
                "mitigation",
                "text",
                "What helps.",
                "mitigation: Train two people",
                max_length=300,
                not_reported=True,
            ),
        ),
    ),
    Field("origin", "choice", "Who wrote this.", "origin: contributed", "yes", choices=ORIGINS),
    Field(
        "sources",
        "mapping",
        "Where it can be read up.",
        "sources:\n  - title: Annual report\n    url: https://www.example.org/report",
        "compiled",
        many=True,
        fields=_SOURCE,
    ),
    Field(
        "contact",
        "mapping",
        "A role and a shared mailbox; never a private person.",
        "contact:\n  role: Screening lead\n  email: screening@trust.example",
        "contributed",
        fields=(
            Field(
                "role",
                "text",
                "The role to ask for.",
                "role: Screening lead",
                "yes",
                max_length=120,
            ),
            Field("email", "email", "A shared mailbox.", "email: screening@trust.example", "yes"),
        ),
    ),
    Field(
        "resources",
        "mapping",
        "What an adopter can reuse.",
        "resources:\n  - title: Call script\n    file: script.pdf",
        many=True,
        fields=(
            Field("title", "text", "What it is.", "title: Call script", "yes", max_length=160),
            Field(
                "url", "address", "Its address on the web.", "url: https://www.example.org/script"
            ),
            Field(
                "file",
                "text",
                "A file that lies beside the case study.",
                "file: script.pdf",
                max_length=200,
            ),
        ),
    ),
    Field(
        "related",
        "study",
        "Ids of similar case studies.",
        "related: [newham-breast-screening-phone-calls]",
        many=True,
    ),
    Field(
        "supersedes",
        "study",
        "Ids of case studies that this one replaces.",
        "supersedes: [older-one]",
        many=True,
    ),
    Field(
        "reviewed",
        "date",
        f"The day somebody last made sure that it is right; due again after {REVIEW_MONTHS}"
        " months.",
        "reviewed: 2026-11-20",
        "yes",
    ),
    Field(
        "status",
        "choice",
        "Published unless it says otherwise.",
        "status: published",
        choices=STATUSES,
    ),
    Field(
        "retired_because",
        "text",
        "Why it was retired.",
        "retired_because: Replaced by a newer account.",
        max_length=300,
    ),
    Field(
        "licence",
        "text",
        f"{DEFAULT_LICENCE} unless it says otherwise.",
        f"licence: {DEFAULT_LICENCE}",
        max_length=120,
    ),
)

ADOPTION_FIELDS = (
    Field(
        "practice",
        "study",
        "The id of the case study that was taken up.",
        "practice: newham-breast-screening-phone-calls",
        "yes",
    ),
    Field(
        "trust",
        "organisation",
        "The adopting trust: a name or ODS code from the register.",
        "trust: Luton PCT",
        "yes",
        vocabulary="organisations",
    ),
    Field(
        "stage", "choice", "How far it has got.", "stage: trying", "yes", choices=ADOPTION_STAGES
    ),
    Field("since", "date", "Since when.", "since: 2026-04", "yes", unknown=True),
    Field(
        "changed",
        "text",
        "What was done differently.",
        "changed: Calls in the evening.",
        max_length=600,
    ),
    Field(
        "result",
        "text",
        "What came of it.",
        "result: Not reported yet.",
        max_length=600,
        not_reported=True,
    ),
    Field("contact", "email", "A shared mailbox.", "contact: screening@trust.example"),
    Field(
        "source", "address", "Where it can be read up.", "source: https://www.example.org/report"
    ),
)

HEADINGS = (
    Heading("The problem", True, "What was wrong, for whom, and how you knew."),
    Heading("Our setting", False, "What a reader needs to know to tell whether you are alike."),
    Heading("What was done", True, "What was done, with whom, for whom."),
    Heading("What happened", True, "What came of it, figures first; what got worse too."),
    Heading("What was learned", True, "What you would tell somebody about to start."),
    Heading("What it took", False, "People, money, time, kit."),
    Heading(
        "What must stay the same and what can change",
        False,
        "What makes it work, and what may be fitted to the place.",
    ),
    Heading("How to start", False, "The first week, month and quarter."),
    Heading("Keeping it going", False, "What keeps it alive after the first enthusiasm."),
    Heading("People and equality", False, "How those it was for shaped it, and who gained less."),
    Heading("Not known", False, "What the reader might expect to find here and will not."),
)


def field(name: str) -> Field:
    """Return the field of a case study called `name`.

    Raises:
        KeyError: there is no such field.
    """
    return _BY_NAME[name]


def choice(choices: tuple[Choice, ...], value: str) -> Choice:
    """Return the choice whose value is `value`; one that is not in the list speaks for itself."""
    return next((entry for entry in choices if entry.value == value), Choice(value, value, ""))


_BY_NAME = {entry.name: entry for entry in FIELDS}
