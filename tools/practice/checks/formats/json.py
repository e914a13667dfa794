"""A report as JSON for programs. The form is versioned: a change that breaks a reader raises the
number.
"""

from __future__ import annotations

import json

from practice.model.diagnostics import Diagnostic, Report

VERSION = 1


def as_json(report: Report) -> str:
    """Return the numbers of files, errors, warnings and pieces of advice, and every problem with
    its place.

    `files` counts the case studies read; `line` and `column` count from 1, in characters; `fixable`
    says whether `practice check --fix` mends it. Advice, where it was asked for, stands among the
    problems under its own severity.
    """
    facts = {
        "version": VERSION,
        "files": report.files,
        "errors": len(report.errors),
        "warnings": len(report.warnings),
        "advice": len(report.advice),
        "problems": [
            {**problem_facts(diagnostic), "fixable": diagnostic.fixable} for diagnostic in report
        ],
    }
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


def problem_facts(diagnostic: Diagnostic) -> dict[str, str | int]:
    """Return one problem as other reports in JSON hold it too."""
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
