"""The record, described once: every field and heading of a case study and an adoption, and the
question for each.

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
    "section",
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

    What a contributor is asked: `question` (the caption, where there is none), `hint` (what helps
    to answer it), `missing` (what to do where it is needed and not answered) and `noun` (what one
    item of a list is called). `asked`: whether contributors are asked at all. `needed_in_forms`:
    optional in a file, needed where somebody answers questions.
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
    question: str = ""
    hint: str = ""
    missing: str = ""
    noun: str = ""
    asked: bool = True
    needed_in_forms: bool = False

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
    """One section heading of the body, in its place; `question` and `missing` as for a field."""

    text: str
    needed: bool
    help: str
    question: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One page of questions. `asks` are names of fields, and headings with "## " in front."""

    id: str
    title: str
    intro: str
    asks: tuple[str, ...]


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
        question="What was measured, and in whom?",
        hint="For example: women who came for screening.",
        missing="Say what was measured, and in whom.",
    ),
    Field(
        "kind",
        "choice",
        "What sort of measure it is.",
        "kind: outcome",
        "yes",
        choices=MEASURE_KINDS,
        question="What sort of measure is it?",
        missing="Say what sort of measure it is.",
    ),
    Field(
        "baseline",
        "figure",
        "The figure before.",
        "baseline: 43",
        max_length=40,
        not_reported=True,
        question="Figure before",
        hint="Leave it empty if the question makes no sense here.",
    ),
    Field(
        "comparison",
        "figure",
        "The figure in the group or place it was compared with.",
        "comparison: 12",
        max_length=40,
        not_reported=True,
        question="Figure it was compared with",
        hint="That of another group or place, if there was one.",
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
        question="Figure after, or the only figure",
        hint=(
            "As it was reported: 57, almost 80, 11 of 24, halved. If nobody reported it, write:"
            " not reported."
        ),
        missing="Give the figure.",
    ),
    Field(
        "unit",
        "text",
        "What the figures count.",
        "unit: per cent",
        "yes",
        max_length=80,
        question="What do the figures count?",
        hint="For example: per cent, people, calls a week.",
        missing="Say what the figures count.",
    ),
    Field(
        "period",
        "text",
        "When it was measured.",
        "period: 2006/07 to 2009/10",
        max_length=80,
        not_reported=True,
        question="When was it measured?",
        hint="For example: 2006/07, or March 2005 to March 2006.",
    ),
    Field(
        "n",
        "figure",
        "How many people or things the figures rest on.",
        "n: 434",
        max_length=40,
        not_reported=True,
        question="How many people or things?",
        hint="How many the figures rest on.",
    ),
    Field(
        "note",
        "text",
        "A caution, in one sentence.",
        "note: The source does not say how it was counted.",
        max_length=400,
        question="Is there a caution?",
        hint="In one sentence: what a reader should not read into it.",
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
        question="What is it called?",
        hint="The title of the report, paper or article.",
        missing="Say what it is called.",
    ),
    Field(
        "publisher",
        "text",
        "Who published it.",
        "publisher: Health Service Journal",
        max_length=200,
        question="Who published it?",
        hint="A journal, a newspaper, a trust.",
    ),
    Field(
        "url",
        "address",
        "Its address on the web.",
        "url: https://www.example.org/report",
        "yes",
        question="Its address on the web",
        hint="It starts with https://",
        missing="Give its address on the web.",
    ),
    Field(
        "date",
        "text",
        "Its date, in words; 'not shown' is an answer.",
        "date: 14 July 2005",
        max_length=80,
        question="When was it published?",
        hint="As it says there: 14 July 2005. If it shows none, write: not shown",
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
        question="What did you do? Give it a title",
        hint="Say what improved or was tried, in plain words; no slogan.",
        missing="Give it a title.",
    ),
    Field(
        "summary",
        "text",
        "One to three plain sentences: what was done, for whom, and what came of it.",
        "summary: Bilingual staff rang women who had missed screening.",
        "yes",
        max_length=400,
        question="Sum it up in one to three sentences",
        hint="What was done, for whom, and what came of it. Many people will read nothing else.",
        missing="Sum it up.",
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
        question="Which trust or trusts did it?",
        hint="The name or the ODS code, as it was called at the time.",
        missing="Say which trust did it.",
    ),
    Field(
        "place",
        "text",
        "Where, in words.",
        "place: Tower Hamlets, east London",
        max_length=120,
        question="Where was it?",
        hint="A town, a borough, a ward.",
    ),
    Field(
        "partners",
        "text",
        "Who else took part.",
        "partners: [Diabetes UK]",
        many=True,
        max_length=160,
        question="Who else took part?",
        hint="Charities, councils, mosques, universities.",
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
        question="What kind of work was it?",
        hint="One to three, the main one first.",
        missing="Say what kind of work it was.",
    ),
    Field(
        "communities",
        "term",
        "Who it was for.",
        "communities: [bangladeshi]",
        "yes",
        many=True,
        vocabulary="communities",
        question="Who was it for?",
        hint="For example: Somali, or refugees.",
        missing="Say who it was for.",
    ),
    Field(
        "topics",
        "term",
        "What it was about.",
        "topics: [breast-screening]",
        "yes",
        many=True,
        vocabulary="topics",
        question="What was it about?",
        hint="For example: diabetes, or interpreting.",
        missing="Say what it was about.",
    ),
    Field(
        "settings",
        "term",
        "Where people met it.",
        "settings: [general-practice]",
        many=True,
        vocabulary="settings",
        question="Where did people meet it?",
        hint="For example: mosque, or GP surgery.",
    ),
    Field(
        "started",
        "date",
        "When it began; 'about', 'before', 'by' or 'after' may stand in front.",
        "started: 2008",
        "yes",
        unknown=True,
        question="When did it begin?",
        hint="For example July 2005, 10 July 2005, 2005, or about 2005.",
        missing="Say when it began.",
    ),
    Field(
        "ended",
        "date",
        "When it ended, if it has.",
        "ended: 2010-03",
        question="When did it end?",
        hint="Leave it empty if it is still running.",
    ),
    Field(
        "stage",
        "choice",
        "How far it has got.",
        "stage: running",
        "yes",
        choices=STAGES,
        question="How far has it got?",
        missing="Say how far it has got.",
    ),
    Field(
        "outcome",
        "choice",
        "Whether it worked, on what is reported.",
        "outcome: worked",
        "yes",
        choices=OUTCOMES,
        question="Did it work?",
        hint="“Did not work” is worth as much to readers as “worked”.",
        missing="Say whether it worked.",
    ),
    Field(
        "evidence",
        "choice",
        "What the result rests on.",
        "evidence: before-after",
        "yes",
        choices=EVIDENCE,
        question="How do you know?",
        hint="What the answer above rests on.",
        missing="Say how you know.",
    ),
    Field(
        "measures",
        "mapping",
        "The figures, one by one.",
        "measures:\n  - name: Women screened\n    kind: outcome\n    baseline: 43\n    result: 57\n"
        "    unit: per cent",
        many=True,
        fields=_MEASURE,
        question="What did you measure?",
        hint="One figure at a time. If there is a figure before and one after, they make one.",
        noun="figure",
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
                question="What did it cost to set up?",
                hint="In money, and what it was spent on. For example: 4,000 pounds for phones.",
            ),
            Field(
                "running",
                "text",
                "What it costs to run.",
                "running: 60 pounds a session",
                max_length=200,
                not_reported=True,
                question="What does it cost to keep going?",
                hint="For a session, a month or a year. For example: 60 pounds a session.",
            ),
            Field(
                "note",
                "text",
                "What else to know of the cost.",
                "note: Paid for by the council.",
                max_length=400,
                question="What else should readers know about the cost?",
                hint="For example who paid, or what is not counted in it.",
            ),
        ),
        question="What did it cost?",
        hint="A rough figure helps more than none.",
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
                question="Which role?",
                hint="For example: link worker.",
                missing="Say which role.",
            ),
            Field(
                "amount",
                "text",
                "How much time.",
                "amount: 2 days a week",
                "yes",
                max_length=160,
                not_reported=True,
                question="How much of its time?",
                hint="For example: 2 days a week. If nobody reported it, write: not reported.",
                missing="Say how much of its time.",
            ),
        ),
        question="How much staff time did it take?",
        hint="Roles, never names.",
        noun="role",
    ),
    Field(
        "needs",
        "text",
        "What you cannot do without.",
        "needs: [A private room]",
        many=True,
        max_length=300,
        question="What can you not do without?",
        hint="A room, a budget, somebody's backing.",
    ),
    Field(
        "keep",
        "text",
        "What must stay the same.",
        "keep: [The caller speaks the patient's language]",
        many=True,
        max_length=300,
        question="What must stay the same?",
        hint="What makes it work: change it, and it is another thing.",
    ),
    Field(
        "adapt",
        "text",
        "What may change.",
        "adapt: [The time of day]",
        many=True,
        max_length=300,
        question="What may change?",
        hint="What you would expect others to fit to their own place.",
    ),
    Field(
        "risks",
        "mapping",
        "What can go wrong, and what helps.",
        "risks:\n  - risk: Staff leave\n    mitigation: Train two people",
        many=True,
        fields=(
            Field(
                "risk",
                "text",
                "What can go wrong.",
                "risk: Staff leave",
                "yes",
                max_length=300,
                question="What can go wrong?",
                hint="For example: staff leave, and nobody else speaks the language.",
                missing="Say what can go wrong.",
            ),
            Field(
                "mitigation",
                "text",
                "What helps.",
                "mitigation: Train two people",
                max_length=300,
                not_reported=True,
                question="What helps against it?",
                hint="For example: train two people. If nobody knows, write: not reported.",
            ),
        ),
        question="What can go wrong?",
        hint="What went wrong, or nearly did.",
        noun="risk",
    ),
    Field(
        "origin",
        "choice",
        "Who wrote this.",
        "origin: contributed",
        "yes",
        choices=ORIGINS,
        asked=False,
    ),
    Field(
        "sources",
        "mapping",
        "Where it can be read up.",
        "sources:\n  - title: Annual report\n    url: https://www.example.org/report",
        "compiled",
        many=True,
        fields=_SOURCE,
        question="Where can it be read up?",
        hint="Reports, papers, news.",
        missing="Say where it can be read up.",
        noun="source",
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
                question="Which role should they ask for?",
                hint="For example: screening lead.",
                missing="Say which role they should ask for.",
            ),
            Field(
                "email",
                "email",
                "A shared mailbox.",
                "email: screening@trust.example",
                "yes",
                question="What is the shared mailbox?",
                hint="One that several people read. For example: screening@trust.example",
                missing="Give the shared mailbox.",
            ),
        ),
        question="Who should readers ask?",
        hint="A role, never a name.",
        missing="Say who readers should ask.",
    ),
    Field(
        "resources",
        "mapping",
        "What an adopter can reuse.",
        "resources:\n  - title: Call script\n    file: script.pdf",
        many=True,
        fields=(
            Field(
                "title",
                "text",
                "What it is.",
                "title: Call script",
                "yes",
                max_length=160,
                question="What is it?",
                hint="For example: the words of the phone call.",
                missing="Say what it is.",
            ),
            Field(
                "url",
                "address",
                "Its address on the web.",
                "url: https://www.example.org/script",
                question="Its address on the web",
                hint=(
                    "It starts with https://. For a file that is nowhere on the web, tell the"
                    " editors in your e-mail, and leave this one out."
                ),
                missing="Give its address on the web.",
                needed_in_forms=True,
            ),
            Field(
                "file",
                "text",
                "A file that lies beside the case study.",
                "file: script.pdf",
                max_length=200,
                asked=False,
            ),
        ),
        question="What can others reuse?",
        hint="A leaflet, a script, a slide set that lies somewhere on the web.",
        noun="resource",
    ),
    Field(
        "related",
        "study",
        "Ids of similar case studies.",
        "related: [newham-breast-screening-phone-calls]",
        many=True,
        question="Is it like another case study here?",
        hint="Readers are led from one to the other.",
    ),
    Field(
        "supersedes",
        "study",
        "Ids of case studies that this one replaces.",
        "supersedes: [older-one]",
        many=True,
        asked=False,
    ),
    Field(
        "reviewed",
        "date",
        f"The day somebody last made sure that it is right; due again after {REVIEW_MONTHS}"
        " months.",
        "reviewed: 2026-11-20",
        "yes",
        question="When did somebody last make sure that this is right?",
        hint="Today, if you have just written it.",
        missing="Say when somebody last made sure that this is right.",
    ),
    Field(
        "status",
        "choice",
        "Published unless it says otherwise.",
        "status: published",
        choices=STATUSES,
        asked=False,
    ),
    Field(
        "retired_because",
        "text",
        "Why it was retired.",
        "retired_because: Replaced by a newer account.",
        max_length=300,
        asked=False,
    ),
    Field(
        "licence",
        "text",
        f"{DEFAULT_LICENCE} unless it says otherwise.",
        f"licence: {DEFAULT_LICENCE}",
        max_length=120,
        asked=False,
    ),
)

