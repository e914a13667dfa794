"""A content repository opened for the pages of a few case studies: they are read, and those that
their pages name.

Of all others the ties kept with the index tell what the rules about the collection ask, and the
records in the index which of them are alike and which come before and after. So a page takes nearly
as long in a large collection as in a small one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from practice.checks.references import References
from practice.lookup.documents import document
from practice.lookup.lookup import Lookup, Notify, open_lookup
from practice.model.case_study import CaseStudy
from practice.model.dates import PartialDate
from practice.project import Workspace, open_project
from practice.site.listings import listing_order
from practice.site.related import MOST_RELATED, most_alike, related_to


class Nearby(NamedTuple):
    """A workspace with only the case studies that some pages need, and for the id of each page
    those alike.
    """

    workspace: Workspace
    related: Mapping[str, tuple[str, ...]]


def open_nearby(root: Path, wanted: Sequence[str], notify: Notify) -> Nearby:
    """Open `root` for the pages of the case studies `wanted`, given by their ids; what is not there
    is left out.

    `notify` is told, in one line, when the index has to be built first.

    Raises:
        SearchError: the index cannot be used or written.
    """
    with open_lookup(root, notify) as lookup:
        project = open_project(root)
        facts, _ = project.facts(document)
        references = [one.references for one in facts.values()]
        first = [one.path for one in references if one.id in wanted]
        read = project.read(first)
        pages = [file.result for file in read]
        named = {name for page in pages for name in _named(page.references, references)}
        for page in pages:
            named |= set(_shown(page.study, lookup)) if page.study else set()
        read += project.read(
            [one.path for one in references if one.id in named and one.path not in first]
        )
        paths = {file.result.references.path for file in read}
        others = [one for one in references if one.path not in paths]
        looked_at = {path for page in pages for path, _ in page.references.named()}
        folders = {page.references.path.rpartition("/")[0] for page in pages}
        beside = [
            path
            for path in project.files
            if path in looked_at or path.rpartition("/")[0] in folders
        ]
        workspace = project.workspace(read, others, beside)
        return Nearby(
            workspace,
            {
                page.study.id: related_to(page.study, lookup, workspace.catalogue)
                for page in pages
                if page.study
            },
        )


def _named(page: References, others: Iterable[References]) -> Iterator[str]:
    # Everything that the page may lead to, and what takes its place; too many do no harm.
    yield from (mention.target for mention in page.studies)
    yield from (_id(unquote(mention.target).partition("#")[0]) for mention in page.links)
    yield from (
        other.id
        for other in others
        for mention in other.studies
        if (mention.field, mention.target) == ("supersedes", page.id)
    )


def _shown(study: CaseStudy, lookup: Lookup) -> Iterator[str]:
    # At most so many of those alike are shown, the author's own choice among them.
    yield from most_alike(study, lookup)[: MOST_RELATED + len(study.related)]
    if study.themes:
        listed = [
            _Listed.of(record)
            for record in lookup.under("theme", study.themes[0])
            if record["id"] != study.id
        ]
        order = listing_order(
            [*listed, _Listed(study.id, study.status, study.evidence, study.started)]
        )
        place = [one.id for one in order].index(study.id)
        yield from (one.id for one in order[max(0, place - 1) : place + 2])


def _id(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


class _Listed(NamedTuple):
    id: str
    status: str
    evidence: str
    started: PartialDate | None

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> _Listed:
        started = record["started"]
        return cls(
            record["id"],
            record["status"],
            record["evidence"],
            None if started == "unknown" else PartialDate.parse(started),
        )
