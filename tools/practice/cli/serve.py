"""practice serve: check, index and build, then show the site on this computer."""

from __future__ import annotations

import subprocess

import click

from practice.cli.shared import CannotDo, free_port, mkdocs, plain_errors, remark, root_of


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="The port on this computer.",
)
@click.pass_context
def serve(ctx: click.Context, port: int) -> None:
    """Check, index and build, then show the site on this computer with live reload.

    Problems are shown and do not stop the site: studies with errors are left out until they are
    mended.

    Example: practice serve --port 8010
    """
    from practice.checks.formats import RENDERERS
    from practice.lookup.indexer import refresh
    from practice.project import open_workspace

    root = root_of(ctx)
    command, environment = mkdocs(
        root, "build", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"
    )
    if not free_port(port):
        free = next(filter(free_port, range(port + 1, min(port + 100, 65536))), 0)
        other = f" Port {free} is free: practice serve --port {free} (or: make serve PORT={free})"
        raise CannotDo(
            f"Port {port} of this computer is in use by another program.{other if free else ''}"
        )
    remark("1/3 Checking the case studies ...")
    with plain_errors():
        opened = open_workspace(root)
        remark(RENDERERS["text"](opened.report).rstrip())
        remark("2/3 Building the search index ...")
        refresh(root, opened)
    remark("3/3 Building the site ...")
    try:
        raise click.exceptions.Exit(
            subprocess.run(command, cwd=root, env=environment, check=False).returncode
        )
    except KeyboardInterrupt:
        remark("Stopped.")