ADOPTION_FIELDS = (
    Field(
        "practice",
        "study",
        "The id of the case study that was taken up.",
        "practice: newham-breast-screening-phone-calls",
        "yes",
        question="Which practice did you take up?",
        missing="Say which practice you took up.",
    ),
    Field(
        "trust",
        "organisation",
        "The adopting trust: a name or ODS code from the register.",
        "trust: Luton PCT",
        "yes",
        vocabulary="organisations",
        question="Which trust took it up?",
        missing="Say which trust took it up.",
    ),
    Field(
        "stage",
        "choice",
        "How far it has got.",
        "stage: trying",
        "yes",
        choices=ADOPTION_STAGES,
        question="How far has it got?",
        missing="Say how far it has got.",
    ),
    Field(
        "since",
        "date",
        "Since when.",
        "since: 2026-04",
        "yes",
        unknown=True,
        question="Since when?",
        missing="Say since when.",
    ),
    Field(
        "changed",
        "text",
        "What was done differently.",
        "changed: Calls in the evening.",
        max_length=600,
        question="What do you do differently?",
    ),
    Field(
        "result",
        "text",
        "What came of it.",
        "result: Not reported yet.",
        max_length=600,
        not_reported=True,
        question="What came of it?",
    ),
    Field(
        "contact",
        "email",
        "A shared mailbox.",
        "contact: screening@trust.example",
        question="Who can readers write to?",
    ),
    Field(
        "source",
        "address",
        "Where it can be read up.",
        "source: https://www.example.org/report",
        question="Where can it be read up?",
    ),
)

