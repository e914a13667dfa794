"""practice list: the words of the network, with the number of case studies under each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

import click

from practice.cli.shared import plain_errors, remark, root_of
from practice.model.facets import LISTED, TRUSTS, VOCABULARY_FACETS, Facet

_FACETS = {facet.plural: facet for facet in LISTED}
_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to print the list.",
)


class _Row(NamedTuple):
    id: str
    label: str
    depth: int
    studies: int


@click.command("list")
@click.argument("kind", metavar="KIND", type=click.Choice(list(_FACETS)))
@_FORMAT
@click.pass_context
def list_(ctx: click.Context, kind: str, form: str) -> None:
    """List terms, trusts or steps, with the number of case studies under each.

    KIND is themes, communities, topics, settings, trusts, outcomes, evidence or stages. A broader
    term counts everything under it. Of trusts, those that case studies are found under are listed.

    Example: practice list themes --format json
    """
    rows = list(_rows(ctx, _FACETS[kind]))
    if form == "json":
        keys = ("id", "label", "depth", "count")
        data = {"version": 1, kind: [dict(zip(keys, row, strict=True)) for row in rows]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    width = max((2 * row.depth + len(row.label) for row in rows), default=0)
    for row in rows:
        label = "  " * row.depth + row.label
        click.echo(f"{row.studies:>4}  {label:<{width}}  {row.id}")


def old_command(kind: str) -> click.Command:
    """Return the command that `practice list KIND` was until now; it goes with the next release."""

    @click.command(kind, hidden=True, help=f"The old name of 'practice list {kind}'.")
    @_FORMAT
    @click.pass_context
    def command(ctx: click.Context, form: str) -> None:
        remark(f"'practice {kind}' is now: practice list {kind}")
        ctx.invoke(list_, kind=kind, form=form)

    return command


def _rows(ctx: click.Context, facet: Facet) -> Iterator[_Row]:
    from practice.content.vocabulary_files import read_vocabularies
    from practice.lookup.lookup import open_lookup

    root = root_of(ctx)
    with plain_errors(), open_lookup(root, remark) as lookup:
        answer = lookup.search("", {}, (facet.name,), limit=0)
        words, _ = read_vocabularies(root)
    counts = {count.value: count.count for count in answer.facets[facet.name]}
    if facet in VOCABULARY_FACETS:
        for depth, term in words[facet.plural].tree():
            yield _Row(term.id, term.label, depth, counts.get(term.id, 0))
    elif facet is TRUSTS:
        found = (entry for entry in words.organisations if counts.get(entry.id))
        for entry in sorted(found, key=lambda entry: (-counts[entry.id], entry.name)):
            yield _Row(entry.id, entry.name, 0, counts[entry.id])
    else:
        for choice in facet.choices:
            yield _Row(choice.value, choice.label, 0, counts.get(choice.value, 0))
