"""practice review: what a proposed change does to the collection."""

from __future__ import annotations

from pathlib import Path

import click

from practice.cli.shared import CannotDo, remark, root_of


@click.command()
@click.argument("span", metavar="[BASE..HEAD]", default="")
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json", "github"]), default="text", help="How to print the review."
)
@click.option("--read", "kept", type=click.Path(dir_okay=False), help="Show a review kept as JSON, instead of making one.")
@click.pass_context
def review(ctx: click.Context, span: str, form: str, kept: str | None) -> None:
    """Say what a change does: case studies touched, new problems, possible duplicates.

    Compares two commits without touching the checkout. A..B compares these two, A...B compares B with where it left A,
    and A alone means A...HEAD; without either, A is the main branch. Only problems that the change brings are shown.
    Exit code 0: it brings no error; 1: it brings errors; 2: the work could not be done.

    Example: practice review main...HEAD --format markdown
    """
    from practice.reporting.as_github import as_github
    from practice.reviewing.as_json import NotAReview, as_json, read_json
    from practice.reviewing.as_markdown import as_markdown
    from practice.reviewing.as_text import as_text
    from practice.reviewing.git import CannotReview, find_span, uncommitted
    from practice.reviewing.review import review as look_at

    try:
        if kept is None:
            root = root_of(ctx)
            asked = find_span(root, span)
            if uncommitted(root):
                remark("What is not committed yet is left out.")
            found = look_at(root, asked)
        else:
            found = read_json(Path(kept).read_text(encoding="utf-8"))
    except (CannotReview, NotAReview) as error:
        raise CannotDo(str(error)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise CannotDo(f"{kept or 'the case studies'} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if form == "github":
        click.echo(as_github(found.problems), nl=False)
    else:
        click.echo({"text": as_text, "markdown": as_markdown, "json": as_json}[form](found), nl=False)
    raise click.exceptions.Exit(1 if found.problems.errors else 0)