HEADINGS = (
    Heading(
        "The problem",
        True,
        "What was wrong, for whom, and how you knew.",
        question="What was the problem?",
        missing="Say what the problem was.",
    ),
    Heading(
        "Our setting",
        False,
        "What a reader needs to know to tell whether you are alike.",
        question="What is your place like?",
    ),
    Heading(
        "What was done",
        True,
        "What was done, with whom, for whom.",
        question="What did you do about it?",
        missing="Say what you did about it.",
    ),
    Heading(
        "What happened",
        True,
        "What came of it, figures first; what got worse too.",
        question="What happened then?",
        missing="Say what happened then.",
    ),
    Heading(
        "What was learned",
        True,
        "What you would tell somebody about to start.",
        question="What did you learn?",
        missing="Say what you learned.",
    ),
    Heading(
        "What it took",
        False,
        "People, money, time, kit.",
        question="Is there more to say about what it took?",
    ),
    Heading(
        "What must stay the same and what can change",
        False,
        "What makes it work, and what may be fitted to the place.",
        question="Is there more to say about what must stay and what may change?",
    ),
    Heading(
        "How to start",
        False,
        "The first week, month and quarter.",
        question="How should somebody start?",
    ),
    Heading(
        "Keeping it going",
        False,
        "What keeps it alive after the first enthusiasm.",
        question="What keeps it going?",
    ),
    Heading(
        "People and equality",
        False,
        "How those it was for shaped it, and who gained less.",
        question="How were those it was for involved, and who gained less?",
    ),
    Heading(
        "Not known",
        False,
        "What the reader might expect to find here and will not.",
        question="What do you not know?",
    ),
)

