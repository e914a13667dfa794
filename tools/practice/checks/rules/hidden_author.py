"""CS514: a picture or document that names its maker."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.references import Collection
from practice.checks.rule import Finding, collection_rule
from practice.model.diagnostics import Place, Severity
from practice.model.messages import listing


@collection_rule("CS514", "hidden-author", Severity.WARNING)
def hidden_author(collection: Collection, context: Context) -> Iterator[Finding]:
    """No picture or document carries the name of a person who made it."""
    hint = (
        "Take the name out: in Word, File, Info, Check for Issues, Inspect Document; for a picture,"
        " Properties, Details."
    )
    for attachment in collection.attachments:
        names = [trace.name for trace in attachment.traces if trace.kind == "author"]
        if names:
            yield Finding(
                Place(attachment.path),
                f"The file names a person who made or changed it ({listing(names)}).",
                hint,
            )
