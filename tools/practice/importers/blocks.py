"""The paragraphs, lists and tables of Pandoc's tree as the Markdown that case studies are written
in.
"""

from __future__ import annotations

import re
from typing import Any

from practice.importers.inlines import Heard, escape, markdown, paragraph
from practice.importers.nodes import Node, lines_of, rows_of

MAX_DEPTH = 12
"""Lists inside lists deeper than this become lines of text: the site shows no more."""


def to_markdown(blocks: list[Node], heard: Heard, depth: int = 0) -> str:
    """Return `blocks` as Markdown; headings among them become bold lines, since only the sections
    have headings of their own.

    `heard` takes in what is not part of the words: comments, pictures, notes.
    """
    found: list[str] = []
    before = ""
    odd = False
    for block in blocks:
        kind = block["t"]
        # Two lists in a row would be read as one, with the numbers of the second going on from the
        # first.
        odd = not odd if kind == before and kind.endswith("List") else False
        text = _block(block, heard, depth, odd)
        if text:
            found.append(text)
            before = kind
    return "\n\n".join(found)


def _block(block: Node, heard: Heard, depth: int, odd: bool) -> str:
    kind = block["t"]
    content: Any = block.get("c")
    if depth > MAX_DEPTH:
        return "\n\n".join(escape(line) for line in lines_of([block]))
    match kind:
        case "Para" | "Plain":
            return paragraph(content, heard)
        case "Header":
            words = markdown(content[2], heard, marks=False).replace("\n", " ").strip()
            return f"**{words}**" if words else ""
        case "LineBlock":
            return "\\\n".join(paragraph(line, heard) for line in content if line)
        case "CodeBlock":
            return _fenced(str(content[1]))
        case "RawBlock":
            return "\n\n".join(
                escape(line.strip()) for line in str(content[1]).split("\n") if line.strip()
            )
        case "BlockQuote":
            return _prefixed(to_markdown(content, heard, depth + 1), "> ", "> ")
        case "BulletList":
            marker = "* " if odd else "- "
            return _list([(marker, item) for item in content], heard, depth)
        case "OrderedList":
            start = min(max(int(content[0][0]), 0), 99_999_999)
            end = ")" if odd else "."
            return _list(
                [(f"{start + number}{end} ", item) for number, item in enumerate(content[1])],
                heard,
                depth,
            )
        case "DefinitionList":
            return "\n\n".join(
                _definition(term, meanings, heard, depth) for term, meanings in content
            )
        case "Div":
            return to_markdown(content[1], heard, depth + 1)
        case "Figure":
            parts = (
                to_markdown(content[2], heard, depth + 1),
                to_markdown(content[1][1], heard, depth + 1),
            )
            return "\n\n".join(part for part in parts if part)
        case "Table":
            return _table(block, heard, depth)
    return ""


def _prefixed(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return (
        "\n".join(
            (first if number == 0 else rest if line or rest.strip() else "") + line
            for number, line in enumerate(lines)
        )
        if text
        else ""
    )


def _list(items: list[tuple[str, list[Node]]], heard: Heard, depth: int) -> str:
    tight = all(
        len(item) <= 1 or (item[0]["t"] in ("Para", "Plain") and _only_lists(item[1:]))
        for _, item in items
    )
    written = []
    for marker, item in items:
        text = to_markdown(item, heard, depth + 1)
        if tight:
            text = text.replace("\n\n", "\n")
        if text:
            written.append(_prefixed(text, marker, " " * len(marker)))
    return ("\n" if tight else "\n\n").join(written)


def _only_lists(blocks: list[Node]) -> bool:
    return (
        len(blocks) == 1
        and blocks[0]["t"] in ("BulletList", "OrderedList")
        and _only_short(blocks[0])
    )


def _only_short(block: Node) -> bool:
    items = block["c"] if block["t"] == "BulletList" else block["c"][1]
    return all(
        len(item) <= 1 and all(inner["t"] in ("Para", "Plain") for inner in item) for item in items
    )


def _definition(term: list[Node], meanings: list[list[Node]], heard: Heard, depth: int) -> str:
    words = markdown(term, heard, marks=False).replace("\n", " ").strip()
    parts = [
        f"**{words}**" if words else "",
        *(to_markdown(meaning, heard, depth + 1) for meaning in meanings),
    ]
    return "\n\n".join(part for part in parts if part)


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text.strip(chr(10))}\n{fence}" if text.strip() else ""


def _table(table: Node, heard: Heard, depth: int) -> str:
    caption = to_markdown(table["c"][1][1], heard, depth + 1)
    rows = [row for row in rows_of(table) if any(row)]
    if all(len(row) == 1 for row in rows):
        # A frame around some text, not a table.
        text = to_markdown([block for row in rows for block in row[0]], heard, depth + 1)
        return "\n\n".join(part for part in (caption, text) if part)
    lines = ["| " + " | ".join(_cell(cell, heard) for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n\n".join(part for part in (caption, "\n".join(lines)) if part)


def _cell(blocks: list[Node], heard: Heard) -> str:
    return " ".join(text for block in blocks for text in _one_line(block, heard))


def _one_line(block: Node, heard: Heard) -> list[str]:
    kind = block["t"]
    content: Any = block.get("c")
    match kind:
        case "Para" | "Plain":
            return [" ".join(markdown(content, heard).split())]
        case "BulletList" | "OrderedList":
            items = content if kind == "BulletList" else content[1]
            return ["; ".join(_cell(item, heard) for item in items)]
        case "Div":
            return [_cell(content[1], heard)]
        case "BlockQuote":
            return [_cell(content, heard)]
        case "Figure":
            return [_cell(content[2], heard), _cell(content[1][1], heard)]
        case "Table":
            return [_cell(cell, heard) for row in rows_of(block) for cell in row if cell]
    return [escape(line) for line in lines_of([block])]