STEPS = (
    Step(
        "work",
        "The work",
        "What you did, in a few words, and who did it.",
        ("title", "summary", "trusts", "place", "partners", "started", "ended", "stage"),
    ),
    Step(
        "about",
        "Who and what it was about",
        "These words decide who will find your page. Choose the closest; you need not choose many.",
        ("themes", "communities", "topics", "settings"),
    ),
    Step(
        "story",
        "What happened",
        "Tell it as you would tell a colleague in another trust. A few plain sentences for each"
        " question are enough. Leave out anything about a single patient, and name nobody.",
        (
            "## The problem",
            "## Our setting",
            "## What was done",
            "## What happened",
            "outcome",
            "evidence",
            "## What was learned",
            "## People and equality",
            "## Not known",
        ),
    ),
    Step(
        "figures",
        "Figures",
        "If you have none, go on to the next step: a page without figures is still useful.",
        ("measures",),
    ),
    Step(
        "took",
        "What it took",
        "Other trusts ask about this more than about anything else. All of it is optional.",
        ("cost", "staff_time", "needs", "## What it took"),
    ),
    Step(
        "others",
        "For those who try it next",
        "What somebody needs to know who is about to do the same. All of it is optional.",
        (
            "keep",
            "adapt",
            "## What must stay the same and what can change",
            "## How to start",
            "## Keeping it going",
            "risks",
            "resources",
            "related",
        ),
    ),
    Step(
        "you",
        "Who to ask",
        "Readers write to a shared mailbox, so that an answer does not depend on one person.",
        ("contact", "sources", "reviewed"),
    ),
)
"""The order in which contributors are asked. What is named nowhere here is asked after the one that
stands before it in the schema (`practice.forms.definition.steps`).
"""


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
