"""A report as text for whoever asked: people, programs, and the code host's annotations."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from practice.diagnostics import Report
from practice.reporting.as_github import as_github
from practice.reporting.as_json import as_json
from practice.reporting.as_sarif import as_sarif
from practice.reporting.as_text import as_text

RENDERERS: Mapping[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""Name of a format -> what turns a report into it. Each text ends with a line break."""
