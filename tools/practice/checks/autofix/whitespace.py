"""What nobody sees: spaces at the ends of lines, and the end of the file."""

from __future__ import annotations

_FENCE = "---"


def mend_spaces(text: str) -> str:
    """Return `text` without spaces at the ends of lines and with one line break at its end; an
    empty text stays empty.

    Two spaces before another line of Markdown break the line there, so these stay.
    """
    lines = text.split("\n")
    body = next(
        (number for number, line in enumerate(lines) if number and line.rstrip() == _FENCE),
        len(lines),
    )
    following = [*lines[1:], ""]
    kept = [
        _mended(line, after, number > body)
        for number, (line, after) in enumerate(zip(lines, following, strict=True))
    ]
    joined = "\n".join(kept).rstrip("\n")
    return f"{joined}\n" if joined else ""


def _mended(line: str, after: str, is_markdown: bool) -> str:
    bare = line.rstrip(" \t")
    return line if is_markdown and bare and after.strip() and line.endswith("  ") else bare
