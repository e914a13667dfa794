"""A report as people read it in a terminal, a log or an e-mail."""

from __future__ import annotations

from practice.model.diagnostics import Diagnostic, Report
from practice.model.text import counted, printable


def as_text(report: Report) -> str:
    """Return every problem with its place, fault and cure, and a closing line that sums up."""
    lines = [line for diagnostic in report for line in problem_lines(diagnostic)]
    return "".join(f"{line}\n" for line in [*lines, summary(report)])


def exceptions_as_text(report: Report) -> str:
    """Return the exceptions that authors made, as a report holds them, and a closing line that
    counts them.
    """
    lines = [line for diagnostic in report for line in problem_lines(diagnostic)]
    count = counted(len(report.diagnostics), "exception", "exceptions")
    return "".join(
        f"{line}\n"
        for line in [
            *lines,
            (
                f"{count} in {counted(report.files, 'case study', 'case studies')} and their"
                " adoptions."
            ),
        ]
    )


def problem_lines(diagnostic: Diagnostic) -> list[str]:
    """Return one problem: a line that editors can jump to, and the cure below it."""
    head = f"{diagnostic.place}: {diagnostic.code} {diagnostic.message}  [{diagnostic.name}]"
    hints = [line for line in diagnostic.hint.split("\n") if line]
    if diagnostic.fixable:
        hints.append("Can be mended with: practice check --fix")
    return [printable(head), *(f"    {printable(line)}" for line in hints)]


def summary(report: Report) -> str:
    """Return the outcome in one sentence: "59 case studies checked: no problems." or "3 problems in
    2 files.".
    """
    advice = (
        f" {counted(len(report.advice), 'piece', 'pieces')} of advice." if report.advice else ""
    )
    problems = report.problems
    if not problems:
        return (
            f"{counted(report.files, 'case study', 'case studies')} checked: no problems.{advice}"
        )
    files = len({problem.place.path for problem in problems})
    text = f"{counted(len(problems), 'problem', 'problems')} in {counted(files, 'file', 'files')}"
    if not report.errors:
        return f"{text}, none of which stops publication.{advice}"
    warnings = len(report.warnings)
    some = (
        f"{text}, {warnings:,} of which {'is a warning' if warnings == 1 else 'are warnings'}."
        if warnings
        else f"{text}."
    )
    return some + advice
