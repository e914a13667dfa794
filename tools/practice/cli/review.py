"""practice review: what a proposed change does to the collection."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from practice.cli.shared import CannotDo, mkdocs, remark, root_of

if TYPE_CHECKING:
    from practice.review.review import Review


@click.command()
@click.argument("span", metavar="[BASE..HEAD]", default="")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "github"]),
    default="text",
    help="How to print the review.",
)
@click.option(
    "--read",
    "stored",
    type=click.Path(dir_okay=False),
    help="Show a review kept as JSON, instead of making one.",
)
@click.option(
    "--preview",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the pages of the change to this folder.",
)
@click.pass_context
def review(
    ctx: click.Context, span: str, form: str, stored: str | None, folder: Path | None
) -> None:
    """Say what a change does: case studies touched, new problems, possible duplicates.

    Compares two commits without touching the checkout. A..B compares these two, A...B compares B
    with where it left A, and A alone means A...HEAD; without either, A is the main branch. Only
    problems that the change brings are shown.
    --preview writes the pages of the case studies touched, as they would look, into a new folder;
    open its index.html. Exit code 0: it brings no error; 1: it brings errors; 2: the work could not
    be done.

    Example: practice review main...HEAD --preview to-look-at
    """
    from practice.checks.formats.github import as_github
    from practice.review.git import CannotReview, find_span, uncommitted
    from practice.review.reports import as_markdown, as_text
    from practice.review.review import review as look_at
    from practice.review.stored import NotAReview, as_json, read_json

    if folder and stored is not None:
        raise CannotDo("A review that was kept has no pages. Without --read, --preview makes them.")
    if folder:
        _make_room(folder)
    try:
        if stored is None:
            root = root_of(ctx)
            asked = find_span(root, span, remark)
            if uncommitted(root):
                remark("What is not committed yet is left out.")
            found = look_at(root, asked)
        else:
            found = read_json(Path(stored).read_text(encoding="utf-8"))
    except (CannotReview, NotAReview) as error:
        raise CannotDo(str(error)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise CannotDo(
            f"{stored or 'the case studies'} cannot be read:"
            f" {getattr(error, 'strerror', None) or error}"
        ) from None
    renderers = {"text": as_text, "markdown": as_markdown, "json": as_json}
    click.echo(as_github(found.problems) if form == "github" else renderers[form](found), nl=False)
    if folder:
        _write_preview(root, found, folder)
    raise click.exceptions.Exit(1 if found.problems.errors else 0)


def _make_room(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise CannotDo(
                f"{folder} is not empty, and nothing in it is to be lost. Name a new folder."
            )
    except OSError as error:
        raise CannotDo(f"The folder {folder} cannot be made: {error.strerror or error}") from None


def _write_preview(root: Path, found: Review, folder: Path) -> None:
    """Write the pages of the case studies that the change adds or edits, of its own text, by the
    site of this checkout.

    The settings and the prose of the site are those of the checkout, not of the change: settings
    can run code.
    """
    from practice.model.text import counted
    from practice.review.git import write_tree

    wanted = [study.id for study in found.studies if study.change != "removed"]
    if not wanted:
        remark("There is no page to look at.")
        return
    with tempfile.TemporaryDirectory(
        prefix="practice-preview-", ignore_cleanup_errors=True
    ) as work:
        command, environment = mkdocs(
            root,
            "look like",
            *("build", "--quiet", "--site-dir", str(folder.absolute())),
            PRACTICE_PREVIEW=" ".join(wanted),
            PRACTICE_PREVIEW_ROOT=work,
            PRACTICE_SITE_URL="",
        )
        write_tree(root, found.span.head, Path(work))
        done = subprocess.run(
            command, cwd=root, env=environment, capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise CannotDo(f"The pages could not be made: {done.stderr.strip()}")
    remark(f"{counted(len(wanted), 'page')} to look at: {folder / 'index.html'}")
