"""practice edit: a case study in its author's editor, checked afterwards."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

import click

from practice.checks.formats import RENDERERS
from practice.cli.shared import CannotDo, complete_study, find_study, report_on, root_of, slowly
from practice.project import open_workspace


@click.command()
@click.argument("study_id", metavar="ID", shell_complete=complete_study)
@click.pass_context
def edit(ctx: click.Context, study_id: str) -> None:
    """Open a case study in your editor, and check it when you are done.

    The editor is the one that VISUAL or EDITOR names. Where there is none, the file is named
    instead. Exit code 0: no errors; 1: errors; 2: the work could not be done.

    Example: practice edit newham-breast-screening-phone-calls
    """
    root = root_of(ctx)
    path = find_study(root, study_id)
    if not _has_editor():
        raise CannotDo(
            f"there is no editor: VISUAL and EDITOR name none. The file is {root / path}; when you"
            f" have changed it: practice check {path}"
        )
    _refuse_editor(root / path)
    try:
        click.edit(filename=str(root / path))
    except click.ClickException as error:
        raise CannotDo(f"{error.message}. The file is {root / path}") from None
    if not os.path.lexists(root / path):
        raise CannotDo(
            f"{path} is gone: it was taken away or has another name now. Nothing was checked."
        )
    with slowly("Reading the case studies ..."):
        workspace = open_workspace(root)
    report = report_on(workspace, path)
    click.echo(RENDERERS["text"](report), nl=False)
    raise click.exceptions.Exit(1 if report.errors else 0)


def _refuse_editor(file: Path) -> None:
    """Raise CannotDo when the editor that is named cannot be started."""
    variable = "VISUAL" if os.environ.get("VISUAL") else "EDITOR"
    editor = os.environ.get(variable, "")
    if not editor:
        return
    try:
        program = next(iter(shlex.split(editor)), "")
    except ValueError:
        raise CannotDo(
            f"{variable} names the editor {editor}, which has a quotation mark or a backslash too"
            f" many. Put double quotes around the path: {variable}='\"PATH\"'. The file is {file}"
        ) from None
    if not shutil.which(program):
        raise CannotDo(
            f"there is no editor '{program}', which {variable} names. Set {variable} to one that is"
            f" on this computer, for example: {variable}=nano. The file is {file}"
        )


def _has_editor() -> bool:
    if os.environ.get("VISUAL") or os.environ.get("EDITOR") or sys.platform == "win32":
        return True
    return sys.stdin.isatty() and any(map(shutil.which, ("sensible-editor", "nano", "vim", "vi")))
