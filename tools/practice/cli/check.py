"""practice check: every problem of every case study, at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from practice.cli.explain import complete_check
from practice.cli.shared import CannotDo, remark, root_of

if TYPE_CHECKING:
    from practice.checks.autofix.collection import Change
    from practice.model.diagnostics import Report
    from practice.project import Workspace

_GROUPS = {"privacy": "CS5", "advice": "CS6"}
"""Words for several checks at once, and how the codes of these begin."""


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    return [word for word in _GROUPS if word.startswith(incomplete)] + complete_check(
        ctx, param, incomplete
    )


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    help="How to print the problems.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="CHECK",
    shell_complete=_complete,
    help=(
        "Report by this check only: a code, a name, privacy for all CS5 or advice for all CS6."
        " Repeatable."
    ),
)
@click.option(
    "--exceptions",
    is_flag=True,
    help="List the exceptions written into the files, with their reasons, instead.",
)
@click.option(
    "--advice", is_flag=True, help="Say too what could be put more plainly. It is never an error."
)
@click.option(
    "--fix",
    is_flag=True,
    help="Mend what a machine can mend, in the files themselves, then report the rest.",
)
@click.option(
    "--diff",
    is_flag=True,
    help="Show what --fix would change, and change nothing. Exit code 1 if it would.",
)
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[str, ...],
    form: str,
    only: tuple[str, ...],
    exceptions: bool,
    advice: bool,
    fix: bool,
    diff: bool,
) -> None:
    """Check every case study and report every problem at once.

    With PATHs, reports on those files and folders only, and on the pictures and documents that the
    case studies there name; the whole collection is read all the same, as titles and links concern
    all of it. Exit code 0: no errors; 1: errors; 2: the work could not be done.

    Example: practice check case_studies/haringey-pct
    """
    from practice.checks.formats import RENDERERS
    from practice.checks.formats.text import exceptions_as_text
    from practice.checks.identifying import allowed
    from practice.content.front_matter import read_drafts
    from practice.project import open_workspace

    root = root_of(ctx)
    wanted = tuple(_relative(root, path) for path in paths)
    codes = frozenset(code for word in only for code in _codes(word))
    if diff:
        raise click.exceptions.Exit(_show(root, wanted))
    if fix:
        _fix(root, wanted)
    workspace = None if exceptions else open_workspace(root)
    report = workspace.report if workspace else allowed(read_drafts(root))
    if workspace and (advice or any(_is_advice(code) for code in codes)):
        report = _advised(root, workspace, report, wanted)
    if wanted:
        report = _within(root, workspace, report, wanted)
    if only:
        report = report.only(codes)
    if workspace and form in ("text", "json"):
        report = _marked(root, workspace, report)
    render = exceptions_as_text if exceptions and form == "text" else RENDERERS[form]
    click.echo(render(report), nl=False)
    raise click.exceptions.Exit(1 if report.errors else 0)


def _within(
    root: Path, workspace: Workspace | None, report: Report, wanted: tuple[str, ...]
) -> Report:
    """Return the part of the report on what is wanted, and on what case studies there link, show or
    list: what is wrong with a picture is wrong with its page. Say where nothing is to check.
    """
    from practice.content.front_matter import list_files
    from practice.content.vocabulary_files import FOLDER
    from practice.model.diagnostics import within

    inside = within(wanted)
    files = list_files(root)
    named = {
        path
        for file in (workspace.read if workspace else ())
        if inside(file.result.references.path)
        for path, _ in file.result.references.named()
    }
    part = report.within((*wanted, *(named - set(files[0]))), files[0])
    known = [path for kind in files for path in kind] + [problem.place.path for problem in part]
    for path in wanted:
        if not any(map(within([path]), known)) and not path.startswith(FOLDER):
            remark(
                f"Nothing in {path} is checked: case studies are .md files in case_studies/, and"
                " names that begin with _ or . are left out."
            )
    return part


def _show(root: Path, wanted: tuple[str, ...]) -> int:
    from practice.model.text import counted

    shown = 0
    for change in _changes(root, wanted):
        click.echo(change.diff, nl=False)
        shown += 1
    remark(f"{counted(shown, 'file')} would change." if shown else "Nothing would change.")
    return 1 if shown else 0


def _fix(root: Path, wanted: tuple[str, ...]) -> None:
    from practice.forms.saving import write_over

    for change in _changes(root, wanted):
        try:
            write_over(root / change.path, change.after)
        except OSError as error:
            raise CannotDo(f"{change.path} cannot be written: {error.strerror or error}.") from None
        remark(f"Mended: {change.path}")


def _changes(root: Path, wanted: tuple[str, ...]) -> Iterator[Change]:
    from practice.checks.autofix.collection import changes
    from practice.checks.context import Context
    from practice.content.vocabulary_files import read_vocabularies
    from practice.model.dates import this_day
    from practice.model.diagnostics import within

    vocabularies, problems = read_vocabularies(root)
    return changes(
        root, Context.of(vocabularies, this_day(), problems), within(wanted) if wanted else None
    )


def _advised(root: Path, workspace: Workspace, report: Report, wanted: tuple[str, ...]) -> Report:
    from practice.advice.advice import advice_on, are_compared
    from practice.content.front_matter import read_drafts
    from practice.model.diagnostics import Report, within

    drafts = read_drafts(root).studies
    inside = within(wanted or ["."])
    if not are_compared(drafts, inside):
        remark(
            f"{len(drafts):,} case studies are too many to compare them all. For near-duplicates"
            " name some: practice check --advice PATH"
        )
    return Report.of([*report, *advice_on(drafts, workspace.vocabularies, inside)], report.files)


def _marked(root: Path, workspace: Workspace, report: Report) -> Report:
    from practice.checks.autofix.collection import changes, marked
    from practice.checks.context import Context

    paths = {problem.place.path for problem in report.problems}
    context = Context.of(workspace.vocabularies, workspace.today, report)
    return marked(report, changes(root, context, paths.__contains__)) if paths else report


def _codes(word: str) -> tuple[str, ...]:
    from practice.checks.registry import CHECKS
    from practice.model.diagnostics import did_you_mean

    start = _GROUPS.get(word)
    found = tuple(
        check.code
        for check in CHECKS
        if (check.code.startswith(start) if start else word.upper() == check.code)
        or word == check.name
    )
    if not found:
        names = [*_GROUPS, *(name for check in CHECKS for name in (check.code, check.name))]
        suggestion = did_you_mean(word, names) or "'practice explain' lists them."
        raise CannotDo(f"There is no check '{word}'. {suggestion}")
    return found


def _is_advice(code: str) -> bool:
    return code.startswith(_GROUPS["advice"])


def _relative(root: Path, path: str) -> str:
    full = Path(path).absolute()
    if not full.exists():
        raise CannotDo(f"{path} does not exist.")
    try:
        return full.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        raise CannotDo(f"{path} is not in the content repository {root}.") from None
