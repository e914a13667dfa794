"""practice check: every problem of every case study, at once."""

from __future__ import annotations

from pathlib import Path

import click

from practice.cli.shared import CannotDo, root_of


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text", help="How to print the problems.")
@click.pass_context
def check(ctx: click.Context, paths: tuple[str, ...], form: str) -> None:
    """Check every case study and report every problem at once.

    With PATHs, reports on those files and folders only; the whole collection is read all the same, as titles and links
    concern all of it. Exit code 0: no errors; 1: errors; 2: the work could not be done.

    Example: practice check case_studies/haringey-pct
    """
    from practice.reading.files import list_files
    from practice.reporting import RENDERERS
    from practice.workspace import open_workspace

    root = root_of(ctx)
    wanted = tuple(_relative(root, path) for path in paths)
    report = open_workspace(root).report
    if wanted:
        report = report.within(wanted, list_files(root)[0])
    click.echo(RENDERERS[form](report), nl=False)
    raise click.exceptions.Exit(1 if report.errors else 0)


def _relative(root: Path, path: str) -> str:
    full = Path(path).absolute()
    if not full.exists():
        raise CannotDo(f"{path} does not exist.")
    try:
        return full.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        raise CannotDo(f"{path} is not in the content repository {root}.") from None
