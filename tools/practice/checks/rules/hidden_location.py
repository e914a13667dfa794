"""CS513: a picture or document that says where it was made."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.references import Collection
from practice.checks.rule import Finding, collection_rule
from practice.model.diagnostics import Place
from practice.model.messages import listing


@collection_rule("CS513", "hidden-location")
def hidden_location(collection: Collection, context: Context) -> Iterator[Finding]:
    """No picture or document carries the place where it was made."""
    hint = (
        "Take the place out before you offer it: in Windows, Properties, Details, Remove Properties"
        " and Personal Information."
    )
    for attachment in collection.attachments:
        names = [trace.name for trace in attachment.traces if trace.kind == "location"]
        if names:
            yield Finding(
                Place(attachment.path),
                f"The file says where it was made ({listing(names)}): that may be somebody's home.",
                hint,
            )
