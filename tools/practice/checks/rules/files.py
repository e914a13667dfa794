"""Rules about a file as a whole, whatever is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.rule import Finding, text_rule
from practice.content.draft import AdoptionsDraft, Draft
from practice.model.diagnostics import Place

# As git writes them; between them may stand "=======", which alone is an underline of Markdown, and
# "|||||||" with what both sides began from.
_MARK = re.compile(r"(<{7}|>{7}|\|{7})(?: .*)?")


@text_rule("CS009", "merge-conflict")
def merge_conflict(draft: Draft | AdoptionsDraft, context: Context) -> Iterator[Finding]:
    """No two versions of a passage stand side by side, as git leaves them."""
    is_open = False
    for number, line in enumerate(draft.text.split("\n"), start=1):
        mark = _MARK.fullmatch(line.rstrip("\r"))
        if not mark:
            continue
        begins, ends = mark[1] == "<" * 7, mark[1] == ">" * 7
        if begins or (ends and not is_open):
            yield Finding(
                Place(draft.path, number, 1),
                "Two versions of the same passage stand here, and nobody has chosen one.",
                "Keep what is right, and delete the lines that begin with <<<<<<<, |||||||, ======="
                " and >>>>>>>.",
            )
        is_open = begins or (is_open and not ends)
