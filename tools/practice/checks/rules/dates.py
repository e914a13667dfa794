"""Rules about dates."""

from __future__ import annotations

from practice.checks.rows import Row, RowRule, register_rows
from practice.model.diagnostics import Severity
from practice.model.schema import NOT_REPORTED, UNKNOWN

_ALLOWED = ("allows", UNKNOWN)
_NO_DATE = ("matches", f"^(?:{UNKNOWN}|{NOT_REPORTED})$")
_REVIEWED = "Write the day on which somebody last made sure that it is right."
_A_DATE = ("!matches", _NO_DATE[1])

register_rows(
    RowRule(
        "CS104", "impossible-date", "Every date is a day, month or year that the calendar has."
    ),
    Row(
        "CS104",
        on="answer",
        kinds=("date",),
        when=(("!date",),),
        message="{quoted} is not a date: {fault}.",
        hints=(
            (
                (_A_DATE, _ALLOWED),
                (f"Write, for example: {{example}}, or: {{name}}: {UNKNOWN}"),
            ),
            ((_A_DATE,), "Write, for example: {example}"),
            ((_ALLOWED,), f"Write: {{name}}: {UNKNOWN}"),
            ((("optional",),), "Leave '{name}' out."),
            ((), "Write, for example: {example}"),
        ),
        form_hints=(((_NO_DATE, ("optional",), ("!allows", UNKNOWN)), "Leave it empty."),),
    ),
)

register_rows(
    RowRule("CS105", "future-date", "Every date has come."),
    Row(
        "CS105",
        on="answer",
        kinds=("date",),
        when=(("future",),),
        message="'{name}' is {quoted}, which is still to come.",
        hints=(
            ((("field", "started"),), "Until it has begun, write: started: unknown"),
            ((("field", "ended"),), "Leave 'ended' out until it has ended."),
            ((("field", "reviewed"),), _REVIEWED),
            ((("field", "since"),), "Until it has begun, write: since: unknown"),
        ),
        form_hints=(
            ((_ALLOWED,), "Until it has begun, tick “Nobody knows”."),
            ((("field", "ended"),), "Leave it empty until it has ended."),
            ((("field", "reviewed"),), _REVIEWED),
        ),
    ),
)

register_rows(
    RowRule("CS106", "ended-before-started", "Nothing ends before it starts."),
    Row(
        "CS106",
        on="group",
        at="ended",
        when=(("!order", "started", "ended"),),
        message="It ended {ended}, before it started {started}.",
        hints=(((), "Make sure of both dates; perhaps they changed places."),),
        form_hints=(((), "Make sure of both dates; perhaps they changed places."),),
    ),
)

register_rows(
    RowRule(
        "CS109",
        "review-overdue",
        "Somebody made sure within the last two years that the case study is still right.",
        Severity.WARNING,
    ),
    Row(
        "CS109",
        on="group",
        at="reviewed",
        when=(("!is", "status", "retired"), ("older", "reviewed")),
        message="The last review was {reviewed}; one is due every {months} months.",
        hints=(((), "When it is still right, or put right, write: reviewed: {today}"),),
        form_hints=(((), "When it is still right, or put right, write: today"),),
    ),
)
