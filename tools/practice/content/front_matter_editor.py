"""Change one place of a file's front matter or YAML list, and keep every other line and comment.

Whatever changes a file that somebody wrote does it here: `practice check --fix`, the corrections
and adoptions from issue forms, and, by pieces, the form in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from practice.content.draft import Entry, Scalar
from practice.content.draft import Sequence as ListValue
from practice.content.markdown import read_body
from practice.content.yaml_nodes import nodes_of
from practice.model.diagnostics import Place
from practice.privacy.suppressions import read_exemptions

Answer = Any
"""What a field says: words, a list or a mapping of these."""

_OPENING = re.compile(r"-{3,}[ \t]*\r?$", re.MULTILINE)
_CLOSING = re.compile(rf"^{_OPENING.pattern}", re.MULTILINE)
_LINE_END = re.compile(r"\r\n?|\n")
_HASH = re.compile(r"(?<!\S)#(?=([^\r\n]*))")
_INDENTED_COMMENT = re.compile(r"(?:[ \t]*\r?\n)*[ \t]+#[^\n]*(?:\n|\Z)")
_COMMA = re.compile(r"[ \t]*,[ \t]*")
_DASH = re.compile(r"[ \t]*-[ \t]+")


class CannotEdit(Exception):
    """What is to change depends on other places, or has a comment that would go with it."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put `text` in place of the letters from `start` up to `end`."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with these changes; of two that overlap the first counts."""
    accepted: list[Edit] = []
    for edit in sorted(set(edits)):
        if not accepted or edit.start >= accepted[-1].end:
            accepted.append(edit)
    for edit in reversed(accepted):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


@dataclass(frozen=True, slots=True)
class _Field:
    """Where a field at the top stands: from the end of the one above, its name, the end of its
    value's last line, and the end of the indented comments below that; `is_bare` when no comment
    stands within the value.
    """

    name: str
    start: int
    key: int
    value_end: int
    end: int
    comments: tuple[str, ...]
    is_bare: bool
    node: yaml.Node


class FrontMatterEditor:
    """The values of one file by where they stand; each method returns an edit or a new text.

    Args:
        text: a case study, or a list of adoptions, with whatever ends of lines it has.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.line_end = "\r\n" if "\r\n" in text else "\n"
        start = 1 if text.startswith("\ufeff") else 0
        self._lines = [start, *(match.end() for match in _LINE_END.finditer(text))]
        opening = _OPENING.match(text, start)
        closing = _CLOSING.search(text, opening.end()) if opening else None
        self._start, self._end = (
            (text.find("\n", start) + 1, closing.start()) if closing else (start, len(text))
        )

    def offset(self, place: Place) -> int:
        """Return where a place is in the text; beyond the last line, the end."""
        known = place.line <= len(self._lines)
        return self._lines[place.line - 1] + place.column - 1 if known else len(self.text)

    def replace(self, value: Scalar, written: str) -> Edit | None:
        """Return the edit that puts `written`, as YAML has it, in place of a plain value; None
        where that stands on several lines or has an anchor or a tag.
        """
        span = self._span(value.place, value.text)
        return Edit(*span, written) if span else None

    def rename(self, entry: Entry, name: str) -> Edit | None:
        """Return the edit that gives a field another name; None where that is written strangely."""
        span = self._span(entry.place, entry.key)
        return Edit(*span, name) if span else None

    def remove_item(self, items: ListValue, number: int) -> Edit | None:
        """Return the edit that takes a plain word out of a list, with the comma before it or its
        line; None where a comment may be about this very word.
        """
        span, before = (
            self._span(item.place, item.text) if isinstance(item, Scalar) else None
            for item in (items.items[number], items.items[max(number - 1, 0)])
        )
        if not span:
            return None
        start, end = span
        if number and before and _COMMA.fullmatch(self.text, before[1], start):
            return Edit(before[1], end, "")
        line = self.text.rfind("\n", 0, start) + 1
        after = self.text.find("\n", end) + 1
        above = self.text[:line].rstrip("\r\n").rpartition("\n")[2].lstrip()
        alone = _DASH.fullmatch(self.text, line, start) and not self.text[end:after].strip()
        return Edit(line, after, "") if alone and after and not above.startswith("#") else None

    def set_field(self, name: str, written: str, order: Sequence[str] = ()) -> str:
        """Return the text with the field `name` saying `written`, on one line.

        Args:
            name: a field at the top; when it is not there, it comes after the last of those that
                stand before it in `order`.
            written: its value as YAML has it.
            order: the names of all fields.

        Raises:
            CannotEdit: the fields depend on one another, or a comment stands within the value.
        """
        fields = self._fields_once()
        line = f"{name}: {written}"
        if name in fields:
            return self._with_lines(fields[name], line)
        earlier = order[: order.index(name)] if name in order else tuple(fields)
        ends = [field.end for field in fields.values() if field.name in earlier]
        return apply(
            self.text, [Edit(*2 * (max(ends, default=self._start),), line + self.line_end)]
        )

    def remove_field(self, name: str) -> str:
        """Return the text without the field `name`; the comments above it stay.

        Raises:
            CannotEdit: as of `set_field`; also when it is not there.
        """
        fields = self._fields_once()
        if name not in fields:
            raise CannotEdit(f"there is no field '{name}'")
        return self._with_lines(fields[name], "")

    def reorder_fields(self, order: Callable[[list[str]], list[str]]) -> str:
        """Return the text with its fields in another order, each with the comments above it.

        Raises:
            CannotEdit: the fields depend on one another, or one is there twice.
        """
        fields = self._fields_once()
        names = order(list(fields))
        if names == list(fields):
            return self.text
        blocks = [self.text[fields[name].start : fields[name].end] for name in names]
        end = max(field.end for field in fields.values())
        return self.text[: self._start] + "".join(blocks) + self.text[end:]

    def append_record(self, values: Mapping[str, str]) -> str:
        """Return the text with one more mapping at the end of its list.

        Args:
            values: the fields of the mapping and their values as YAML has them.

        Raises:
            CannotEdit: the file holds something else than a list of lines.
        """
        root = self._root
        if root is not None and (not isinstance(root, yaml.SequenceNode) or root.flow_style):
            raise CannotEdit("the file is no list with an item on each line")
        indent = " " * root.start_mark.column if root else ""
        lines = (
            f"{indent}{'  ' if number else '- '}{name}: {value}{self.line_end}"
            for number, (name, value) in enumerate(values.items())
        )
        whole = not self.text[self._start :] or self.text.endswith("\n")
        return self.text + ("" if whole else self.line_end) + "".join(lines)

    @cached_property
    def fields(self) -> tuple[_Field, ...]:
        """The fields at the top, in the order written; none where they cannot be told apart."""
        front = self.text[self._start : self._end]
        root = self._root
        if not isinstance(root, yaml.MappingNode) or root.flow_style:
            return ()
        every = [id(leaf) for _, value in root.value for leaf in _leaves(value)]
        if len(set(every)) < len(every):  # one that repeats another is the same node
            return ()
        fields: list[_Field] = []
        done = 0
        for key, value in root.value:
            leaves = list(_leaves(value))
            last = max((_end(leaf, front) for leaf in leaves), default=0)
            following = front.find("\n", max(last, key.end_mark.index) - 1) + 1 or len(front)
            start = front.rfind("\n", 0, key.start_mark.index) + 1
            if key.start_mark.column or start < done:
                return ()
            end = following
            while below := _INDENTED_COMMENT.match(front, end):
                end = below.end()
            comments = list(_comments(front, key.end_mark.index, end, leaves))
            shift = self._start
            bare = all(start >= following for start, _ in comments)
            words = tuple(comment for _, comment in comments)
            places = (shift + done, shift + start, shift + following, shift + end)
            fields.append(_Field(key.value, *places, words, bare, value))
            done = end
        return tuple(fields)

    @cached_property
    def _root(self) -> yaml.Node | None:
        try:
            return nodes_of(self.text[self._start : self._end])
        except (yaml.YAMLError, RecursionError):
            return None

    @cached_property
    def _scalars(self) -> dict[int, yaml.ScalarNode]:
        scalars: dict[int, yaml.ScalarNode] = {}
        seen: set[int] = set()
        pending = [self._root] if self._root else []
        while pending:
            node = pending.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, yaml.ScalarNode):
                scalars[self._start + node.start_mark.index] = node
            elif isinstance(node, yaml.MappingNode):
                pending += [part for pair in node.value for part in pair]
            else:
                pending += node.value
        return scalars

    def _span(self, place: Place, text: str) -> tuple[int, int] | None:
        """Return where a value of one line stands, quotes and all."""
        start = self.offset(place)
        node = self._scalars.get(start)
        if node is None or node.value != text or node.style not in (None, "", "'", '"'):
            return None
        end = self._start + node.end_mark.index
        written = self.text[start:end]
        return None if not written or "\n" in written or written[0] in "&!" else (start, end)

    def _fields_once(self) -> dict[str, _Field]:
        fields = {field.name: field for field in self.fields}
        if not fields or len(fields) < len(self.fields):
            raise CannotEdit("the fields cannot be told apart")
        return fields

    def _with_lines(self, field: _Field, line: str) -> str:
        if not field.is_bare:
            raise CannotEdit(f"there is a comment within '{field.name}'")
        return apply(
            self.text,
            [Edit(field.key, field.value_end, f"{line}{self.line_end}" if line else "")],
        )


