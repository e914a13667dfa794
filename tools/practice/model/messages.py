"""How messages put an author's words: quoted, short, and safe to print on any terminal."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST_QUOTE = 80
_LONGEST_TEXT = 600


def quote(text: str) -> str:
    """Return `text` between quotes on one line, shortened in the middle when it is long."""
    line = " ".join(text.split())
    if len(line) > _LONGEST_QUOTE:
        line = f"{line[: _LONGEST_QUOTE - 25]} ... {line[-20:]}"
    return f"'{line}'"


def clean(text: str) -> str:
    """Return `text` fit to print: letters that would move the cursor shown as "?", and an end where
    it goes on and on.
    """
    if text.isascii() and text.isprintable() and len(text) <= _LONGEST_TEXT:
        return text
    shown = "".join(
        letter if letter.isprintable() or letter == "\n" else "?" for letter in text[:_LONGEST_TEXT]
    )
    return f"{shown} ..." if len(text) > _LONGEST_TEXT else shown


def listing(words: Iterable[str], last: str = "and") -> str:
    """Return "a", "a and b" or "a, b and c"."""
    *most, final = words
    return f"{', '.join(most)} {last} {final}" if most else final


def counted(number: int, noun: str, nouns: str = "") -> str:
    """Return "1 item" or "3 items"; `nouns` is the plural where an "s" does not do."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def sentences(*parts: str) -> str:
    """Join hints that stand on their own, leaving out the empty ones."""
    return "  ".join(part for part in parts if part)
