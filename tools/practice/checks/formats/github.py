"""A report as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from practice.checks.formats.text import summary
from practice.model.diagnostics import Diagnostic, Report, Severity


def as_github(report: Report) -> str:
    """Return one command a problem, and the closing line for the log."""
    return "".join(
        f"{line}\n" for line in [*(_command(diagnostic) for diagnostic in report), summary(report)]
    )


def _command(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    properties = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "title": f"{diagnostic.code} {diagnostic.name}",
    }
    listed = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    message = f"{diagnostic.message}\n{diagnostic.hint}" if diagnostic.hint else diagnostic.message
    kind = "notice" if diagnostic.severity is Severity.ADVICE else diagnostic.severity.value
    return f"::{kind} {listed}::{_escape(message)}"


def _escape(text: str) -> str:
    # The percent sign goes first, or it would escape the escapes.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