@dataclass(frozen=True, slots=True)
class FieldPiece:
    """The lines of one field: from the end of the field above, so with the comments above it, to
    its own end.

    `above` are the lines before its name, `remarks` the comments after it; neither has the
    `exceptions` from checks, which hold for one line and not for a field.
    """

    name: str
    text: str
    answer: Answer
    above: tuple[str, ...]
    remarks: tuple[str, ...]
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionPiece:
    """The lines of one section, to the next; `head` is its heading as the author set it."""

    heading: str
    head: str
    text: str

    @property
    def markdown(self) -> str:
        """What stands below the heading."""
        return self.text.removeprefix(self.head).strip("\n")


@dataclass(frozen=True, slots=True)
class Pieces:
    """A whole file: a line of `---`, then the texts of all pieces. `between` is what stands around
    the second `---`.
    """

    fields: tuple[FieldPiece, ...]
    between: str
    sections: tuple[SectionPiece, ...]


def cut(text: str) -> Pieces | None:
    """Return the pieces of a case study's file in which nothing is wrong: with them a browser makes
    the edits of this module.

    None where pieces depend on one another (a value that repeats another by `&` and `*`), or the
    fields do not stand one below the other: such a file cannot be changed in one place alone.
    """
    editor = FrontMatterEditor(text)
    lines = text.split("\n")
    end = next(
        (number for number, line in enumerate(lines) if number and line.rstrip() == "---"), 0
    )
    if lines[0] != "---" or not end or not editor.fields:
        return None
    body = read_body("\n".join(lines[end + 1 :]), "", end + 2)
    starts = [editor.offset(Place("", section.place.line)) for section in body.sections]
    sections = []
    for section, start, following in zip(
        body.sections, starts, [*starts, len(text)][1:], strict=True
    ):
        piece = text[start:following]
        head = piece.split("\n")[: 1 if piece.lstrip().startswith("#") else 2]
        sections.append(SectionPiece(section.heading, "\n".join(head), piece))
    between = text[editor.fields[-1].end : starts[0] if starts else len(text)]
    return Pieces(tuple(_piece(text, field) for field in editor.fields), between, tuple(sections))


def _piece(text: str, field: _Field) -> FieldPiece:
    above = text[field.start : field.key].split("\n")[:-1]
    return FieldPiece(
        field.name,
        text[field.start : field.end],
        _answer(field.node),
        tuple(line for line in above if not _is_exception(line)),
        tuple(comment for comment in field.comments if not _is_exception(comment)),
        tuple(line for line in (*above, *field.comments) if _is_exception(line)),
    )


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


def _comments(
    front: str, start: int, end: int, leaves: list[yaml.Node]
) -> Iterator[tuple[int, str]]:
    """Yield where each comment begins, and its words."""
    done = start
    for sign in _HASH.finditer(front, start, end):
        if sign.start() >= done and not _within(sign.start(), leaves, front):
            done = sign.end(1)
            yield sign.start(), front[sign.start() : done]


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
