"""Pages on their own, for authors and reviewers: a case study as it will be, or what has to be
mended first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from practice.content.vocabulary_files import FOLDER
from practice.model.case_study import CaseStudy
from practice.model.catalogue import Catalogue
from practice.model.diagnostics import Diagnostic
from practice.project import Workspace
from practice.site.case_page import case_page, neighbours
from practice.site.page import Page, relative
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
