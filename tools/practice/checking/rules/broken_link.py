"""CS305: a link to nothing: a case study or file that is not there, a heading that is not on the page, a forbidden address."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from practice.checking.context import Context
from practice.checking.links import LinkTargets
from practice.checking.rule import MAX_FINDINGS, Finding, collection_rule
from practice.reading.draft import Draft, Drafts, Mapping, Scalar, Sequence


@collection_rule("CS305", "broken-link")
def broken_link(drafts: Drafts, context: Context) -> Iterator[Finding]:
    """Every link leads somewhere: to a case study, a file beside it, a heading or an address on the web."""
    targets = LinkTargets(drafts)
    for draft in drafts.studies:
        yield from islice(_of_one(draft, targets), MAX_FINDINGS)


def _of_one(draft: Draft, targets: LinkTargets) -> Iterator[Finding]:
    for link in (*draft.body.links, *draft.body.pictures):
        fault = targets.fault(draft, link.target)
        if fault:
            yield Finding(link.place, *fault)
    resources = draft.front.get("resources") if draft.front else None
    for item in resources if isinstance(resources, Sequence) else ():
        file = item.get("file") if isinstance(item, Mapping) else None
        if isinstance(file, Scalar) and file.tag != "null" and file.text.strip():
            fault = targets.fault_of_file(draft, file.text.strip())
            if fault:
                yield Finding(file.place, *fault)
