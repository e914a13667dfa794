"""practice themes, communities, topics, settings, trusts: the words of the network, with counts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

import click

from practice.cli.shared import plain_errors, remark, root_of


class _Row(NamedTuple):
    depth: int
    id: str
    label: str
    studies: int
    definition: str


def _rows(ctx: click.Context, facet: str, name: str) -> Iterator[_Row]:
    from practice.content.vocabulary_files import read_vocabularies
    from practice.lookup.lookup import open_lookup

    root = root_of(ctx)
    with plain_errors(), open_lookup(root, remark) as lookup:
        answer = lookup.search("", {}, (facet,), limit=0)
        words, _ = read_vocabularies(root)
    counts = {count.value: count.count for count in answer.facets[facet]}
    if facet == "trust":
        found = (entry for entry in words.organisations if counts.get(entry.id))
        for entry in sorted(found, key=lambda entry: (-counts[entry.id], entry.name)):
            yield _Row(0, entry.id, entry.name, counts[entry.id], entry.kind)
    else:
        for depth, term in words[name].tree():
            yield _Row(depth, term.id, term.label, counts.get(term.id, 0), term.definition)


def _command(facet: str, name: str, help_text: str) -> click.Command:
    @click.command(
        name,
        help=(
            f"{help_text}\n\nA broader term counts everything under it.\n\nExample: practice {name}"
            " --format json"
        ),
    )
    @click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        help="How to print the list.",
    )
    @click.pass_context
    def command(ctx: click.Context, form: str) -> None:
        rows = list(_rows(ctx, facet, name))
        if form == "json":
            data = [
                {"id": row.id, "label": row.label, "depth": row.depth, "count": row.studies}
                for row in rows
            ]
            click.echo(json.dumps({"version": 1, name: data}, ensure_ascii=False, indent=2))
            return
        width = max((2 * row.depth + len(row.label) for row in rows), default=0)
        for row in rows:
            label = "  " * row.depth + row.label
            click.echo(f"{row.studies:>4}  {label:<{width}}  {row.id}")

    return command


themes = _command("theme", "themes", "List the themes with the number of case studies under each.")
communities = _command(
    "community", "communities", "List the communities with the number of case studies under each."
)
topics = _command("topic", "topics", "List the topics with the number of case studies under each.")
settings = _command(
    "setting", "settings", "List the settings with the number of case studies under each."
)
trusts = _command(
    "trust", "trusts", "List the trusts that case studies are found under, with the number of each."
)
