"""practice explain: the page of a check, in the terminal."""

from __future__ import annotations

import click

from practice.cli.shared import CannotDo


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from practice.checking.registry import RULES

    return [word for rule in RULES for word in (rule.code, rule.name) if word.startswith(incomplete)]


@click.command()
@click.argument("code", shell_complete=_complete)
def explain(code: str) -> None:
    """Explain a check: what it means, and a wrong and a right example.

    CODE is the code or the name that 'practice check' prints.

    Example: practice explain CS101
    """
    from practice.checking.explaining import UnknownCheck
    from practice.checking.explaining import explain as text_of

    try:
        click.echo(text_of(code), nl=False)
    except UnknownCheck as error:
        raise CannotDo(str(error)) from None
