"""The usual names of our sections and questions in reports and lists, as they are compared: without
case and signs.
"""

from __future__ import annotations

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
        " investment; staff; time and cost"
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
