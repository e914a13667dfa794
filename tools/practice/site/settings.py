"""What the site's settings say: whose site it is, and what its pages may load and run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Network:
    """`name` and `purpose` open the home page. `edit_prefix` is the address before a file's path
    where a reader can propose a change, `issues` where one can write to the editors, `editors`
    their mailbox; all may be empty.
    """

    name: str = "Practice exchange"
    purpose: str = "What others tried, what came of it, and how to do it yourself."
    edit_prefix: str = ""
    issues: str = ""
    editors: str = ""


POLICY = "; ".join(
    (
        "default-src 'self'",
        # The search is a WebAssembly program. No script stands in a page itself, so none needs to
        # be allowed there.
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)
"""The policy as a header, or an element of a page, says it."""
