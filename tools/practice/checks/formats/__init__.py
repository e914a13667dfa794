"""A report as text for whoever asked: people, programs, and the code host's annotations."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from practice.checks.formats.github import as_github
from practice.checks.formats.json import as_json
from practice.checks.formats.sarif import as_sarif
from practice.checks.formats.text import as_text
from practice.model.diagnostics import Report

RENDERERS: Mapping[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""Name of a format -> what turns a report into it. Each text ends with a line break."""
