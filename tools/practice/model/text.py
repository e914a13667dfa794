"""Text as it is compared, and as a part of an address."""

from __future__ import annotations

import re
import unicodedata

_LONG_FORMS = (
    ("primary care trust", "pct"),
    ("clinical commissioning group", "ccg"),
    ("integrated care board", "icb"),
    ("nhs foundation trust", "nhs ft"),
    ("primary care network", "pcn"),
)


def fold(text: str) -> str:
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
