"""practice show: one case study, as its author wrote it, with its fields in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

import click

from practice.cli.shared import CannotDo, plain_errors, remark, root_of

if TYPE_CHECKING:
    from practice.project import Workspace

_MOST_ALIKE = 5
_SEARCH = "'practice search' finds one."


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from practice.lookup.lookup import open_lookup

    with open_lookup(root_of(ctx), lambda _: None) as lookup:
        return [
            hit.id
            for hit in lookup.search("", {}, limit=None).hits
            if hit.id.startswith(incomplete)
        ]


def _refuse(study_id: str, alike: Sequence[str], opened: Workspace) -> NoReturn:
    from practice.model.diagnostics import did_you_mean
    from practice.model.text import listing

    broken = [
        problem
        for problem in opened.report.errors
        if problem.place.path.endswith(f"/{study_id}.md")
    ]
    if broken:
        raise CannotDo(
            f"'{study_id}' cannot be shown until its problems are mended; see: practice check"
            f" {broken[0].place.path}"
        )
    if study_id and alike:
        some = [f"'{other}'" for other in alike[:_MOST_ALIKE]]
        rest = len(alike) - len(some)
        more = [f"{rest} more"] if rest else []
        raise CannotDo(f"'{study_id}' may be {listing([*some, *more], 'or')}.")
    hint = did_you_mean(study_id, (study.id for study in opened.catalogue))
    raise CannotDo(f"There is no case study '{study_id}'. {hint or _SEARCH}")


@click.command()
@click.argument("study_id", metavar="ID", shell_complete=_complete)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "path"]),
    default="text",
    help="How to print it.",
)
@click.pass_context
def show(ctx: click.Context, study_id: str, form: str) -> None:
    """Show one case study.

    ID is the name of its file, as 'practice search --format paths' prints it, or as much of its
    beginning as no other has.

    Example: practice show newham-breast-screening-phone-calls
    """
    from practice.project import open_workspace
    from practice.site.case_text import study_json, study_text

    root = root_of(ctx)
    with plain_errors():
        opened = open_workspace(root)
    catalogue = opened.catalogue
    study_id = study_id.rpartition("/")[2].removesuffix(".md")
    alike = [study.id for study in catalogue if study.id.startswith(study_id)]
    if study_id not in catalogue:
        if len(alike) == 1:
            study_id = alike[0]
        else:
            _refuse(study_id, alike, opened)
    study = catalogue[study_id]
    if form == "path":
        click.echo(study.path)
    elif form == "json":
        click.echo(study_json(catalogue, study), nl=False)
    else:
        click.echo(study_text(catalogue, study), nl=False)
    if study.status == "retired":
        remark("This case study is retired.")
