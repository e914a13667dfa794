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
from practice.forms.display import chosen, shown, tree
from practice.forms.suggest import suggest_organisations, suggest_terms
from practice.forms.terminal_questions import Question, parts
from practice.model.diagnostics import Diagnostic
from practice.model.schema import NOT_REPORTED, Field

END, HELP, BACK, NONE = ".", "?", "<", "-"
INTRODUCTION = (
    "Each question takes one line, unless it says otherwise. Press Enter to leave out what is"
    f" optional or to keep what stands there.\nType {HELP} for help, {BACK} to go back one"
    f" question, {NONE} to take an answer away. Ctrl-C stops and keeps what you wrote."
)


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
        self._answers, self._context, self._talk, self._path = answers, context, talk, path
        self._typed: Value = (
            ""  # of the answer that is being given; what is unfinished when somebody stops
        )

    def run(self, asked: Sequence[Question]) -> None:
        """Ask these questions, one after the other; what was answered before can be kept."""
        number = 0
        while number < len(asked):
            question = asked[number]
            self._say(
                f"\nQuestion {number + 1} of {len(asked)}:"
                f" {question.text}{'' if question.needed else ' (optional)'}"
            )
            try:
                self._settle(question)
                number += 1
            except Back:
                number = max(0, number - 1)

    def _settle(self, question: Question) -> None:
        """Ask until there is an answer that will do, or that its author wants all the same."""
        self._say(f"  {question.help}")
        later = False
        while True:
            before = self._answers.take(question.name)
            if before:
                self._say(f"  So far: {shown(before)}")
            try:
                value = self._value(question)
            except (KeyboardInterrupt, EOFError):
                self._keep_begun(question, before)
                raise
            self._answers.unfinished = ""
            if value is None and before:
                return
            if not value:
                self._answers.give(question.name, "")
                if not question.needed or later:
                    return
                later = True
                self._say(
                    "  This one is needed. Answer it, or press Enter once more to leave it for"
                    " later."
                )
                continue
            self._answers.give(question.name, value)
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

    def _keep_begun(self, question: Question, before: Value) -> None:
        """Keep what was typed of an answer whose end never came; it is asked for again, and goes on
        from there.
        """
        if not self._typed:
            return
        self._answers.give(question.name, self._typed)
        self._answers.unfinished = question.name
        if any(
            identifies(problem)
            for problem in problems_of(self._answers, question.name, self._path(), self._context)
        ):
            self._answers.give(question.name, before)
            self._answers.unfinished = ""

    def _value(self, question: Question) -> Value | None:
        """Return what was answered; None for nothing, an empty text to take the answer away."""
        field = question.field
        before = self._answers.take(question.name)
        # Only what was begun is gone on with; any other answer that is given again takes the place
        # of the one before.
        self._typed = before if question.name == self._answers.unfinished else ""
        if field is None:
            return self._text()
        if field.fields:
            return self._items(field) if field.many else self._mapping(field, before)
        match field.kind:
            case "term":
                return self._terms(field)
            case "choice":
                return self._choice(field)
            case "organisation":
                return self._organisations(field)
        if field.many:
            self._say("  One on each line; press Enter on an empty line to end.")
            given = self._lines(field)
            return (
                None
                if given is None
                else read_answer(field, given, self._context.vocabularies) or ""
            )
        line = self._hear(field)
        return (
            None
            if not line
            else ""
            if line == NONE
            else read_answer(field, [line], self._context.vocabularies)
        )

    def _text(self) -> Value | None:
        self._say(
            f"  As many lines as you like. A line with nothing but a full stop ({END}) ends the"
            " answer."
        )
        lines = self._typed.split("\n") if self._typed and isinstance(self._typed, str) else []
        begun = len(lines)
        if begun:
            self._say("  What you had begun stands. Go on from there.")
        while True:
            line = self._talk.hear().rstrip()
            fresh = len(lines) == begun
            if fresh and line in ("", END) and not (begun and line == ""):
                return None
            if fresh and line == BACK:
                raise Back
            if fresh and line == NONE:
                return ""
            if fresh and line == HELP:
                self._say(
                    "  Plain sentences, as you would tell a colleague. An empty line starts a new"
                    " paragraph, '- ' a list."
                )
                continue
            if line == END:
                return "\n".join(lines)
            lines.append(line)
            self._typed = "\n".join(lines)

    def _lines(self, field: Field) -> list[str] | None:
        given = self._begun()
        while line := self._hear(field):
            if line == NONE:
                return []
            given.append(line)
            self._typed = list(given)
        return given or None

    def _terms(self, field: Field) -> Value | None:
        vocabulary = self._context.vocabularies[field.vocabulary]
        few = len(vocabulary.terms) <= 8
        suggested = suggest_terms(vocabulary, self._answers.words)
        offered = (
            [(term, "") for term in vocabulary]
            if few
            else [(one.term, one.because) for one in suggested]
        )
        if offered and not few:
            self._say("  Suggested from what you wrote:")
        for number, (term, because) in enumerate(offered, start=1):
            self._say(
                f"  {number}. {term.label}: {term.definition}"
                + (f" (You wrote '{because}'.)" if because else "")
            )
        more = "" if few else f" {HELP} lists all of them."
        self._say(f"  Type numbers or words, with commas between them.{more}")
        line = self._hear(field)
        if not line or line == NONE:
            return "" if line else None
        words = [
            (
                offered[int(word) - 1][0].id
                if word.isdecimal() and 0 < int(word) <= len(offered)
                else word
            )
            for word in (word.strip() for word in line.split(","))
        ]
        return read_answer(field, words, self._context.vocabularies)

    def _choice(self, field: Field) -> Value | None:
        for number, choice in enumerate(field.choices, start=1):
            self._say(f"  {number}. {choice.label}: {choice.meaning}")
        line = self._hear(field)
        if not line or line == NONE:
            return "" if line else None
        return chosen(field.choices, line) or read_answer(field, [line], self._context.vocabularies)

    def _organisations(self, field: Field) -> Value | None:
        register = self._context.vocabularies.organisations
        given = self._begun()
        offered: list[str] = []
        self._say(
            "  A name, a part of one or an ODS code; one on each line, and Enter on an empty line"
            " to end."
        )
        while line := self._hear(field):
            if line == NONE:
                return ""
            if line.startswith("!") and line[1:].strip():
                given.append(line[1:].strip())
                self._typed = list(given)
                self._say(f"  Taken as it stands: {given[-1]}. Another one? Press Enter if not.")
                continue
            picked = (
                offered[int(line) - 1]
                if line.isdecimal() and 0 < int(line) <= len(offered)
                else line
            )
            exact = register.find(picked)
            found = suggest_organisations(register, picked)
            if exact or len(found) == 1:
                name = (
                    picked
                    if exact and picked != exact.ods_code and picked != exact.id
                    else (exact or found[0]).name
                )
                given.append(name)
                self._typed = list(given)
                offered = []
                self._say(f"  Taken: {name}. Another one? Press Enter if not.")
            elif found:
                offered = [body.name for body in found]
                self._say("  Which of these? Type its number, or more of the name.")
                for number, body in enumerate(found, start=1):
                    known = ", ".join(
                        filter(
                            None,
                            (
                                body.ods_code,
                                body.kind if body.kind not in body.name else "",
                                body.status,
                            ),
                        )
                    )
                    self._say(f"  {number}. {body.name}" + (f" ({known})" if known else ""))
            else:
                offered = []
                self._say(
                    f"  '{picked}' is not in our register of organisations. Type a part of the"
                    " name, such as the town."
                )
                self._say(
                    "  If it is not there at all, tell the editors; until then type it again with"
                    " an exclamation mark in front."
                )
        return list(given) or None

    def _mapping(self, field: Field, before: Value) -> Value | None:
        earlier: dict[str, str] = before if isinstance(before, dict) else {}
        asked = parts(field)
        told = {
            name: value
            for name, value in earlier.items()
            if name not in [part.name for _, part in asked]
        }
        for text, part in asked:
            kept = earlier.get(part.name, "")
            self._say(f"  {text}" + (f" (so far: {kept})" if kept else ""))
            value = self._part(part, kept)
            if value:
                told[part.name] = value
            self._typed = {**earlier, **told}
        return None if told == earlier else told or ""

    def _begun(self) -> list[str]:
        begun = [str(item) for item in self._typed] if isinstance(self._typed, list) else []
        if begun:
            self._say("  What you had begun stands. Add to it, or press Enter.")
        return begun

    def _items(self, field: Field) -> Value | None:
        items: list[Item] = list(self._typed) if isinstance(self._typed, list) else []
        while True:
            asked = parts(field)
            self._say(f"  {len(items) + 1}. {asked[0][0]} (Enter to end)")
            first = self._part(asked[0][1])
            if not first:
                return items or None
            if field.not_reported and not items and is_not_reported(first):
                return NOT_REPORTED
            told = {asked[0][1].name: first}
            self._typed = [*items, told]
            for text, part in asked[1:]:
                self._say(f"     {text}{'' if part.needed == 'yes' else ' (optional)'}")
                value = self._part(part)
                if value:
                    told[part.name] = value
            items.append(told)

    def _part(self, part: Field, kept: str = "") -> str:
        if part.choices:
            self._say(
                "     "
                + "; ".join(
                    f"{number}. {choice.label}"
                    for number, choice in enumerate(part.choices, start=1)
                )
            )
        line = self._hear(part)
        if not line or line == NONE:
            return kept if not line else ""
        if part.choices and (value := chosen(part.choices, line)):
            return value
        return str(read_answer(part, [line], self._context.vocabularies))

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
            for text in tree(self._context.vocabularies[field.vocabulary]):
                self._say(f"  {text}")
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

    def _say(self, text: str) -> None:
        self._talk.say(text)
