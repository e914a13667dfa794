"""practice search: words and facets in, case studies and counts out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

import click

from practice.cli.shared import plain_errors, remark, remark_left_out, root_of, wants_colour
from practice.model.facets import FACETS

if TYPE_CHECKING:
    from practice.search import Sort

FORMATS = ("text", "json", "jsonl", "csv", "paths")
SHOWN_BY_DEFAULT = "theme,community,topic,outcome,evidence"
SHOWN_TO_PEOPLE = 10
_LEFT_OUT = re.compile(r"-[^\W\d_].+", re.DOTALL)


class _Limit(click.ParamType[int | str]):
    # A number, or "all", which is None in what follows.
    name = "N|all"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "all" or isinstance(value, int):
            return value
        if not str(value).isdecimal():
            self.fail(f"'{value}' is neither a number nor 'all'.", param, ctx)
        return int(value)


class _WithWordsLeftOut(click.Command):
    # To a parser of options, -children is many of them in one.
    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        end = args.index("--") if "--" in args else len(args)
        words = [word for word in args[:end] if _LEFT_OUT.fullmatch(word)]
        rest = [word for word in args[:end] if word not in words]
        return super().parse_args(ctx, [*rest, "--", *words, *args[end + 1 :]])


def _completer(facet: str) -> Callable[[click.Context, click.Parameter, str], list[Any]]:
    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        from practice.lookup.lookup import open_lookup

        with open_lookup(root_of(ctx), lambda _: None) as lookup:
            labels = lookup.facets[facet]
        return [
            CompletionItem(value, help=label)
            for value, label in labels.items()
            if value.startswith(incomplete.casefold())
        ]

    return complete


def _facet_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for facet in reversed(FACETS):
        option = click.option(
            f"--{facet.name}",
            facet.name,
            multiple=True,
            help=facet.help,
            shell_complete=_completer(facet.name),
        )
        command = option(command)
    return command


@click.command(cls=_WithWordsLeftOut)
@click.argument("words", nargs=-1)
@_facet_options
@click.option(
    "--since", default="", metavar="DATE", help="Begun in or after: 2005, 2005-07 or 2005-07-10."
)
@click.option("--until", default="", metavar="DATE", help="Begun in or before.")
@click.option(
    "--facets",
    default=None,
    metavar="NAMES",
    help=f"Facets to count: names with commas, 'all' or 'none'. [default: {SHOWN_BY_DEFAULT}]",
)
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date", "title"]),
    default="relevance",
    show_default=True,
    help="Date: the newest first.",
)
@click.option(
    "--limit",
    type=_Limit(),
    metavar="N|all",
    help=f"How many to show.  [default: {SHOWN_TO_PEOPLE} as text, all in the other forms]",
)
@click.option("--any", "some", is_flag=True, help="Also what has only some of the words, last.")
@click.option("--offset", type=click.IntRange(0), default=0, help="How many to pass over first.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="How to print the results."
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 when nothing is found, too.")
@click.pass_context
def search(
    ctx: click.Context,
    /,
    words: tuple[str, ...],
    since: str,
    until: str,
    facets: str | None,
    sort: Sort,
    limit: int | Literal["all"] | None,
    some: bool,
    offset: int,
    form: str,
    exit_zero: bool,
    **chosen: tuple[str, ...],
) -> None:
    """Search the case studies by words and by facet.

    WORDS may be left out. Found is what has both of two words, two of three, three of more; --any
    shows the rest too. "In quotes" is a phrase, title:word looks in titles only, interp* stands
    for every word that begins so, and -word leaves out. Several values of one facet widen,
    different facets narrow. Exit code 0: something was found; 1: nothing; 2: it went wrong.

    \b
    Examples:
      practice search interpreting --theme commissioning
      practice search --community bangladeshi --outcome worked --format csv
    """
    from practice.cli import results
    from practice.lookup.lookup import open_lookup

    root = root_of(ctx)
    shown = SHOWN_TO_PEOPLE if limit is None and form == "text" else limit
    most = None if shown == "all" else shown
    with plain_errors(), open_lookup(root, remark) as lookup:
        selection = {
            facet.name: tuple(lookup.resolve(facet.name, text) for text in chosen[facet.name])
            for facet in FACETS
            if chosen[facet.name]
        }
        if since or until:
            # A range nobody's date falls into finds nothing; an empty choice would find everything.
            selection["started"] = lookup.dates(since, until) or ("none",)
        counted = _facets_to_count(facets, form)
        answer = lookup.search(" ".join(words), selection, counted, sort, most, offset, some=some)
    found = results.Found(
        lookup, " ".join(words), selection, since, until, sort, most, offset, answer
    )
    remark_left_out(lookup.left_out)
    click.echo(results.RENDERERS[form](found, wants_colour()), nl=False)
    for line in results.remarks(found):
        remark(line)
    raise click.exceptions.Exit(0 if answer.total or exit_zero else 1)


def _facets_to_count(names: str | None, form: str) -> tuple[str, ...]:
    known = (*(facet.name for facet in FACETS), "year")
    if names is None:
        return known if form == "json" else tuple(SHOWN_BY_DEFAULT.split(","))
    if names in ("all", "none"):
        return known if names == "all" else ()
    asked = tuple(name.strip() for name in names.split(",") if name.strip())
    for name in asked:
        if name not in known:
            from practice.model.diagnostics import did_you_mean

            raise click.BadParameter(
                f"'{name}' is not a facet."
                f" {did_you_mean(name, known) or 'The facets are ' + ', '.join(known) + '.'}",
                param_hint="--facets",
            )
    return asked
