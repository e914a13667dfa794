"""CS407: a file beside the case studies that none of them names, which the site therefore leaves
out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from unicodedata import normalize

from practice.attachments.file_types import is_publishable
from practice.checks.context import Context
from practice.checks.references import Collection
from practice.checks.rule import Finding, collection_rule
from practice.model.diagnostics import Place, Severity


@collection_rule("CS407", "unnamed-file", Severity.WARNING)
def unnamed_file(collection: Collection, context: Context) -> Iterator[Finding]:
    """Every file beside a case study is named by one."""
    files = [path for path in collection.files if is_publishable(path)]
    # Named with other capitals, or as another system writes its accents: that is a broken link, and
    # reported there.
    named = (
        {_folded(path) for study in collection.studies for path, _ in study.named()}
        if files
        else set()
    )
    # A case study without a title is one whose fields may be past reading, and what they name with
    # them.
    unread = {posixpath.dirname(study.path) for study in collection.studies if not study.title}
    for path in files:
        if _folded(path) not in named and posixpath.dirname(path) not in unread:
            name = posixpath.basename(path)
            hint = (
                f"Name it in the case study, under resources (file: {name}) or by a link or picture"
                " in the text; or take it away."
            )
            yield Finding(
                Place(path), "No case study names this file, so the site does not publish it.", hint
            )


def _folded(path: str) -> str:
    return normalize("NFC", path).casefold()
