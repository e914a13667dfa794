"""Names of questions and sections: ours, and the usual ones in reports and lists."""

from __future__ import annotations

import difflib
from functools import cache

from practice.forms.definition import Question, about
from practice.model.schema import FIELDS, HEADINGS, Field
from practice.model.text import normalise

_LONGEST = 80
_ALIKE = 0.88
"""A slip of the finger, not another word: "sources" is 0.8 from "successes"."""
_NUMBERS = "0123456789"
_EMPHASIS = ("key", "main", "our", "overall", "project")
_LONGEST_PART = 3
"""Words of the second of two joined names: "Results and what they mean for us" is a title."""


@cache
def _by_name(fields: tuple[Field, ...]) -> dict[str, Question]:
    found: dict[str, Question] = {}
    known = [Question(entry) for entry in fields if not entry.fields or entry.not_reported]
    known += [Question(entry, part) for entry in fields for part in entry.fields]
    for question in known:
        found.setdefault(normalise(question.label), question)
        if question.part is None:
            found.setdefault(normalise(question.field.name), question)
        if question.part is None or not question.field.many:
            found.setdefault(normalise(question.text), question)
    for question in known:
        for other in filter(None, QUESTIONS.get(question.label, "").split("; ")):
            found.setdefault(normalise(other), question)
    return found


@cache
def _sections() -> dict[str, str]:
    found = dict(_our_headings())
    for heading, others in SECTIONS.items():
        for other in others.split("; "):
            found.setdefault(normalise(other), heading)
    return found


@cache
def _our_headings() -> dict[str, str]:
    """Return the sections by their headings, and by the questions that forms ask for them."""
    return {
        normalise(name): heading.text
        for heading in HEADINGS
        for name in (about(heading).text, heading.text)
    }


def find_question(text: str) -> Question | None:
    """Return the question that a column, a row or a heading called `text` answers, by our name or a
    usual one.
    """
    return _by_name(FIELDS).get(_folded(text))


def find_field(text: str) -> Field | None:
    """Return the field with parts that a heading called `text` announces a table for."""
    folded = _folded(text)
    return next(
        (
            entry
            for entry in FIELDS
            if entry.fields
            and folded in map(normalise, (entry.name, entry.label, Question(entry).text))
        ),
        None,
    )


def is_our_heading(text: str) -> bool:
    """Whether `text` is one of the sections' own headings, or the question that a form asks."""
    return _folded(text) in _our_headings()


def find_section(text: str, *, nearly: bool = True) -> str | None:
    """Return the section that a heading means: by our name, a usual one, or with `nearly` one
    spelled much like these.
    """
    if len(text) > _LONGEST:
        return None
    folded = _folded(text)
    known = _sections()
    if exact := _exactly(folded):
        return exact
    close = (
        difflib.get_close_matches(folded, known, n=1, cutoff=_ALIKE)
        if nearly and len(folded) > 5
        else []
    )
    # A word more or less may turn the meaning round ("What was not done"), a letter does not.
    return known[close[0]] if close and len(close[0].split()) == len(folded.split()) else None


def _exactly(folded: str) -> str | None:
    known = _sections()
    if folded in known:
        return known[folded]
    # "Key achievements", "Our results"
    first, _, rest = folded.partition(" ")
    if first in _EMPHASIS and rest in known:
        return known[rest]
    # Of two names joined ("Staffing and budget") the first says what it is about.
    first, joined, rest = folded.partition(" and ")
    return _exactly(first) if joined and _joins(rest) else None


def _joins(rest: str) -> bool:
    return 0 < len(rest.split()) <= _LONGEST_PART


def _folded(text: str) -> str:
    # "3. What we did:", "Section 2 - Results"
    words = normalise(text[:200]).split()
    if words[:1] == ["section"]:
        words = words[1:]
    while len(words) > 1 and words[0].strip(_NUMBERS) == "":
        words = words[1:]
    return " ".join(words)


