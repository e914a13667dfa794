"""Pandoc: one process for each document, and the tree of nodes that it answers with."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from practice.attachments.errors import INSTALL, CannotImport, LibraryMissing, library

MEMORY = "512M"
SECONDS = 60

Format = Literal["docx", "odt", "html"]
Tree = dict[str, Any]

_FORMATS: dict[Format, str] = {
    "docx": "docx",
    "odt": "odt",
    # What is not text in the browser (scripts, styles) Pandoc leaves out; what looks like
    # mathematics stays text.
    "html": "html-native_divs-tex_math_dollars",
}
_MARKDOWN = "gfm-emoji-tex_math_dollars-tex_math_gfm-yaml_metadata_block"
TOO_DEEP = "Its parts lie too deep inside each other. Copy its text into a new file and try again."


def read_tree(content: bytes, form: Format) -> Tree:
    """Return Pandoc's tree of a file: `blocks`, and `meta` with the title if the file has one.

    Raises:
        CannotImport: Pandoc cannot read it, or needs more memory or time than it may have.
        LibraryMissing: Pandoc is not installed.
    """
    try:
        tree: Tree = json.loads(_run(content, _FORMATS[form], "json"))
    except RecursionError:
        raise CannotImport(TOO_DEEP) from None
    return tree


def markdown_to_html(text: str) -> str:
    """Return Markdown as a page: it may hold HTML, and read this way it becomes the same tree as
    the rest.

    Raises:
        CannotImport: as for `read_tree`.
        LibraryMissing: as for `read_tree`.
    """
    return _run(text.encode(), _MARKDOWN, "html").decode()


def _run(content: bytes, reader: str, writer: str) -> bytes:
    try:
        program = library("pypandoc").get_pandoc_path()
    except OSError:
        raise LibraryMissing(
            "Pandoc, which reads such files, is not installed here. In the folder of this project:"
            f" {INSTALL}"
        ) from None
    with tempfile.TemporaryDirectory(prefix="practice-import-") as folder:
        source = Path(folder) / "source"
        source.write_bytes(content)
        command = [
            program,
            "--sandbox",
            f"--from={reader}",
            f"--to={writer}",
            "--wrap=none",
            "--track-changes=all",
        ]
        command += ["+RTS", f"-M{MEMORY}", "-RTS", str(source)]
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                capture_output=True,
                timeout=SECONDS,
                check=False,
                stdin=subprocess.DEVNULL,
            )
        except subprocess.TimeoutExpired:
            raise CannotImport(
                f"Reading it takes longer than {SECONDS} seconds. Copy its text into a new file and"
                " try again."
            ) from None
        except OSError as error:
            raise CannotImport(
                f"Pandoc, which reads it, cannot be started: {error.strerror or error}."
            ) from None
    if done.returncode:
        if done.returncode == 251 or b"heap" in done.stderr.lower():
            raise CannotImport(
                "Reading it takes more memory than it may have. Copy its text into a new file and"
                " try again."
            )
        raise CannotImport(
            "It is damaged: its text cannot be made out. Open it in the program that made it, save"
            " it anew and try again."
        )
    return done.stdout


Node = dict[str, Any]

MAX_CELLS = 50_000

_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_SHIFTED = re.compile(r"[0-9+-]+")
WRAPPERS = ("Underline", "SmallCaps", "Superscript", "Subscript", "Emph", "Strong", "Strikeout")


def plain(nodes: list[Node]) -> str:
    """Return the words of `nodes`, with "\\n" where a line was broken; comments and deleted words
    are left out.
    """
    return "".join(plain_of(node) for node in nodes)


def plain_of(node: Node) -> str:
    """Return the words of one node, as `plain` does of several."""
    kind = node["t"]
    content: Any = node.get("c")
    match kind:
        case "Str":
            return str(content)
        case "Space" | "SoftBreak":
            return " "
        case "LineBreak":
            return "\n"
        case "Code" | "Math" | "RawInline":
            return str(content[1])
        case "Span":
            return (
                ""
                if kind_of_span(node) in ("deletion", "comment-start", "comment-end")
                else plain(content[1])
            )
        case "Link":
            words = plain(content[1])
            target = str(content[2][0])
            same = (
                target.removeprefix("mailto:") == words
                or target.startswith("#")
                or not words.strip()
            )
            return (words or target) if same else f"{words} ({target})"
        case "Image":
            return plain(content[1])
        case "Note":
            return f" (Note: {' '.join(lines_of(content))})"
        case "Quoted":
            return (
                f"'{plain(content[1])}'"
                if content[0]["t"] == "SingleQuote"
                else f"“{plain(content[1])}”"
            )
        case "Cite":
            return plain(content[1])
        case "Superscript":
            return shifted(plain(content), raised=True)
        case "Subscript":
            return shifted(plain(content), raised=False)
        case _ if kind in WRAPPERS:
            return plain(content)
    return ""


def lines_of(blocks: list[Node]) -> list[str]:
    """Return the words of `blocks`, one line for each paragraph, item of a list, cell or line;
    without empty ones.
    """
    return [
        line
        for block in blocks
        for text in _texts(block)
        for line in map(str.strip, text.split("\n"))
        if line
    ]


def _texts(block: Node) -> Iterator[str]:
    kind = block["t"]
    content: Any = block.get("c")
    match kind:
        case "Para" | "Plain":
            yield plain(content)
        case "LineBlock":
            yield from (plain(line) for line in content)
        case "Header":
            yield plain(content[2])
        case "CodeBlock" | "RawBlock":
            yield content[1]
        case "BulletList":
            yield from (line for item in content for line in lines_of(item))
        case "OrderedList":
            yield from (line for item in content[1] for line in lines_of(item))
        case "DefinitionList":
            for term, meanings in content:
                yield plain(term)
                yield from (line for meaning in meanings for line in lines_of(meaning))
        case "BlockQuote":
            yield from lines_of(content)
        case "Div":
            yield from lines_of(content[1])
        case "Figure":
            yield from lines_of(content[2])
            yield from lines_of(content[1][1])
        case "Table":
            yield from lines_of(content[1][1])
            yield from (line for row in rows_of(block) for cell in row for line in lines_of(cell))


def rows_of(table: Node) -> list[list[list[Node]]]:
    """Return the cells of a table, row by row, headings first; cells that span several are followed
    by empty ones.

    Raises:
        CannotImport: it has far more cells than a table for people.
    """
    _, _, columns, head, bodies, foot = table["c"]
    rows = [*head[1]]
    for body in bodies:
        rows += [*body[2], *body[3]]
    rows += foot[1]
    width = len(columns)
    if width * len(rows) > MAX_CELLS:
        raise CannotImport(
            f"It has a table of {len(rows):,} rows and {width:,} columns. Cut it into smaller"
            " tables."
        )
    blocked: dict[tuple[int, int], bool] = {}
    found: list[list[list[Node]]] = []
    for number, row in enumerate(rows):
        cells: list[list[Node]] = []
        for _, _, down, across, blocks in row[1]:
            while blocked.get((number, len(cells))):
                cells.append([])
            start = len(cells)
            cells += [blocks, *([] for _ in range(min(across, width) - 1))]
            # Spans beyond the table would only cost memory.
            for below in range(1, min(down, len(rows) - number)):
                blocked.update(
                    ((number + below, start + beside), True) for beside in range(min(across, width))
                )
        found.append(cells[:width] if not any(cells[width:]) else cells)
    most = max((len(row) for row in found), default=0)
    return [[*row, *([] for _ in range(most - len(row)))] for row in found]


def kind_of_span(node: Node) -> str:
    """Return what Pandoc marks with this span, such as "deletion"; nothing for any other."""
    classes = node["c"][0][1]
    return str(classes[0]) if classes else ""


def shifted(text: str, *, raised: bool) -> str:
    """Return figures as raised or lowered ones; other text as it is."""
    return text.translate(_RAISED if raised else _LOWERED) if _SHIFTED.fullmatch(text) else text
