"""What counts as an address on the web that a reader can open."""

from __future__ import annotations

from urllib.parse import urlsplit


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
