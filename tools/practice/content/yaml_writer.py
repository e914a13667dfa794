"""Write YAML for programs of others: block style, texts in double quotes, so that no reader takes a
word for something else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Shared:
    """A part that stands in several places: written once, where `first` is set, and named after
    that.
    """

    name: str
    node: Node
    first: bool


Node = str | int | bool | Shared | Mapping[str, "Node"] | Sequence["Node"]


def yaml_text(node: Mapping[str, Node], remark: str) -> str:
    """Return `node` as a YAML file that begins with `remark`; keys keep their order."""
    head = [f"# {line}".rstrip() for line in remark.splitlines()]
    return "\n".join([*head, *_lines(node)]) + "\n"


def _lines(node: Node) -> Iterator[str]:
    if isinstance(node, Shared):
        yield from _lines(node.node)
    elif isinstance(node, Mapping) and node:
        for key, value in node.items():
            inner = list(_lines(value))
            if isinstance(value, Shared):
                yield f"{key}: {'&' if value.first else '*'}{value.name}"
                if value.first:
                    yield from (f"  {line}" for line in inner)
            elif _plain(value):
                yield f"{key}: {inner[0]}"
            else:
                yield f"{key}:"
                yield from (f"  {line}" for line in inner)
    elif isinstance(node, str | int) or not node:
        yield json.dumps(node, ensure_ascii=False)
    else:
        for item in node:
            first, *rest = _lines(item)
            yield f"- {first}"
            yield from (f"  {line}" for line in rest)


def _plain(node: Node) -> bool:
    return isinstance(node, str | int) or not node
