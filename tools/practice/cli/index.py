"""practice index: build the search index or bring it up to date."""

from __future__ import annotations

import click

from practice.cli.shared import plain_errors, remark, remark_left_out, root_of


@click.command()
@click.pass_context
def index(ctx: click.Context) -> None:
    """Build the search index, or bring it up to date.

    'practice search' does this by itself when files have changed; run it by hand to be ahead of it.
    The index lies in your own cache folder; the variable PRACTICE_CACHE names another folder.

    Example: practice index
    """
    from practice.lookup.indexer import refresh

    root = root_of(ctx)
    with plain_errors():
        refreshed = refresh(root)
    result = refreshed.built
    if result.rebuilt:
        remark(f"Built anew: {result.rebuilt}.")
    remark_left_out(refreshed.left_out)
    total = result.added + result.changed + result.unchanged
    click.echo(
        f"{total} case studies in the index: {result.added} added, {result.changed} changed,"
        f" {result.removed} removed."
    )