# A heading that could mean two of ours is not here: its text is kept under its own name.
SECTIONS = {
    "The problem": (
        "background; introduction; context and problem; problem; issue; the issue; the challenge;"
        " challenge; need; the need; why we did it; why was it needed; rationale; aim; aims; aim"
        " and objectives; aims and objectives; objectives; objective; purpose; problem statement;"
        " reason for change; case for change; health need; identified need; what was the problem"
    ),
    "Our setting": (
        "setting; context; local context; about us; who we are; the area; population; our"
        " population; demographics"
    ),
    "What was done": (
        "method; methods; methodology; what we did; what did we do; what you did; approach; our"
        " approach; intervention; the intervention; actions; action taken; actions taken;"
        " activities; activity; implementation; description; project description; the project; the"
        " solution; solution; how we did it; what was the intervention; delivery"
    ),
    "What happened": (
        "results; result; outcome; outcomes; findings; impact; the impact; evaluation; benefits;"
        " outcomes and impact; results and impact; what changed; what difference did it make;"
        " difference made; achievements; key results; key outcomes; what we found; success;"
        " successes; outputs"
    ),
    "What was learned": (
        "lessons; lessons learned; lessons learnt; learning; key learning; learning points; key"
        " learning points; what we learned; what we learnt; what did we learn; reflections;"
        " discussion; conclusion; conclusions; challenges and lessons; what worked well;"
        " recommendations; what was learnt; challenges; barriers; what we would do differently"
    ),
    "What it took": (
        "cost; costs; funding; budget; resources needed; resources required; resource implications;"
        " staffing; inputs; cost and resources; costs and resources; costs and staffing;"
        " investment; staff; time and cost; what did it cost; what does it cost"
    ),
    "What must stay the same and what can change": (
        "adaptation; core components; key ingredients; critical success factors; success factors"
    ),
    "How to start": (
        "getting started; how to begin; first steps; implementation plan; tips; top tips; advice to"
        " others"
    ),
    "Keeping it going": (
        "next steps; sustainability; sustaining the change; future; the future; future plans;"
        " spread; plans; what next; what happens next; spread and sustainability; sustainability"
        " and spread"
    ),
    "People and equality": (
        "equality; equality and diversity; equality impact; equality impact assessment; patient and"
        " public involvement; ppi; patient involvement; community involvement; involvement;"
        " engagement; co production; equality diversity and inclusion; service user involvement"
    ),
    "Not known": "limitations; gaps; unknowns; what we do not know; what is not known",
}
"""Section -> other headings for it, with "; " between."""

QUESTIONS = {
    "title": (
        "name of project; project title; title of project; project name; case study title; name of"
        " initiative"
    ),
    "summary": (
        "abstract; executive summary; in brief; overview; short summary; brief summary; summary of"
        " project"
    ),
    "trusts": (
        "trust; trust name; name of trust; organisation; organisations; organisation name; name of"
        " organisation; ods code; pct"
    ),
    "place": "location; area; locality; where",
    "partners": (
        "partner; partner organisations; partnership; in partnership with; who else took part"
    ),
    "themes": "theme",
    "communities": (
        "community; target group; target community; ethnic group; ethnicity; who it was for;"
        " population group"
    ),
    "topics": "topic; subject; health topic; condition; clinical area",
    "settings": "care setting",
    "started": "start; start date; date started; when it began; began; date",
    "ended": "end; end date; date ended; finished; completed",
    "stage": "status of project; project status; project stage",
    "outcome": "did it work; overall outcome",
    "evidence": "level of evidence; evidence level; type of evidence",
    "needs": "requirements; what you need; essentials; prerequisites",
    "keep": "what must stay the same",
    "adapt": "what may change; what can change",
    "cost: setup": "set up cost; setup cost; set up costs; start up cost; initial cost",
    "cost: running": "running cost; running costs; annual cost; ongoing cost",
    "contact: role": "contact role; lead role; job title",
    "contact: email": "contact email; email; e mail; email address; contact e mail; shared mailbox",
    "reviewed": "last reviewed; date reviewed; review date",
    "licence": "license",
}
"""Question -> other names for it, with "; " between."""
