"""CS518: a file beside a case study with words in it that identify a person."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.references import Collection
from practice.checks.rule import Finding, collection_rule
from practice.model.diagnostics import Place


@collection_rule("CS518", "identifying-file")
def identifying_file(collection: Collection, context: Context) -> Iterator[Finding]:
    """No file beside a case study has words in it that identify a patient."""
    hint = (
        "Take it out of the file, or take the file away. What may stand in it is counted, never"
        " named."
    )
    for attachment in collection.attachments:
        for trace in attachment.traces:
            if trace.kind == "identifies":
                yield Finding(Place(attachment.path), f"In this file: {trace.name}", hint)
