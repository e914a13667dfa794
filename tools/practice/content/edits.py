"""Changes to a text by place: what stands where, and what is to stand there instead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from practice.content.draft import Scalar
from practice.content.yaml_nodes import read_yaml

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
