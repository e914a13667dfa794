"""practice serve: check, index and build, then show the site on this computer."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import click

from practice.cli.shared import CannotDo, plain_errors, remark, root_of


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":  # there the option means the opposite
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


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
    from practice.lookup.lookup import refresh
    from practice.project import open_workspace

    root = root_of(ctx)
    if not (root / "mkdocs.yml").is_file():
        raise CannotDo(
            f"{root} has no mkdocs.yml, so there is no site to build. Copy the one of this project"
            " and change its names."
        )
    if not _is_free(port):
        free = next(
            (other for other in range(port + 1, min(port + 100, 65536)) if _is_free(other)), None
        )
        other = (
            f" Port {free} is free: practice serve --port {free} (or: make serve PORT={free})"
            if free
            else ""
        )
        raise CannotDo(f"Port {port} of this computer is in use by another program.{other}")
    remark("1/3 Checking the case studies ...")
    with plain_errors():
        opened = open_workspace(root)
        remark(RENDERERS["text"](opened.report).rstrip())
        remark("2/3 Building the search index ...")
        refresh(root, opened)
    remark("3/3 Building the site ...")
    address = f"127.0.0.1:{port}"
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "serve",
        "--livereload",
        "--dev-addr",
        address,
        "--config-file",
        str(root / "mkdocs.yml"),
    ]
    # Material's notice about MkDocs 2, which this project does not use, would bury the address.
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    try:
        raise click.exceptions.Exit(
            subprocess.run(command, cwd=root, env=environment, check=False).returncode
        )
    except KeyboardInterrupt:
        remark("Stopped.")
