"""Write YAML: values of a case study as people like to read them, and whole files for programs of
others with every text in double quotes, so that no reader takes a word for something else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from practice.model.schema import Field

# Words that YAML takes for something else than words, and a space at the end.
_NOT_SPECIAL = "(?!(?:true|false|yes|no|on|off|null|y|n|nan)$)(?!.* $)"
# A word first, or a figure followed by a word, which no YAML reader takes for a number or a date.
PLAIN = rf"{_NOT_SPECIAL}(?:[a-z]|[0-9][a-z0-9_.,-]* [a-z])[a-z0-9_ .,'’()/+&%–-]*"
PLAIN_FIGURE = rf"{_NOT_SPECIAL}[0-9a-z][0-9a-z .,%-]*"
"""What stands without quotes, in a text and in a date or figure: the form in the browser reads the
same expressions. All else is written as JSON, which is YAML.
"""


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
        yield in_quotes(node)
    else:
        for item in node:
            first, *rest = _lines(item)
            yield f"- {first}"
            yield from (f"  {line}" for line in rest)


def _plain(node: Node) -> bool:
    return isinstance(node, str | int) or not node


def scalar(text: str, field: Field | None) -> str:
    """Return one value of `field` (None: of no field that we know) as it is written in a file: in
    quotes where YAML needs them.
    """
    plain = PLAIN_FIGURE if field and field.kind in ("date", "figure") else PLAIN
    return text if re.fullmatch(plain, text, re.ASCII | re.IGNORECASE) else in_quotes(text)


def in_quotes(value: object) -> str:
    """Return a value on one line with every text in double quotes: JSON is YAML."""
    return json.dumps(value, ensure_ascii=False)
