"""CS305: a link to nothing: a case study or file that is not there, a heading that is not on the
page, a forbidden address.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from practice.checks.context import Context
from practice.checks.links import LinkTargets
from practice.checks.references import Collection, Ties
from practice.checks.rule import MAX_FINDINGS, Finding, collection_rule


@collection_rule("CS305", "broken-link")
def broken_link(collection: Collection, context: Context) -> Iterator[Finding]:
    """Every link leads somewhere: to a case study, a file beside it, a heading or an address on the
    web.
    """
    targets = LinkTargets(collection)
    for study in collection.studies:
        yield from islice(_of_one(study, targets), MAX_FINDINGS)


def _of_one(study: Ties, targets: LinkTargets) -> Iterator[Finding]:
    for link in study.links:
        fault = targets.fault(study, link.target)
        if fault:
            yield Finding(study.place(link), *fault)
    for file in study.files:
        fault = targets.fault_of_file(study, file.target)
        if fault:
            yield Finding(study.place(file), *fault)
