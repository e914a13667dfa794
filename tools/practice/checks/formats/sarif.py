"""A report as SARIF 2.1.0, the form that code hosts and editors share for findings."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from practice.model.diagnostics import Diagnostic, Report, Severity

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def as_sarif(report: Report) -> str:
    """Return a log with one run; its rules are those that found something."""
    rules = sorted({(diagnostic.code, diagnostic.name) for diagnostic in report})
    position = {code: number for number, (code, _) in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "practice",
                "rules": [{"id": code, "name": name} for code, name in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, position[diagnostic.code]) for diagnostic in report],
    }
    return (
        json.dumps(
            {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2
        )
        + "\n"
    )


def _result(diagnostic: Diagnostic, rule: int) -> dict[str, Any]:
    text = f"{diagnostic.message}\n{diagnostic.hint}" if diagnostic.hint else diagnostic.message
    place = diagnostic.place
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": "note" if diagnostic.severity is Severity.ADVICE else diagnostic.severity.value,
        "message": {"text": text},
        "locations": [
            {
                "physicalLocation": {
                    # File names may hold spaces and letters of any script; an address may not.
                    "artifactLocation": {
                        "uri": quote(place.path, errors="surrogateescape"),
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": place.line, "startColumn": place.column},
                }
            }
        ],
    }
