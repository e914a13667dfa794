"""Ask question by question, line by line: no cursor is moved and nothing depends on colour, so a
screen reader can follow.

Whoever asks lends a `Talk`: something to say a line with and something to hear one from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from practice.checks.context import Context
from practice.checks.identifying import identifies
from practice.content.serializer import Item, Value
from practice.content.values import is_not_reported, read_answer
from practice.forms.answers import Answers, problems_of
from practice.forms.definition import Question, meanings, parts
from practice.model.diagnostics import Diagnostic
from practice.model.organisations import Organisation, Organisations
from practice.model.schema import NOT_REPORTED, Field
from practice.model.text import normalise

END, HELP, BACK, NONE = ".", "?", "<", "-"
INTRODUCTION = (
    "Each question takes one line, unless it says otherwise. Press Enter to leave out what is"
    f" optional or to keep what stands there.\nType {HELP} for help, {BACK} to go back one"
    f" question, {NONE} to take an answer away. Ctrl-C stops and keeps what you wrote."
)
_FEW = 8
"""So many terms, or organisations, are listed; of more, the author types a word."""


class Talk(Protocol):
    """Both sides of the conversation."""

    def say(self, text: str) -> None:
        """Show some lines."""

    def hear(self) -> str:
        """Return the next line that was typed."""


class Back(Exception):
    """The question before is wanted again."""


class Interview:
    """Fills `answers` by asking. `path` is where the file will stand, as far as the checks need to
    know.
    """

    def __init__(
        self, answers: Answers, context: Context, talk: Talk, path: Callable[[], str]
    ) -> None:
        self._answers, self._context, self._path = answers, context, path
        self._say, self._talk = talk.say, talk

    def run(self, asked: Sequence[Question]) -> None:
        """Ask these questions, one after the other; what was answered before can be kept."""
        number = 0
        while number < len(asked):
            question = asked[number]
            origin = str(self._answers.take("origin"))
            optional = "" if question.needed(origin) else " (optional)"
            self._say(f"\nQuestion {number + 1} of {len(asked)}: {question.text}{optional}")
            try:
                self._settle(question, needed=not optional)
                number += 1
            except Back:
                number = max(0, number - 1)

    def _settle(self, question: Question, *, needed: bool) -> None:
        """Ask until there is an answer that will do, or that its author wants all the same."""
        if question.hint:
            self._say(f"  {question.hint}")
        while True:
            before = self._answers.take(question.name)
            if before:
                self._say(f"  So far: {_shown(before)}")
            value = self._value(question)
            if value is None and before:
                return
            self._answers.give(question.name, value or "")
            if not value:
                if not needed:
                    return
                needed = False
                self._say(
                    "  This one is needed. Answer it, or press Enter once more to leave it for"
                    " later."
                )
                continue
            problems = problems_of(self._answers, question.name, self._path(), self._context)
            if not problems:
                return
            self._report(problems)
            if any(identifies(problem) for problem in problems):
                self._answers.give(question.name, before if before != value else "")
                self._say(
                    "  Nothing that may tell who somebody is goes into a file. Please answer"
                    " without it."
                )
            else:
                self._say("  Answer again, or press Enter to keep it as it is.")

    def _value(self, question: Question) -> Value | None:
        """Return what was answered; None for nothing, an empty text to take the answer away."""
        field = question.field
        if question.section:
            return self._text(field)
        if field.fields:
            return self._items(field) if field.many else self._mapping(field)
        if field.kind == "term":
            return self._terms(field)
        if field.kind == "organisation":
            return self._organisations(field)
        if field.many:
            return self._lines(field)
        return self._line(field)

    def _line(self, field: Field) -> Value | None:
        for number, text in enumerate(meanings(field.choices), start=1):
            self._say(f"  {number}. {text}")
        line = self._hear(field)
        if not line or line == NONE:
            return "" if line else None
        number = int(line) if line.isdecimal() else 0
        if 0 < number <= len(field.choices):
            return field.choices[number - 1].value
        return read_answer(field, [line], self._context.vocabularies)

    def _text(self, field: Field) -> Value | None:
        self._say(
            f"  As many lines as you like. A line with nothing but a full stop ({END}) ends the"
            " answer."
        )
        line = self._hear(field)
        if line in ("", END, NONE):
            return "" if line == NONE else None
        lines = []
        while line != END:
            lines.append(line)
            line = self._talk.hear().rstrip()
        return "\n".join(lines)

    def _lines(self, field: Field) -> Value | None:
        self._say("  One on each line; press Enter on an empty line to end.")
        given = []
        while line := self._hear(field):
            if line == NONE:
                return ""
            given.append(line)
        return read_answer(field, given, self._context.vocabularies) or None

    def _terms(self, field: Field) -> Value | None:
        terms = self._context.vocabularies[field.vocabulary].terms
        offered = terms if len(terms) <= _FEW else ()
        for number, term in enumerate(offered, start=1):
            self._say(f"  {number}. {term.label}: {term.definition}")
        more = "" if offered else f" {HELP} lists all of them."
        self._say(
            f"  Type {'numbers or ' if offered else ''}words, with commas between them.{more}"
        )
        line = self._hear(field)
        if not line or line == NONE:
            return "" if line else None
        words = [_picked(word.strip(), [term.id for term in offered]) for word in line.split(",")]
        return read_answer(field, words, self._context.vocabularies)

    def _organisations(self, field: Field) -> Value | None:
        self._say(
            "  A name, a part of one or an ODS code; of several, with a semicolon between them."
        )
        line = self._hear(field)
        if not line or line == NONE:
            return "" if line else None
        return [self._organisation(field, name.strip()) for name in line.split(";")]

    def _organisation(self, field: Field, name: str) -> str:
        """Return the organisation that is meant; the name as it stands where there is none."""
        register = self._context.vocabularies.organisations
        while True:
            exact = register.find(name)
            found = (exact,) if exact else suggest_organisations(register, name)
            if not found:
                return name
            if len(found) == 1:
                by_name = exact and name not in (exact.ods_code, exact.id)
                self._say(f"  Taken: {name if by_name else found[0].name}.")
                return name if by_name else found[0].name
            self._say("  Which of these? Type its number, or more of the name.")
            for number, body in enumerate(found, start=1):
                known = ", ".join(filter(None, (body.ods_code, body.kind, body.status)))
                self._say(f"  {number}. {body.name} ({known})")
            name = _picked(self._hear(field), [body.id for body in found])

    def _mapping(self, field: Field) -> Value | None:
        before = self._answers.take(field.name)
        answers: dict[str, str] = dict(before) if isinstance(before, dict) else {}
        for part in parts(field):
            name = part.asked.name
            so_far = answers.get(name, "")
            self._say(f"  {part.text}" + (f" (so far: {so_far})" if so_far else ""))
            value = self._line(part.asked)
            if value is not None:
                answers[name] = str(value)
        given = {name: text for name, text in answers.items() if text}
        return None if given == before else given or ""

    def _items(self, field: Field) -> Value | None:
        items: list[Item] = []
        first, *others = parts(field)
        while True:
            self._say(f"  {len(items) + 1}. {first.text} (Enter to end)")
            value = self._line(first.asked)
            if not value:
                return items or value
            if field.not_reported and not items and is_not_reported(str(value)):
                return NOT_REPORTED
            item = {first.asked.name: str(value)}
            for part in others:
                self._say(f"     {part.text}{'' if part.needed() else ' (optional)'}")
                if value := self._line(part.asked):
                    item[part.asked.name] = str(value)
            items.append(item)

    def _hear(self, field: Field) -> str:
        while True:
            line = self._talk.hear().strip()
            if line == BACK:
                raise Back
            if line != HELP:
                return line
            self._help(field)

    def _help(self, field: Field) -> None:
        self._say(f"  {field.help}")
        if field.kind == "term":
            for depth, term in self._context.vocabularies[field.vocabulary].tree():
                self._say(f"  {'- ' * depth}{term.label} ({term.id}): {term.definition}")
        elif field.kind == "section":
            self._say(
                "  Plain sentences, as you would tell a colleague. An empty line starts a new"
                " paragraph, '- ' a list."
            )
        else:
            self._say(f"  For example: {field.example.partition(': ')[2] or field.example}")
            if field.not_reported:
                self._say("  'Not reported' is an answer too.")
            if field.unknown:
                self._say("  'Unknown' is an answer too.")

    def _report(self, problems: Sequence[Diagnostic]) -> None:
        for problem in problems:
            self._say(f"  {problem.code} {problem.message}  [{problem.name}]")
            for line in problem.hint.splitlines():
                self._say(f"      {line}")


def suggest_organisations(register: Organisations, text: str) -> tuple[Organisation, ...]:
    """Return the organisations whose names hold every word of `text`, the shortest names first;
    else the one spelled most like it.
    """
    wanted = normalise(text).split()
    if not wanted:
        return ()
    holding = [
        entry
        for entry in register
        if any(
            all(f" {word}" in f" {normalise(name)}" for word in wanted)
            for name in (*entry.official_names, *entry.also_known_as)
        )
    ]
    if holding:
        return tuple(sorted(holding, key=lambda entry: (len(entry.name), entry.name))[:_FEW])
    near = register.suggest(text) if len(text) <= 200 else None
    found = register.find(near) if near else None
    return (found,) if found else ()


def _picked(word: str, offered: Sequence[str]) -> str:
    """Return what was offered under a number, or else the word itself."""
    number = int(word) if word.isdecimal() else 0
    return offered[number - 1] if 0 < number <= len(offered) else word


def _shown(value: Value) -> str:
    """Return an answer in words, as short as can be."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return ", ".join(f"{name}: {text}" for name, text in value.items())
    return "; ".join(_shown(item) for item in value)
