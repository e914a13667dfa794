"""What a page of the site may load and run: its Content-Security-Policy."""

from __future__ import annotations

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
