"""The page about a check: what it means, why it matters, a wrong and a right example."""

from __future__ import annotations

import re
from pathlib import Path

from practice.checks.registry import CHECKS
from practice.model.diagnostics import Severity, nearest

_PACKAGE = Path(__file__).parent
_FAMILY = re.compile(r"<!-- checks (CS\d) -->")
_MARKS = {Severity.ERROR: "", Severity.WARNING: " (A warning.)", Severity.ADVICE: " (Advice.)"}
# In a checkout the pages are prose like all other; a wheel carries them inside the package.
_FOLDERS = (_PACKAGE / "pages", _PACKAGE.parents[2] / "docs" / "checks")


class UnknownCheck(LookupError):
    """There is no check of that code or name, or no page about it; the message says which."""


def explain(code_or_name: str) -> str:
    """Return the page about the check with this code ("CS102") or name ("unknown-field"), as
    Markdown.

    Raises:
        UnknownCheck: there is no such check, or its page is not installed; the message is for the
            user.
    """
    wanted = code_or_name.strip().casefold()
    names = {check.name: check.name for check in CHECKS} | {
        check.code.casefold(): check.name for check in CHECKS
    }
    if wanted not in names:
        found = nearest(wanted, names)
        meant = found.upper() if found and names[found] != found else found
        suggestion = f" Did you mean '{meant}'?" if meant else " 'practice explain' lists them."
        raise UnknownCheck(f"There is no check '{code_or_name}'.{suggestion}")
    for folder in _FOLDERS:
        page = folder / f"{names[wanted]}.md"
        if page.is_file():
            return page.read_text(encoding="utf-8")
    raise UnknownCheck(f"The page about '{names[wanted]}' is missing from this installation.")


def with_lists(markdown: str) -> str:
    """Return a text with a table of checks in place of each `<!-- checks CS1 -->`: those whose
    codes begin like that, with their pages and what they demand.
    """
    return _FAMILY.sub(lambda found: _table(found[1]), markdown)


def _table(family: str) -> str:
    rows = "".join(
        f"| {check.code} | [{check.name}]({check.name}.md) |"
        f" {check.demand}{_MARKS[check.severity]} |\n"
        for check in CHECKS
        if check.code.startswith(family)
    )
    return f"| Code | Name | What holds when all is well |\n| --- | --- | --- |\n{rows}"
