"""The order in which the form asks: its steps, and its questions in the words of somebody who has
never seen the schema.

A field or heading that is named nowhere here is asked all the same: after the one that stands
before it in the schema, with its own label and help. So a new field needs no change here, only
perhaps a better question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from practice.model.schema import Field, Heading


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the form. `asks` are names of fields, and headings with "## " in front."""

    id: str
    title: str
    intro: str
    asks: tuple[str, ...]


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

QUESTIONS = {
    "title": "What did you do? Give it a title",
    "summary": "Sum it up in one to three sentences",
    "trusts": "Which trust or trusts did it?",
    "place": "Where was it?",
    "partners": "Who else took part?",
    "started": "When did it begin?",
    "ended": "When did it end?",
    "stage": "How far has it got?",
    "themes": "What kind of work was it?",
    "communities": "Who was it for?",
    "topics": "What was it about?",
    "settings": "Where did people meet it?",
    "outcome": "Did it work?",
    "evidence": "How do you know?",
    "measures": "What did you measure?",
    "cost": "What did it cost?",
    "staff_time": "How much staff time did it take?",
    "needs": "What can you not do without?",
    "keep": "What must stay the same?",
    "adapt": "What may change?",
    "risks": "What can go wrong?",
    "resources": "What can others reuse?",
    "related": "Is it like another case study here?",
    "contact": "Who should readers ask?",
    "sources": "Where can it be read up?",
    "reviewed": "When did somebody last make sure that this is right?",
    "## The problem": "What was the problem?",
    "## Our setting": "What is your place like?",
    "## What was done": "What did you do about it?",
    "## What happened": "What happened then?",
    "## What was learned": "What did you learn?",
    "## People and equality": "How were those it was for involved, and who gained less?",
    "## Not known": "What do you not know?",
    "## What it took": "Is there more to say about what it took?",
    "## What must stay the same and what can change": (
        "Is there more to say about what must stay and what may change?"
    ),
    "## How to start": "How should somebody start?",
    "## Keeping it going": "What keeps it going?",
    "measures.name": "What was measured, and in whom?",
    "measures.kind": "What sort of measure is it?",
    "measures.baseline": "Figure before",
    "measures.comparison": "Figure it was compared with",
    "measures.result": "Figure after, or the only figure",
    "measures.unit": "What do the figures count?",
    "measures.period": "When was it measured?",
    "measures.n": "How many people or things?",
    "measures.note": "Is there a caution?",
    "cost.setup": "What did it cost to set up?",
    "cost.running": "What does it cost to keep going?",
    "cost.note": "What else should readers know about the cost?",
    "staff_time.role": "Which role?",
    "staff_time.amount": "How much of its time?",
    "risks.risk": "What can go wrong?",
    "risks.mitigation": "What helps against it?",
    "resources.title": "What is it?",
    "resources.url": "Its address on the web",
    "contact.role": "Which role should they ask for?",
    "contact.email": "What is the shared mailbox?",
    "sources.title": "What is it called?",
    "sources.publisher": "Who published it?",
    "sources.url": "Its address on the web",
    "sources.date": "When was it published?",
}

