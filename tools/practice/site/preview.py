"""Pages on their own, for authors and reviewers: a case study as it will be, or what has to be
fixed first; and the collection opened for a few pages.

Of the case studies that such a page does not name, the references kept in the cache tell what the
rules about the collection ask, and the records of the index which are alike and which come before
and after. So a page takes nearly as long in a large collection as in a small one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from practice.checks.references import References
from practice.content.vocabulary_files import FOLDER
from practice.lookup.documents import document
from practice.lookup.lookup import Lookup, Notify, open_lookup
from practice.model.case_study import CaseStudy
from practice.model.catalogue import Catalogue
from practice.model.dates import PartialDate
from practice.model.diagnostics import Diagnostic
from practice.project import Workspace, open_project
from practice.site.case_page import case_page, neighbours
from practice.site.listings import listing_order
from practice.site.page import Page, relative
from practice.site.related import MOST_RELATED, most_alike, related_to
from practice.site.rendering import fill
from practice.site.settings import Network
from practice.site.urls import attachments


def with_draft(catalogue: Catalogue, study: CaseStudy) -> Catalogue:
    """Return the catalogue as it would be if `study` were published."""
    others = (other for other in catalogue if other.id != study.id)
    status = "published" if study.status == "draft" else study.status
    return Catalogue.of(
        [*others, replace(study, status=status)],
        catalogue.vocabularies,
        catalogue.adoptions,
        catalogue.attachments,
    )


def preview_page(
    study: CaseStudy, catalogue: Catalogue, related: Sequence[str], network: Network
) -> Page:
    """Return the page of `study`, a draft too, among the others of `catalogue`; `related` are the
    ids of those like it.
    """
    whole = with_draft(catalogue, study)
    beside = neighbours(whole).get(study.id, (None, None))
    return case_page(
        whole[study.id], whole, related, preview_files(study, catalogue), network, beside
    )


def preview_files(study: CaseStudy, catalogue: Catalogue) -> dict[str, str]:
    """Return the files that the study names and the site would publish with it, path -> address."""
    whole = with_draft(catalogue, study)
    return {
        path: address
        for path, address in attachments(whole).items()
        if study.path in whole.attachments[path]
    }


def page_alone(
    study_id: str, workspace: Workspace, related: Mapping[str, Sequence[str]], network: Network
) -> tuple[Page, Mapping[str, str]] | None:
    """Return the page of one case study of `workspace`, a draft or a faulty one too, with the files
    published with it (path -> address); None where there is no such case study.
    """
    found = [one.result for one in workspace.read if one.result.references.id == study_id]
    if not found:
        return None
    path, study = found[0].references.path, found[0].study
    errors = workspace.report.errors
    wrong = [problem for problem in errors if problem.place.path == path]
    if study is None and not wrong:
        # What it says in words of a broken list cannot be told right from wrong.
        wrong = [problem for problem in errors if problem.place.path.startswith(f"{FOLDER}/")]
    if study is None or wrong:
        return problems_page(study_id, path, wrong), {}
    page = preview_page(study, workspace.catalogue, related[study.id], network)
    return page, preview_files(study, workspace.catalogue)


def problems_page(study_id: str, path: str, problems: Sequence[Diagnostic]) -> Page:
    """Return the page that stands in for a case study with errors: what is wrong, where, and the
    cure.
    """
    files = ", ".join(dict.fromkeys(problem.place.path for problem in problems)) or path
    body = fill("problems.html", path=files, problems=problems)
    what = "What has to be mended before there is a page."
    return Page(
        f"case-studies/{study_id}.md", "Not ready yet", what, body, "case-study", source=path
    )


def gone_page(study_id: str) -> Page:
    """Return the page that stands in for a case study whose file was taken away while it was looked
    at.
    """
    body = fill("gone.html", name=f"{study_id}.md")
    return Page(
        f"case-studies/{study_id}.md",
        "The file is gone",
        "There is no such case study any more.",
        body,
        "case-study",
    )


def preview_index(made: Sequence[Page], network: Network) -> Page:
    """Return the page that leads to the others of a preview, in the place of the home page."""
    links = [(page.title, relative("", page.address), page.source) for page in made]
    return Page(
        "index.md",
        "Preview",
        "The pages of this preview.",
        fill("preview_index.html", links=links, network=network),
        "index",
    )


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
