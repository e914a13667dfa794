"""Where the links of a case study lead: another case study, a file beside it, or another site."""

from __future__ import annotations

import posixpath
from urllib.parse import quote, unquote, urlsplit

from practice.attachments.file_types import PICTURES, ending_of, is_publishable
from practice.model.case_study import CaseStudy
from practice.model.catalogue import Catalogue
from practice.model.facets import Facet
from practice.site.page import relative


def study_address(study_id: str) -> str:
    """Return the address of a case study, relative to the site."""
    return f"case-studies/{study_id}/"


def term_address(facet: Facet, term_id: str) -> str:
    """Return the address of the listing of a term, relative to the site."""
    return f"{facet.plural}/{term_id}/"


def attachments(catalogue: Catalogue) -> dict[str, str]:
    """Return the files to copy, those that a published case study names: path relative to the root
    -> address relative to the site.
    """
    return {
        path: f"files/{path.partition('/')[2]}"
        for path, named_by in catalogue.attachments.items()
        if is_publishable(path) and any(study in catalogue.by_path for study in named_by)
    }


class Targets:
    """Resolves the links of one case study, for its own page."""

    def __init__(self, study: CaseStudy, catalogue: Catalogue, files: dict[str, str]) -> None:
        self._study, self._catalogue, self._files = study, catalogue, files
        self._here = study_address(study.id)

    def link(self, target: str) -> str | None:
        """Return where `target` leads from the study's page, or None when it leads nowhere we
        publish.
        """
        parts = _split(target)
        if parts is None:
            return None
        scheme, host, path, fragment = parts
        if scheme in ("http", "https"):
            return target if host else None
        if scheme == "mailto":
            return target
        if scheme or host or path.startswith("/"):
            return None
        if not path:
            return f"#{fragment}" if fragment else None
        place = posixpath.normpath(posixpath.join(self._study.folder, unquote(path)))
        if place in self._catalogue.by_path:
            address: str | None = relative(
                self._here, study_address(self._catalogue.by_path[place].id)
            )
        else:
            address = self.file(unquote(path))
        # A heading of a page; of a PDF a browser knows "#page=2".
        return f"{address}#{fragment}" if address and fragment else address

    def file(self, name: str) -> str | None:
        """Return the address of a file beside the study, or None when it is not published."""
        address = self._files.get(posixpath.normpath(posixpath.join(self._study.folder, name)))
        return quote(relative(self._here, address)) if address else None

    def picture(self, target: str) -> str | None:
        """Return the address of a picture beside the study; those on other hosts are not shown."""
        parts = _split(target)
        if parts is None or parts[0] or parts[1] or ending_of(parts[2]) not in PICTURES:
            return None
        return self.file(unquote(parts[2]))


def _split(target: str) -> tuple[str, str, str, str] | None:
    try:
        parts = urlsplit(target.strip())
    except ValueError:
        return None
    return parts.scheme.lower(), parts.netloc, parts.path, parts.fragment
