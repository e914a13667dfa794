"""Text as a reader sees it: what hides an identifier from a pattern, and not from the eye, is taken
away before anything is looked for.

The browser does the same with the same data (`write/privacy.js`): spaces of every kind become plain
ones, signs that nobody sees go, and hyphens, digits, letters and signs of every width become plain
ones, also where they are written as HTML entities.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from unicodedata import category, decimal, normalize

ENTITIES = {
    "nbsp": "\u00a0",
    "ensp": "\u2002",
    "emsp": "\u2003",
    "emsp13": "\u2004",
    "emsp14": "\u2005",
    "numsp": "\u2007",
    "puncsp": "\u2008",
    "thinsp": "\u2009",
    "hairsp": "\u200a",
    "shy": "\u00ad",
    "zwnj": "\u200c",
    "zwj": "\u200d",
    "lrm": "\u200e",
    "rlm": "\u200f",
    "NoBreak": "\u2060",
    "hyphen": "\u2010",
    "dash": "\u2010",
    "ndash": "\u2013",
    "minus": "\u2212",
    "commat": "@",
    "period": ".",
    "comma": ",",
    "colon": ":",
    "sol": "/",
    "lowbar": "_",
    "plus": "+",
    "num": "#",
}
"""Names of HTML entities that stand for a sign of an identifier, or hide one."""
ENTITY = r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z0-9]{2,8}));"
DASHES = "\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63\uff0d"
"""What reads as a hyphen."""
SELECTORS = "\u034f\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Signs that choose how the one before is drawn, beside those of the category Cf, which format."""
_WRITTEN = re.compile(f"[^\x00-\x7f]|{ENTITY}")
_SELECTOR = re.compile(f"[{SELECTORS}]")

Joint = tuple[int, int]
"""A place in the plain text, and how much longer the text before it is as it was written."""


def plain(text: str) -> tuple[str, list[Joint]]:
    """Return `text` as patterns look at it, and the way back to places in `text` (`written_at`)."""
    if text.isascii() and "&" not in text:
        return text, []
    parts: list[str] = []
    joints: list[Joint] = []
    at = length = left_out = 0
    for found in _WRITTEN.finditer(text):
        sign = found.group()
        shown = _shown(sign) if len(sign) == 1 else _entity(found)
        if shown == sign:
            continue
        parts += [text[at : found.start()], shown]
        length += found.start() - at + len(shown)
        at = found.end()
        if len(shown) != len(sign):
            left_out += len(sign) - len(shown)
            joints.append((length, left_out))
    return "".join([*parts, text[at:]]), joints


def written_at(place: int, joints: list[Joint]) -> int:
    """Return the place in the text as written of one in the plain text."""
    at = bisect_right(joints, place, key=lambda joint: joint[0])
    return place + (joints[at - 1][1] if at else 0)


def _entity(found: re.Match[str]) -> str:
    number, hexadecimal, name = found.groups()
    if name:
        sign = ENTITIES.get(name, "")
    else:
        code = int(number) if number else int(hexadecimal, 16)
        sign = chr(code) if 31 < code < 0x110000 else ""
    return _shown(sign) if sign else found.group()


@cache
def _shown(sign: str) -> str:
    kind = category(sign)
    if kind == "Cf" or _SELECTOR.fullmatch(sign):
        return ""
    if kind in ("Zs", "Zl", "Zp"):
        return " "
    if sign in DASHES:
        return "-"
    if kind == "Nd":
        return str(decimal(sign))
    same = normalize("NFKC", sign)
    return same if len(same) == 1 and same.isascii() and same.isprintable() else sign
