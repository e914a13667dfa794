"""practice explain: the page of a check, in the terminal."""

from __future__ import annotations

import click

from practice.cli.shared import CannotDo


def complete_check(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the codes and names that begin like what was typed, for the shell."""
    from practice.checks.registry import CHECKS

    return [
        word for check in CHECKS for word in (check.code, check.name) if word.startswith(incomplete)
    ]


@click.command()
@click.argument("code", required=False, shell_complete=complete_check)
def explain(code: str | None) -> None:
    """Explain a check: what it means, and a wrong and a right example.

    CODE is the code or the name that 'practice check' prints. Without it, all checks are listed.

    Example: practice explain CS101
    """
    from practice.checks.explain import UnknownCheck
    from practice.checks.explain import explain as text_of
    from practice.checks.registry import CHECKS

    if code is None:
        width = max(len(check.name) for check in CHECKS)
        click.echo(
            "".join(f"{check.code} {check.name:{width}} {check.demand}\n" for check in CHECKS),
            nl=False,
        )
        return
    try:
        click.echo(text_of(code), nl=False)
    except UnknownCheck as error:
        raise CannotDo(str(error)) from None
