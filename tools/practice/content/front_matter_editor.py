"""Change one place of a file's front matter or YAML list, and keep every other line and comment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from practice.content.draft import Scalar
from practice.content.markdown import read_body
from practice.content.yaml_nodes import nodes_of, read_yaml
from practice.privacy.suppressions import read_exemptions

_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\n]|'')*'")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put `text` in place of the letters from `start` up to `end`."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with these changes; of two that overlap the first counts."""
    kept: list[Edit] = []
    for edit in sorted(set(edits)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    for edit in reversed(kept):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


class Source:
    """A text by lines and columns, both from 1, as places count them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def offset(self, line: int, column: int = 1) -> int:
        """Return where a place is in the text; beyond the last line, the end."""
        return self._starts[line - 1] + column - 1 if line <= len(self._starts) else len(self.text)

    def span(self, scalar: Scalar) -> tuple[int, int] | None:
        """Return where a plain value stands, quotes and all; None where it is written over several
        lines or in another way.
        """
        start = self.offset(scalar.place.line, scalar.place.column)
        if quoted := _QUOTED.match(self.text, start):
            read, problems = read_yaml(quoted[0], "")
            same = not problems and isinstance(read, Scalar) and read.text == scalar.text
            return quoted.span() if same else None
        plain = (
            bool(scalar.text)
            and "\n" not in scalar.text
            and self.text.startswith(scalar.text, start)
        )
        return (start, start + len(scalar.text)) if plain else None


Answer = Any
"""What a field says: words, a list or a mapping of these."""

_COMMENT = re.compile(r"(?<!\S)#[^\n]*")


@dataclass(frozen=True, slots=True)
class FieldPiece:
    """The lines of one field: from the end of the field above, so with the remarks above it, to its
    own end.

    `above` are the lines before its name, `remarks` the comments after it; neither has the
    exceptions from checks, which hold for one line and not for a field.
    """

    name: str
    text: str
    answer: Answer
    above: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionPiece:
    """The lines of one section, to the next; `head` is its heading as the author set it."""

    heading: str
    head: str
    text: str


@dataclass(frozen=True, slots=True)
class Pieces:
    """A whole file: a line of `---`, then the texts of all pieces. `between` is what stands around
    the second `---`.
    """

    fields: tuple[FieldPiece, ...]
    between: str
    sections: tuple[SectionPiece, ...]


def cut(text: str) -> Pieces | None:
    """Return the pieces of a case study's file in which nothing is wrong.

    None where pieces depend on one another (a value that repeats another by `&` and `*`), or the
    fields do not stand one below the other: such a file cannot be changed in one place alone.
    """
    lines = text.split("\n")
    end = next(
        (number for number, line in enumerate(lines) if number and line.rstrip() == "---"), 0
    )
    if lines[0] != "---" or not end:
        return None
    front = "".join(f"{line}\n" for line in lines[1:end])
    body = read_body("\n".join(lines[end + 1 :]), "", end + 2)
    starts = [section.place.line - 1 for section in body.sections]
    fields, rest = _fields(front)
    if not fields:
        return None
    between = "\n".join(
        [*rest.split("\n")[:-1], *lines[end : starts[0] if starts else len(lines)]]
    ) + ("\n" if starts else "")
    sections = []
    for section, start, following in zip(
        body.sections, starts, [*starts, len(lines)][1:], strict=True
    ):
        told = "\n".join(lines[start:following]) + ("\n" if following < len(lines) else "")
        head = "\n".join(lines[start : start + (1 if lines[start].lstrip().startswith("#") else 2)])
        sections.append(SectionPiece(section.heading, head, told))
    return Pieces(tuple(fields), between, tuple(sections))


def _fields(front: str) -> tuple[list[FieldPiece], str]:
    """Return the piece of each field, and what follows the last; nothing where they cannot be told
    apart.
    """
    node = nodes_of(front)
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        return [], front
    every = [id(leaf) for _, value in node.value for leaf in _leaves(value)]
    if len(set(every)) < len(every):  # one that repeats another is the same node
        return [], front
    found, done = [], 0
    for key, value in node.value:
        leaves = list(_leaves(value))
        last = max((_end(leaf, front) for leaf in leaves), default=0)
        following = front.find("\n", max(last, key.end_mark.index) - 1) + 1 or len(front)
        start = front.rfind("\n", 0, key.start_mark.index) + 1
        if key.start_mark.column or start < done:
            return [], front
        inside = [
            found
            for found in _COMMENT.finditer(front, key.end_mark.index, following)
            if not _within(found.start(), leaves, front)
        ]
        above = front[done:start].split("\n")[:-1]
        kept = tuple(line for line in above if not _is_exception(line))
        remarks = tuple(one[0] for one in inside if not _is_exception(one[0]))
        found.append(FieldPiece(key.value, front[done:following], _answer(value), kept, remarks))
        done = following
    return found, front[done:]


def _leaves(node: yaml.Node) -> Iterator[yaml.Node]:
    """Yield the values that hold no others, and lists and mappings in brackets, whose own end
    counts too.
    """
    if isinstance(node, yaml.ScalarNode) or (
        isinstance(node, yaml.CollectionNode) and node.flow_style
    ):
        yield node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key
            yield from _leaves(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _leaves(item)


def _end(leaf: yaml.Node, front: str) -> int:
    # The text of a block ends where the next thing begins: the empty lines between belong to
    # neither.
    return len(front[: leaf.end_mark.index].rstrip())


def _within(index: int, leaves: list[yaml.Node], front: str) -> bool:
    """Whether something stands inside a plain value, where a hash is no comment."""
    for leaf in leaves:
        if isinstance(leaf, yaml.ScalarNode):
            start = leaf.start_mark.index
            if leaf.style in ("|", ">"):  # beside the sign for a block there may be a comment
                start = front.find("\n", start)
            if start <= index < leaf.end_mark.index:
                return True
    return False


def _is_exception(line: str) -> bool:
    return bool(read_exemptions(line, markdown=False))


def _answer(node: yaml.Node) -> Answer:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _answer(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_answer(item) for item in node.value]
    return " ".join(node.value.split())
