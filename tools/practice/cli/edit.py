"""practice edit: a case study in its author's editor, checked afterwards."""

from __future__ import annotations

import os
import shutil
import sys

import click

from practice.cli.shared import CannotDo, complete_study, find_study, root_of


@click.command()
@click.argument("study_id", metavar="ID", shell_complete=complete_study)
@click.pass_context
def edit(ctx: click.Context, study_id: str) -> None:
    """Open a case study in your editor, and check it when you are done.

    The editor is the one that VISUAL or EDITOR names. Where there is none, the file is named instead. Exit code 0: no
    errors; 1: errors; 2: the work could not be done.

    Example: practice edit newham-breast-screening-phone-calls
    """
    from practice.reporting import RENDERERS
    from practice.workspace import open_workspace

    root = root_of(ctx)
    path = find_study(root, study_id)
    if not _has_editor():
        raise CannotDo(
            f"there is no editor: VISUAL and EDITOR name none. The file is {root / path}; when you have changed it: practice check {path}"
        )
    try:
        click.edit(filename=str(root / path))
    except click.ClickException as error:
        raise CannotDo(f"{error.message}. The file is {root / path}") from None
    report = open_workspace(root).report.within([path], [path])
    click.echo(RENDERERS["text"](report), nl=False)
    raise click.exceptions.Exit(1 if report.errors else 0)


def _has_editor() -> bool:
    if os.environ.get("VISUAL") or os.environ.get("EDITOR") or sys.platform == "win32":
        return True
    return sys.stdin.isatty() and any(map(shutil.which, ("sensible-editor", "nano", "vim", "vi")))
