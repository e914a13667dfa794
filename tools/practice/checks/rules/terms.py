"""Rules about terms of the vocabulary, the register of organisations and ids of case studies."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.records import Answer, Record
from practice.checks.rows import Row, RowRule, register_rows
from practice.checks.rule import Finding, record_rule
from practice.model.text import quote

for _code, _name, _vocabulary in (
    ("CS201", "theme", "themes"),
    ("CS202", "community", "communities"),
    ("CS203", "topic", "topics"),
    ("CS204", "setting", "settings"),
):
    _unknown = (("of", _vocabulary), ("!known-id",))
    _list = "The list is {list}."
    register_rows(
        RowRule(
            _code, f"unknown-{_name}", f"Every {_name} is a term of the vocabulary, by its id."
        ),
        *(
            Row(
                _code,
                "answer",
                (*_unknown, *when),
                message,
                (((), hint),),
                ("term",),
                suggest=guess,
            )
            for when, message, hint, guess in (
                ((("!known",),), "{quoted} is not one of our {vocabulary}.", _list, "term"),
                (
                    (("known",), ("spelled",)),
                    "{quoted} is written '{term}'.",
                    f"Write {{term}}.  {_list}",
                    "",
                ),
                (
                    (("known",), ("!spelled",)),
                    "{quoted} is another word for '{term}'.",
                    f"Write {{term}}.  {_list}",
                    "",
                ),
            )
        ),
    )

register_rows(
    RowRule(
        "CS205",
        "unknown-organisation",
        "Every trust is in the register of organisations, by name, former name or ODS code.",
    ),
    Row(
        "CS205",
        on="answer",
        kinds=("organisation",),
        when=(("!organisation",),),
        message="{quoted} is not in our register of organisations.",
        hints=(((), "The register is {list}; editors can add to it."),),
        form_hints=(
            (
                (),
                "Choose from the list. What is not in it can stay as you wrote it; the editors can"
                " add it.",
            ),
        ),
        suggest="organisation",
    ),
)


@record_rule("CS206", "repeated-term")
def repeated_term(record: Record, context: Context) -> Iterator[Finding]:
    """No list names the same thing twice."""
    first: dict[tuple[str, str], Answer] = {}
    for answer in record.answers:
        if answer.field.many and answer.field.kind in ("term", "organisation", "study"):
            before = first.setdefault((answer.field.name, _identity(answer, context)), answer)
            if before is not answer:
                also = (
                    ""
                    if before.text == answer.text
                    else f" is the same as {quote(before.text)} and"
                )
                message = (
                    f"{quote(answer.text)}{also} stands in '{answer.field.name}' already, on line"
                    f" {before.place.line}."
                )
                yield Finding(answer.place, message, "Delete one of the two.")


def _identity(answer: Answer, context: Context) -> str:
    if answer.field.kind == "organisation":
        found = context.vocabularies.organisations.find(answer.text)
        return found.id if found else answer.text
    return answer.text
