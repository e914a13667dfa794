"""practice completion: what to put into a shell's start-up file."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the lines that make your shell complete commands, facets and terms.

    Example: eval "$(practice completion bash)"
    """
    from practice.cli.main import cli

    chosen = get_completion_class(shell)
    assert chosen is not None  # the three names above are the ones click knows
    click.echo(chosen(cli, {}, "practice", "_PRACTICE_COMPLETE").source())
