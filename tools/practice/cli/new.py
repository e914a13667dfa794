"""practice new: ask for a case study question by question, check each answer, and write the file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from practice.cli.shared import CannotDo, remark, root_of

if TYPE_CHECKING:
    from practice.workspace import Workspace
    from practice.writing.answers import Answers


class _Terminal:
    """Talks on stderr, so that stdout has nothing but the path of the file; hears a terminal or a pipe."""

    def say(self, text: str) -> None:
        click.echo(text, err=True)

    def hear(self) -> str:
        if sys.stdin.isatty():
            return input("> ")
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")


@click.command()
@click.option("--answers", "source", metavar="FILE", help="Answers in YAML or JSON ('-' for stdin); at a terminal only the rest is asked.")
@click.option("--set", "given", metavar="NAME=ANSWER", multiple=True, help="One answer: a field, a part of one, or a heading.")
@click.option("--name", metavar="NAME", help="The name of the file, without .md; else it is made of the title.")
@click.option("--no-input", is_flag=True, help="Ask nothing.")
@click.pass_context
def new(ctx: click.Context, source: str | None, given: tuple[str, ...], name: str | None, no_input: bool) -> None:
    """Write a new case study, question by question.

    Every answer is checked at once, in the words of 'practice check'. The file goes into the folder of your trust and
    never over another. Ctrl-C stops and keeps the answers. Without a terminal, answers come from --answers and --set,
    or line by line from stdin. Exit code 0: written, no errors; 1: written, with errors to mend; 2: not written.

    \b
    Examples:
      practice new
      practice new --answers answers.yml --set trusts="Luton PCT"
    """
    from practice.workspace import open_workspace

    root = root_of(ctx)
    workspace = open_workspace(root)
    answers = _start(source, given, workspace)
    silent = no_input or (bool(source or given) and not sys.stdin.isatty())
    if no_input and not source and not given:
        raise CannotDo("there is nothing to write: give answers with --answers or --set, or leave out --no-input.")
    try:
        if not silent:
            _ask(answers, workspace)
        path, text = _settle(answers, workspace, name, silent)
    except (KeyboardInterrupt, EOFError) as stopped:
        _stop(answers, root, isinstance(stopped, EOFError))
    _write(root, path, text)
    if source and source != "-":
        from practice.writing.saving import forget_draft

        forget_draft(root, Path(source))
    _report(root, path)


def _start(source: str | None, given: tuple[str, ...], workspace: Workspace) -> Answers:
    from practice.writing.answers import Answers, NotAnswers, read_answers, set_answer

    words = workspace.vocabularies
    try:
        text = "" if source is None else sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8-sig")
        answers = read_answers(text, words) if text.strip() else Answers()
        for assignment in given:
            set_answer(answers, assignment, words)
    except NotAnswers as error:
        raise CannotDo(f"{source}: {error}" if source and not given else str(error)) from None
    except UnicodeDecodeError:
        raise CannotDo(f"{source} is not plain text in UTF-8.") from None
    except OSError as error:
        raise CannotDo(f"{source} cannot be read: {error.strerror or error}.") from None
    answers.fields.setdefault("origin", "contributed")
    return answers


def _ask(answers: Answers, workspace: Workspace) -> None:
    from practice.checking.context import Context
    from practice.writing.asking import INTRODUCTION, Interview
    from practice.writing.questions import questions

    context = Context.of(workspace.vocabularies, workspace.today)
    talk = _Terminal()
    origin = str(answers.fields["origin"])
    answers.fields.setdefault("reviewed", workspace.today.isoformat())
    asked = [question for question in questions(origin) if question.name not in answers]
    needed = [question for question in asked if question.needed]
    more = [question for question in asked if not question.needed]
    interview = Interview(answers, context, talk, lambda: _path(answers, workspace))
    talk.say(INTRODUCTION)
    interview.run(needed)
    talk.say(f"\nThat is all that is needed. There are {len(more)} more questions, and every one of them can be left out.")
    talk.say("Press Enter to go on, or type n to finish.")
    if not talk.hear().strip().lower().startswith("n"):
        interview.run(more)


def _path(answers: Answers, workspace: Workspace, name: str | None = None) -> str:
    from practice.writing.placing import folder_for, name_for, path_of

    folder = folder_for(answers.take("trusts"), workspace.catalogue)
    return path_of(folder, name or name_for(answers.take("title"), _taken(workspace)))


def _taken(workspace: Workspace) -> set[str]:
    return {one.judged.ties.id for one in workspace.read}


def _settle(answers: Answers, workspace: Workspace, name: str | None, silent: bool) -> tuple[str, str]:
    """Return path and text of the file, once its author has seen both."""
    from practice.checking.context import Context
    from practice.checking.identifying import identifies
    from practice.diagnostics import Report
    from practice.reporting.as_text import problem_lines
    from practice.writing.answers import judged
    from practice.writing.placing import free_name

    taken = _taken(workspace)
    if name and name in taken:
        raise CannotDo(f"There is a case study '{name}' already, and it stays as it is. Free is: --name {free_name(name, taken)}")
    talk = _Terminal()
    while True:
        path = _path(answers, workspace, name)
        problems = Report.of(judged(answers, path, Context.of(workspace.vocabularies, workspace.today))[1])
        if any(map(identifies, problems)):
            lines = (line for problem in problems if identifies(problem) for line in problem_lines(problem))
            raise CannotDo("\n".join(["nothing is written while a person could be told by it:", *lines]))
        if silent:
            return path, answers.text
        talk.say(f"\nThis is the file:\n\n{answers.text}")
        for problem in problems:
            talk.say("\n".join(problem_lines(problem)))
        talk.say(f"It will be written to {path}")
        talk.say("Press Enter to write it, or type another name for the file.")
        wish = talk.hear().strip().removesuffix(".md")
        if not wish:
            return path, answers.text
        if wish in taken:
            talk.say(f"There is a case study '{wish}' already, and it stays as it is. '{free_name(wish, taken)}' is free.")
            wish = free_name(wish, taken)
        name = wish


def _write(root: Path, path: str, text: str) -> None:
    from practice.writing.saving import write_new

    try:
        write_new(root / path, text)
    except FileExistsError:
        raise CannotDo(f"{path} is there already, and stays as it is. Choose another name: --name NAME") from None
    except OSError as error:
        raise CannotDo(f"{path} cannot be written: {error.strerror or error}.") from None


def _stop(answers: Answers, root: Path, ended: bool) -> None:
    from practice.writing.placing import name_for
    from practice.writing.saving import keep_draft

    file = keep_draft(root, name_for(answers.take("title"), ()), answers.kept())
    remark(f"\nYour answers are kept in {file}")
    remark(f'Go on later with: practice new --answers "{file}"')
    if ended:
        raise CannotDo("the answers ended before the questions did, so nothing is written.")
    raise click.Abort


def _report(root: Path, path: str) -> None:
    from practice.advising.collection import advice_on
    from practice.diagnostics import Report
    from practice.reading.files import read_drafts
    from practice.reporting import RENDERERS
    from practice.workspace import open_workspace

    workspace = open_workspace(root)
    advice = advice_on(read_drafts(root).studies, workspace.vocabularies, path.__eq__)
    report = Report.of([*workspace.report, *advice]).within([path], [path])
    click.echo(path)
    click.echo(RENDERERS["text"](report), nl=False, err=True)
    raise click.exceptions.Exit(1 if report.errors else 0)
