"""Organisations suggested for what was typed at a terminal, as a table."""

from __future__ import annotations

import pytest

from checks.worlds import words
from practice.forms.terminal import suggest_organisations


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("haringey", ["Haringey Teaching PCT"]),
        ("hari teach", ["Haringey Teaching PCT"]),
        ("QMJ", ["North Central London ICB"]),
        ("Harringey Teaching PCT", ["Haringey Teaching PCT"]),
        ("pct", ["Luton PCT", "Haringey Teaching PCT"]),
        ("Atlantis", []),
        ("", []),
        ("x" * 500, []),
    ],
)
def test_organisations(typed: str, found: list[str]) -> None:
    assert [body.name for body in suggest_organisations(words().organisations, typed)] == found
