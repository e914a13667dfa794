"""Pandoc's tree as the Markdown that case studies are written in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from practice.importers.pandoc import (
    WRAPPERS,
    Node,
    kind_of_span,
    lines_of,
    plain,
    plain_of,
    rows_of,
    shifted,
)

PICTURE = "\ufdd0{}\ufdd1"
"""Stands for a picture until its file has a name. Unicode has set these characters aside: no text
holds them.
"""

_ESCAPED = re.compile(r"[\\`*\[\]<>~|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_LINE_START = re.compile(r"(#|[+-](?=[ \t-]|$)|=|:(?=-))")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_MARKS = {"Strong": "**", "Emph": "*", "Strikeout": "~~"}
_EMPHASIS_SIDES = frozenset(" \t\n.,;:!?()'\"/-–—…’‘“”")


@dataclass
class Extras:
    """What the text carries besides its words, for the report: comments, changes, links that lead
    nowhere for others.
    """

    comments: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    inserted: int = 0
    links: list[str] = field(default_factory=list)
    notes: int = 0
    pictures: list[tuple[str, str]] = field(default_factory=list)


def markdown(nodes: list[Node], extras: Extras, *, marks: bool = True) -> str:
    """Return `nodes` as Markdown on one line, or on several where the author broke the line.

    `extras` takes in what is not part of the words. `marks` off: without bold and italic.
    """
    pieces = [_markdown(node, extras, marks) for node in nodes]
    following = [*pieces[1:], ""]
    for number in range(len(pieces) - 2, -1, -1):
        following[number] = following[number] or following[number + 1]
    out = ""
    for number, (node, piece) in enumerate(zip(nodes, pieces, strict=True)):
        mark = _MARKS.get(node["t"]) if marks else None
        after = following[number]
        if mark and piece.strip():
            inner = piece.strip()
            before_text = out + piece[: len(piece) - len(piece.lstrip())]
            after_text = piece[len(piece.rstrip()) :] + after
            # Elsewhere, as in the middle of a word, the marks might be read as plain stars.
            if (
                before_text[-1:] in {"", *_EMPHASIS_SIDES}
                and after_text[:1] in {"", *_EMPHASIS_SIDES}
                and "\n" not in inner
            ):
                piece = piece.replace(inner, f"{mark}{inner}{mark}")
        if piece.startswith("[") and out.endswith("!"):
            out = out[:-1] + "\\!"
        out += piece
    return out


def paragraph(nodes: list[Node], extras: Extras) -> str:
    """Return `nodes` as a paragraph of Markdown that nothing in it can turn into a heading, list or
    table.
    """
    lines = [" ".join(line.split(" ")).strip() for line in markdown(nodes, extras).split("\n")]
    return "\\\n".join(safe_start(line) for line in lines if line)


def safe_start(line: str) -> str:
    """Return a line of Markdown that does not start a heading, a list or a table."""
    if _LINE_START.match(line):
        return f"\\{line}"
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line


def escape(text: str) -> str:
    """Return `text` as Markdown that shows it as it is."""
    text = text.replace("\ufdd0", "").replace("\ufdd1", "")
    return _ESCAPED.sub(lambda found: f"\\{found[0]}", text)


def _markdown(node: Node, extras: Extras, marks: bool) -> str:
    kind = node["t"]
    content: Any = node.get("c")
    match kind:
        case "Str":
            return escape(str(content))
        case "Code" | "Math":
            return code(str(content[1]))
        case "Span":
            return _span(node, extras, marks)
        case "Link":
            return _link(content, extras)
        case "Image":
            # Word has a title and a description, and some fill in the title alone.
            alt = " ".join(plain(content[1]).split()) or " ".join(str(content[2][1]).split())
            extras.pictures.append((str(content[2][0]), alt))
            return PICTURE.format(len(extras.pictures) - 1)
        case "Note":
            extras.notes += 1
            return f" (Note: {markdown(_inner(content), extras, marks=marks)})"
        case "Quoted":
            inner = markdown(content[1], extras, marks=marks)
            return f"‘{inner}’" if content[0]["t"] == "SingleQuote" else f"“{inner}”"
        case "Cite":
            return markdown(content[1], extras, marks=marks)
        case "Superscript" | "Subscript":
            inner = markdown(content, extras, marks=marks)
            return shifted(inner, raised=kind == "Superscript")
        case _ if kind in WRAPPERS:
            return markdown(content, extras, marks=marks and kind not in _MARKS)
    return escape(plain_of(node))


def _inner(blocks: list[Node]) -> list[Node]:
    """Return the words of `blocks` in one row: a footnote stands in the middle of a sentence."""
    found: list[Node] = []
    for block in blocks:
        words = (
            block["c"]
            if block["t"] in ("Para", "Plain")
            else [{"t": "Str", "c": " ".join(lines_of([block]))}]
        )
        found += [{"t": "Space"}, *words] if found else words
    return found


def _span(node: Node, extras: Extras, marks: bool) -> str:
    kind, inner = kind_of_span(node), node["c"][1]
    if kind == "comment-start":
        extras.comments.append(" ".join(plain(inner).split()))
    elif kind == "deletion":
        extras.deleted.append(" ".join(plain(inner).split()))
    elif kind != "comment-end":
        extras.inserted += kind == "insertion"
        return markdown(inner, extras, marks=marks)
    return ""


def _link(content: list[Any], extras: Extras) -> str:
    words = markdown(content[1], extras, marks=False).replace("\n", " ").strip()
    target = str(content[2][0])
    if target.startswith("#") or not target:
        return words
    if not target.lower().startswith(("http://", "https://", "mailto:")):
        # A path on the author's computer, which is not for others to know and leads nowhere for
        # them.
        extras.links.append(target)
        return words
    if not words:
        words = escape(target)
    return f"[{words}]({quote(target, safe=_IN_ADDRESS)})"


_IN_ADDRESS = "/:?#[]@!$&'*+,;=%~"


def code(text: str) -> str:
    """Return `text` as code within a line."""
    text = " ".join(text.split())
    if not text:
        return ""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    room = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{room}{text}{room}{fence}"


MAX_DEPTH = 12
"""Lists inside lists deeper than this become lines of text: the site shows no more."""


def to_markdown(blocks: list[Node], extras: Extras, depth: int = 0) -> str:
    """Return `blocks` as Markdown; headings among them become bold lines, since only the sections
    have headings of their own.

    `extras` takes in what is not part of the words: comments, pictures, notes.
    """
    found: list[str] = []
    before = ""
    odd = False
    for block in blocks:
        kind = block["t"]
        # Two lists in a row would be read as one, with the numbers of the second going on from the
        # first.
        odd = not odd if kind == before and kind.endswith("List") else False
        text = _block(block, extras, depth, odd)
        if text:
            found.append(text)
            before = kind
    return "\n\n".join(found)


def _block(block: Node, extras: Extras, depth: int, odd: bool) -> str:
    kind = block["t"]
    content: Any = block.get("c")
    if depth > MAX_DEPTH:
        return "\n\n".join(escape(line) for line in lines_of([block]))
    match kind:
        case "Para" | "Plain":
            return paragraph(content, extras)
        case "Header":
            words = markdown(content[2], extras, marks=False).replace("\n", " ").strip()
            return f"**{words}**" if words else ""
        case "LineBlock":
            return "\\\n".join(paragraph(line, extras) for line in content if line)
        case "CodeBlock":
            return _fenced(str(content[1]))
        case "RawBlock":
            return "\n\n".join(
                escape(line.strip()) for line in str(content[1]).split("\n") if line.strip()
            )
        case "BlockQuote":
            return _prefixed(to_markdown(content, extras, depth + 1), "> ", "> ")
        case "BulletList":
            marker = "* " if odd else "- "
            return _list([(marker, item) for item in content], extras, depth)
        case "OrderedList":
            start = min(max(int(content[0][0]), 0), 99_999_999)
            end = ")" if odd else "."
            return _list(
                [(f"{start + number}{end} ", item) for number, item in enumerate(content[1])],
                extras,
                depth,
            )
        case "DefinitionList":
            return "\n\n".join(
                _definition(term, meanings, extras, depth) for term, meanings in content
            )
        case "Div":
            return to_markdown(content[1], extras, depth + 1)
        case "Figure":
            parts = (
                to_markdown(content[2], extras, depth + 1),
                to_markdown(content[1][1], extras, depth + 1),
            )
            return "\n\n".join(part for part in parts if part)
        case "Table":
            return _table(block, extras, depth)
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


def _list(items: list[tuple[str, list[Node]]], extras: Extras, depth: int) -> str:
    tight = all(
        len(item) <= 1 or (item[0]["t"] in ("Para", "Plain") and _only_lists(item[1:]))
        for _, item in items
    )
    written = []
    for marker, item in items:
        text = to_markdown(item, extras, depth + 1)
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


def _definition(term: list[Node], meanings: list[list[Node]], extras: Extras, depth: int) -> str:
    words = markdown(term, extras, marks=False).replace("\n", " ").strip()
    parts = [
        f"**{words}**" if words else "",
        *(to_markdown(meaning, extras, depth + 1) for meaning in meanings),
    ]
    return "\n\n".join(part for part in parts if part)


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text.strip(chr(10))}\n{fence}" if text.strip() else ""


def _table(table: Node, extras: Extras, depth: int) -> str:
    caption = to_markdown(table["c"][1][1], extras, depth + 1)
    rows = [row for row in rows_of(table) if any(row)]
    if all(len(row) == 1 for row in rows):
        # A frame around some text, not a table.
        text = to_markdown([block for row in rows for block in row[0]], extras, depth + 1)
        return "\n\n".join(part for part in (caption, text) if part)
    lines = ["| " + " | ".join(_cell(cell, extras) for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n\n".join(part for part in (caption, "\n".join(lines)) if part)


def _cell(blocks: list[Node], extras: Extras) -> str:
    return " ".join(text for block in blocks for text in _one_line(block, extras))


def _one_line(block: Node, extras: Extras) -> list[str]:
    kind = block["t"]
    content: Any = block.get("c")
    match kind:
        case "Para" | "Plain":
            return [" ".join(markdown(content, extras).split())]
        case "BulletList" | "OrderedList":
            items = content if kind == "BulletList" else content[1]
            return ["; ".join(_cell(item, extras) for item in items)]
        case "Div":
            return [_cell(content[1], extras)]
        case "BlockQuote":
            return [_cell(content, extras)]
        case "Figure":
            return [_cell(content[2], extras), _cell(content[1][1], extras)]
        case "Table":
            return [_cell(cell, extras) for row in rows_of(block) for cell in row if cell]
    return [escape(line) for line in lines_of([block])]
