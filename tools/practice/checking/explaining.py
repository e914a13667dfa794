"""The page about a rule: what it means, why it matters, a wrong and a right example."""

from __future__ import annotations

from pathlib import Path

from practice.checking.registry import RULES
from practice.diagnostics import nearest

_PACKAGE = Path(__file__).parent
# In a checkout the pages are prose like all other; a wheel carries them inside the package.
_FOLDERS = (_PACKAGE / "pages", _PACKAGE.parents[2] / "docs" / "checks")


class UnknownCheck(LookupError):
    """There is no rule of that code or name, or no page about it; the message says which."""


def explain(code_or_name: str) -> str:
    """Return the page about the rule with this code ("CS102") or name ("unknown-field"), as Markdown.

    Raises:
        UnknownCheck: there is no such rule, or its page is not installed; the message is for the user.
    """
    wanted = code_or_name.strip().casefold()
    names = {rule.name: rule.name for rule in RULES} | {rule.code.casefold(): rule.name for rule in RULES}
    if wanted not in names:
        found = nearest(wanted, names) if len(wanted) <= 80 else None
        meant = found.upper() if found and names[found] != found else found
        suggestion = f" Did you mean '{meant}'?" if meant else f" The rules are {RULES[0].code} to {RULES[-1].code}."
        raise UnknownCheck(f"There is no rule '{code_or_name}'.{suggestion}")
    for folder in _FOLDERS:
        page = folder / f"{names[wanted]}.md"
        if page.is_file():
            return page.read_text(encoding="utf-8")
    raise UnknownCheck(f"The page about '{names[wanted]}' is missing from this installation.")
