"""practice new: ask for a case study question by question, check each answer, write the file."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NoReturn

import click

from practice.advice.advice import advice_on
from practice.checks.context import Context
from practice.checks.formats import RENDERERS
from practice.checks.formats.text import problem_lines
from practice.checks.identifying import identifies
from practice.checks.rules.body import better_name, fault_of
from practice.cli.shared import (
    ENDS,
    CannotDo,
    Ended,
    ends_like_ctrl_c,
    remark,
    report_on,
    root_of,
    slowly,
)
from practice.content.files import scan, sort_out
from practice.content.front_matter import read_drafts
from practice.content.paths import file_name, folder_name, folders_of_trust, free_name, study_path
from practice.content.vocabulary_files import read_vocabularies
from practice.forms.answers import Answers, NotAnswers, check_answers, read_answers, set_answer
from practice.forms.definition import ORIGIN, preset, questions
from practice.forms.saving import DRAFTS, forget_draft, keep_draft, write_new
from practice.forms.terminal import INTRODUCTION, Interview
from practice.model.dates import this_day
from practice.model.diagnostics import Report
from practice.model.vocabulary import Vocabularies
from practice.project import open_workspace


class _Terminal:
    """Talks on stderr, so that stdout has nothing but the path of the file; hears a terminal or a
    pipe.
    """

    def say(self, text: str) -> None:
        with _nobody_there():
            click.echo(text, err=True)

    def hear(self) -> str:
        with _nobody_there():
            if sys.stdin.isatty():
                return input("> ")
            line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")


@contextmanager
def _nobody_there() -> Iterator[None]:
    # The window was closed: what was written so far is kept, as at the end of a pipe.
    try:
        yield
    except OSError:
        raise EOFError from None


@dataclass(frozen=True)
class _Desk:
    """What is needed while asking: the words and the names that are taken; the case studies
    themselves are not read.
    """

    root: Path
    words: Vocabularies
    context: Context

    @classmethod
    def of(cls, root: Path) -> _Desk:
        words, problems = read_vocabularies(root)
        return cls(root, words, Context.of(words, this_day(), problems))

    @cached_property
    def taken(self) -> set[str]:
        return {
            path.rpartition("/")[2].removesuffix(".md") for path in sort_out(scan(self.root))[0]
        }

    @cached_property
    def _folders(self) -> dict[str, dict[str, str]]:
        return {}

    def path(self, answers: Answers, name: str | None = None) -> str:
        first = answers.trust
        trust = self.words.organisations.find(first)
        if trust and first not in self._folders:
            with slowly("Reading the case studies ..."):
                self._folders[first] = folders_of_trust(self.root, trust, self.words.organisations)
        folder = folder_name(first, self.words.organisations, self._folders.get(first, {}))
        return study_path(folder, name or file_name(str(answers.take("title")), self.taken))


@click.command()
@click.option(
    "--answers",
    "source",
    metavar="FILE",
    help="Answers in YAML or JSON ('-' for stdin); at a terminal only the rest is asked.",
)
@click.option(
    "--set",
    "given",
    metavar="NAME=ANSWER",
    multiple=True,
    help="One answer: a field, a part of one, or a heading.",
)
@click.option(
    "--name",
    metavar="NAME",
    help="The name of the file, without .md; else it is made of the title.",
)
@click.option("--no-input", is_flag=True, help="Ask nothing.")
@click.pass_context
def new(
    ctx: click.Context, source: str | None, given: tuple[str, ...], name: str | None, no_input: bool
) -> None:
    """Write a new case study, question by question.

    Every answer is checked at once, in the words of 'practice check'. The file goes into the folder
    of your trust and never over another. Ctrl-C stops and keeps the answers. Without a terminal,
    answers come from --answers and --set, or line by line from stdin. Exit code 0: written, no
    errors; 1: written, with errors to mend; 2: not written.

    \b
    Examples:
      practice new
      practice new --answers answers.yml --set trusts="Luton PCT"
    """
    root = root_of(ctx)
    desk = _Desk.of(root)
    answers = _start(source, given, desk.words)
    silent = no_input or (bool(source or given) and not sys.stdin.isatty())
    if no_input and not source and not given:
        raise CannotDo(
            "there is nothing to write: give answers with --answers or --set, or leave out"
            " --no-input."
        )
    fault = fault_of(name) if name is not None else ""
    if fault:
        better = free_name(better_name(str(name).removesuffix(".md")), desk.taken)
        raise CannotDo(f"{fault} For example: --name {better}")
    if name in desk.taken:
        raise CannotDo(f"{_is_taken(name)} Free is: --name {free_name(name, desk.taken)}")
    try:
        with ends_like_ctrl_c():
            if silent:
                answers.fields.setdefault("origin", ORIGIN)
            else:
                _ask(answers, desk)
            path, text = _settle(answers, desk, name, silent)
    except (KeyboardInterrupt, EOFError) as stopped:
        for number in (*ENDS, signal.SIGINT):
            signal.signal(
                number, signal.SIG_IGN
            )  # one is enough, and another must not come between
        _stop(answers, root, stopped, _again(ctx, name))
    _write(root, path, text, "" if silent else _again(ctx, None), answers)
    if source and source != "-":
        forget_draft(root, Path(source))
    _report(root, path)


def _start(source: str | None, given: tuple[str, ...], words: Vocabularies) -> Answers:
    try:
        text = (
            ""
            if source is None
            else sys.stdin.read()
            if source == "-"
            else Path(source).read_text(encoding="utf-8-sig")
        )
        answers = read_answers(text, words) if text.strip() else Answers()
        for assignment in given:
            set_answer(answers, assignment, words)
    except NotAnswers as error:
        raise CannotDo(f"{source}: {error}" if source and not given else str(error)) from None
    except UnicodeDecodeError:
        raise CannotDo(f"{source} is not plain text in UTF-8.") from None
    except OSError as error:
        raise CannotDo(f"{source} cannot be read: {error.strerror or error}.") from None
    return answers


def _ask(answers: Answers, desk: _Desk) -> None:
    talk = _Terminal()
    answers.fields = {**preset(desk.context.today), **answers.fields}
    origin = str(answers.fields["origin"])
    asked = [question for question in questions() if question.name not in answers]
    needed = [question for question in asked if question.needed(origin)]
    more = [question for question in asked if not question.needed(origin)]
    interview = Interview(answers, desk.context, talk, lambda: desk.path(answers))
    talk.say(INTRODUCTION)
    interview.run(needed)
    talk.say(
        f"\nThat is all that is needed. There are {len(more)} more questions, and every one of them"
        " can be left out."
    )
    talk.say("Press Enter to go on, or type n to finish.")
    if not talk.hear().strip().lower().startswith("n"):
        interview.run(more)


def _settle(answers: Answers, desk: _Desk, name: str | None, silent: bool) -> tuple[str, str]:
    """Return path and text of the file, once its author has seen both."""
    talk = _Terminal()
    while True:
        path = desk.path(answers, name)
        problems = Report.of(check_answers(answers, path, desk.context)[1])
        if any(map(identifies, problems)):
            lines = (
                line
                for problem in problems
                if identifies(problem)
                for line in problem_lines(problem)
            )
            raise CannotDo(
                "\n".join(["nothing is written while a person could be told by it:", *lines])
            )
        if silent:
            return path, answers.text
        talk.say(f"\nThis is the file:\n\n{answers.text}")
        for problem in problems:
            talk.say("\n".join(problem_lines(problem)))
        wish = _wish(talk, path, desk)
        if not wish:
            return path, answers.text
        name = wish


def _wish(talk: _Terminal, path: str, desk: _Desk) -> str:
    """Return the name that the author wants instead of that of `path`; an empty text when it will
    do.
    """
    while True:
        talk.say(f"It will be written to {path}")
        talk.say("Press Enter to write it, or type another name for the file.")
        wish = talk.hear().strip()
        if wish.lower() in ("", "y", "yes"):
            return ""
        wish = wish.removesuffix(".md")
        fault = fault_of(wish)
        if not fault:
            if wish in desk.taken:
                talk.say(f"{_is_taken(wish)} '{free_name(wish, desk.taken)}' is free.")
            return free_name(wish, desk.taken)
        talk.say(fault)


def _is_taken(name: str) -> str:
    return f"There is a case study '{name}' already, and it stays as it is."


def _write(root: Path, path: str, text: str, again: str, answers: Answers) -> None:
    file = root / path
    if not file.parent.resolve().is_relative_to(root.resolve()):
        raise CannotDo(
            f"{path.rpartition('/')[0]} is a link to another place, which is not followed."
        )
    try:
        write_new(file, text)
    except FileExistsError:
        raise CannotDo(
            f"{path} is there already, and stays as it is. Choose another name: --name NAME"
        ) from None
    except OSError as error:
        if again:
            _keep(answers, root, again)
        raise CannotDo(f"{path} cannot be written: {error.strerror or error}.") from None


def _again(ctx: click.Context, name: str | None) -> str:
    """Return the command that goes on later, but for the file of answers."""
    root = ctx.find_root().obj
    # From another folder it must still find the collection it was begun in.
    words = [
        f'practice --root "{Path(root).absolute()}" new' if root else "practice new",
        f"--name {name}" if name else "",
    ]
    return " ".join(filter(None, words))


def _keep(answers: Answers, root: Path, again: str) -> None:
    """Keep the answers and say where; where that is impossible, print them."""
    try:
        file = keep_draft(root, file_name(str(answers.take("title"))), answers.as_json())
    except OSError as error:
        raise CannotDo(
            f"your answers cannot be kept in {root / DRAFTS}: {error.strerror or error}. Copy them"
            f" from here into a file, and go on later with: {again} --answers"
            f" FILE\n{answers.as_json().rstrip()}"
        ) from None
    with suppress(OSError):  # nobody may be there to read it
        remark(f"\nYour answers are kept in {file}")
        remark(f'Go on later with: {again} --answers "{file}"')


def _stop(answers: Answers, root: Path, stopped: BaseException, again: str) -> NoReturn:
    _keep(answers, root, again)
    if isinstance(stopped, EOFError):
        raise CannotDo("the answers ended before the questions did, so nothing is written.")
    if isinstance(stopped, Ended):
        raise click.exceptions.Exit(128 + stopped.number)
    raise click.Abort


def _report(root: Path, path: str) -> None:
    click.echo(path)
    with slowly("Reading the case studies ..."):
        workspace = open_workspace(root)
        advice = advice_on(read_drafts(root).studies, workspace.vocabularies, path.__eq__)
    own = report_on(workspace, path)
    report = Report.of([*own, *(one for one in advice if one.place.path == path)], own.files)
    click.echo(RENDERERS["text"](report), nl=False, err=True)
    raise click.exceptions.Exit(1 if report.errors else 0)