# What helps to answer, where the question alone does not say it. A question that is not above has
# the schema's own help.
HINTS = {
    "title": "Say what improved or was tried, in plain words; no slogan.",
    "summary": "What was done, for whom, and what came of it. Many people will read nothing else.",
    "trusts": (
        "Type the name or the ODS code, as it was called at the time, and choose it from the list."
    ),
    "place": "A town, a borough, a ward.",
    "partners": "Charities, councils, mosques, universities.",
    "started": "For example July 2005, 10 July 2005, 2005, or about 2005.",
    "ended": "Leave it empty if it is still running.",
    "themes": "One to three, the main one first.",
    "communities": "Type a word, such as Somali or refugees, and choose from the list.",
    "topics": "Type a word, such as diabetes or interpreting, and choose from the list.",
    "settings": "Type a word, such as mosque or GP surgery, and choose from the list.",
    "outcome": "“Did not work” is worth as much to readers as “worked”.",
    "evidence": "What the answer above rests on.",
    "measures.name": "For example: women who came for screening.",
    "measures.period": "For example: 2006/07, or March 2005 to March 2006.",
    "measures": "One figure at a time. If there is a figure before and one after, they make one.",
    "measures.result": (
        "As it was reported: 57, almost 80, 11 of 24, halved. If nobody reported it, write: not"
        " reported."
    ),
    "measures.baseline": "Leave it empty if the question makes no sense here.",
    "measures.comparison": "That of another group or place, if there was one.",
    "measures.unit": "For example: per cent, people, calls a week.",
    "measures.n": "How many the figures rest on.",
    "measures.note": "In one sentence: what a reader should not read into it.",
    "cost.setup": "In money, and what it was spent on. For example: 4,000 pounds for phones.",
    "cost.running": "For a session, a month or a year. For example: 60 pounds a session.",
    "cost.note": "For example who paid, or what is not counted in it.",
    "staff_time.role": "For example: link worker.",
    "staff_time.amount": "For example: 2 days a week. If nobody reported it, write: not reported.",
    "risks.risk": "For example: staff leave, and nobody else speaks the language.",
    "risks.mitigation": "For example: train two people. If nobody knows, write: not reported.",
    "resources.title": "For example: the words of the phone call.",
    "resources.url": (
        "It starts with https://. For a file that is nowhere on the web, tell the editors in your"
        " e-mail, and leave this one out."
    ),
    "contact.role": "For example: screening lead.",
    "cost": "A rough figure helps more than none.",
    "staff_time": "Roles, never names.",
    "needs": "A room, a budget, somebody's backing.",
    "keep": "What makes it work: change it, and it is another thing.",
    "adapt": "What you would expect others to fit to their own place.",
    "risks": "What went wrong, or nearly did.",
    "resources": "A leaflet, a script, a slide set that lies somewhere on the web.",
    "related": (
        "Type a word of its title, and choose it from the list. Readers are led from one to the"
        " other."
    ),
    "contact": "A role, never a name.",
    "contact.email": "One that several people read. For example: screening@trust.example",
    "sources": "Reports, papers, news.",
    "sources.title": "The title of the report, paper or article.",
    "sources.publisher": "A journal, a newspaper, a trust.",
    "sources.url": "It starts with https://",
    "sources.date": "As it says there: 14 July 2005. If it shows none, write: not shown",
    "reviewed": "Today, if you have just written it.",
}

# What one item of a list is called on its buttons; any other is an item.
NOUNS = {
    "measures": "figure",
    "staff_time": "role",
    "risks": "risk",
    "sources": "source",
    "resources": "resource",
}

# Set by the form or by an editor: who wrote it, what it takes the place of, and its licence. A file
# beside the case study cannot be sent from here. What a study has of these already stays as it is.
NOT_ASKED = ("origin", "supersedes", "status", "retired_because", "licence", "resources.file")


# A resource needs an address or a file, and the form cannot send a file: for the schema each is
# optional, here one is not.
NEEDED_HERE = ("resources.url",)


def arrange(fields: Sequence[Field], headings: Sequence[Heading]) -> tuple[Step, ...]:
    """Return the steps with everything that is asked of these fields and headings, and nothing
    else.
    """
    names = [field.name for field in fields if field.name not in NOT_ASKED]
    asked = [*names, *(f"## {heading.text}" for heading in headings)]
    order = {step.id: [ask for ask in step.asks if ask in asked] for step in STEPS}
    placed = {ask: step_id for step_id, asks in order.items() for ask in asks}
    before = ""
    for ask in asked:
        if ask not in placed:
            step_id = placed.get(before, STEPS[0].id)
            place = order[step_id].index(before) + 1 if before in placed else 0
            order[step_id].insert(place, ask)
            placed[ask] = step_id
        before = ask
    return tuple(
        Step(step.id, step.title, step.intro, tuple(order[step.id]))
        for step in STEPS
        if order[step.id]
    )
