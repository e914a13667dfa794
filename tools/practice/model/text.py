"""Text: as it is compared, as part of an address, as a message puts it, and numbers and lists in
words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_LONG_FORMS = (
    ("primary care trust", "pct"),
    ("clinical commissioning group", "ccg"),
    ("integrated care board", "icb"),
    ("nhs foundation trust", "nhs ft"),
    ("primary care network", "pcn"),
)
_LONGEST_QUOTE = 80
_LONGEST_TEXT = 600


def normalise(text: str) -> str:
    """Return `text` as it is compared: no case, no accents, no punctuation, single spaces.

    "A&E", "a & e" and "A and E" come out the same, and so do "Primary Care Trust" and "PCT".
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    plain = plain.replace("&", " and ").replace("'", "")
    plain = " ".join(re.findall(r"[a-z0-9]+", plain))
    for long, short in _LONG_FORMS:
        plain = plain.replace(long, short)
    return plain


def slug(text: str) -> str:
    """Return `text` as a part of an address: "Tower Hamlets PCT" gives "tower-hamlets-pct"."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("&", " and ").replace("'", "")))


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


def printable(text: str) -> str:
    """Return one line with everything that is not seen shown as a number: file names and keys come
    from anybody, and nothing in them may move the cursor or look like a line of its own.
    """
    return "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in text)


def listing(words: Iterable[str], last: str = "and") -> str:
    """Return "a", "a and b" or "a, b and c"; nothing for no words."""
    *most, final = tuple(words) or ("",)
    return f"{', '.join(most)} {last} {final}" if most else final


def number(amount: int) -> str:
    """Return small numbers in words, others in figures: "three", "1,200"."""
    return NUMBER_WORDS[amount] if 0 <= amount < len(NUMBER_WORDS) else f"{amount:,}"


def plural(amount: int, noun: str, nouns: str = "") -> str:
    """Return the noun that fits a number; `nouns` is the plural where an "s" does not do."""
    return noun if amount == 1 else nouns or f"{noun}s"


def counted(amount: int, noun: str, nouns: str = "") -> str:
    """Return "1 item" or "3,000 items"."""
    return f"{amount:,} {plural(amount, noun, nouns)}"


def first_small(text: str) -> str:
    """Return `text` as it reads inside a sentence: "Service improvement" becomes "service
    improvement".
    """
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def sentences(*parts: str) -> str:
    """Join hints that stand on their own, leaving out the empty ones."""
    return "  ".join(part for part in parts if part)


def is_web_address(text: str) -> bool:
    """Whether `text` is an http or https address with a host."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:  # such as an unclosed bracket in the host
        return False
    return (
        parts.scheme in ("http", "https")
        and "." in host.strip(".")
        and not any(letter.isspace() or letter in '<>"\\' for letter in text)
    )
