"""CS519: a page of a PDF that is a picture, so that nothing here can read its words."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.references import Collection
from practice.checks.rule import Finding, collection_rule
from practice.model.diagnostics import Place, Severity


@collection_rule("CS519", "scanned-page", Severity.WARNING)
def scanned_page(collection: Collection, context: Context) -> Iterator[Finding]:
    """Every page of a PDF beside a case study has words that can be looked through."""
    hint = (
        "See that nothing on it tells who a patient is. A PDF saved from the document itself, not"
        " scanned, can be looked through."
    )
    for attachment in collection.attachments:
        for trace in attachment.traces:
            if trace.kind == "pictures":
                subject = trace.name[0].upper() + trace.name[1:]
                verb = (
                    "are pictures, and their words"
                    if subject.startswith("Pages")
                    else "is a picture, and its words"
                )
                yield Finding(
                    Place(attachment.path), f"{subject} {verb} cannot be looked through.", hint
                )
