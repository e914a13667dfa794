"""A report as JSON for programs. The form is versioned: a change that breaks a reader raises the number."""

from __future__ import annotations

import json

from practice.diagnostics import Diagnostic, Report

VERSION = 1


def as_json(report: Report) -> str:
    """Return the numbers of files, errors and warnings, and every problem with its place.

    `files` counts the case studies read; `line` and `column` count from 1, in characters.
    """
    facts = {
        "version": VERSION,
        "files": report.files,
        "errors": len(report.errors),
        "warnings": len(report.warnings),
        "problems": [_problem(diagnostic) for diagnostic in report],
    }
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


def _problem(diagnostic: Diagnostic) -> dict[str, str | int]:
    return {
        "path": diagnostic.place.path,
        "line": diagnostic.place.line,
        "column": diagnostic.place.column,
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
