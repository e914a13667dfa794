"""Where a link of a case study may lead, and what to say of one that leads nowhere."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from functools import cached_property

from practice.checks.references import Collection, Ties, resolved
from practice.checks.suggest import Speller
from practice.model.messages import quote
from practice.model.urls import is_web_address

Fault = tuple[str, str]
"""A message and a hint."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB_HINT = (
    "Write an address that starts with https://, or the path of a file beside the case study."
)
_MAIL_HINT = "Write, for example: mailto:screening@trust.example"


def anchor(heading: str) -> str:
    """Return the part after "#" by which the site's pages know a heading."""
    # The same steps as Python-Markdown's table of contents, which makes the anchors of the site.
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


class LinkTargets:
    """Everything that the links of a collection can lead to."""

    def __init__(self, collection: Collection) -> None:
        self._studies = {study.path: study for study in collection.studies}
        self._files = frozenset(collection.files)
        self._anchors: dict[str, frozenset[str]] = {}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {study.id: path for path, study in self._studies.items()}

    @cached_property
    def _speller(self) -> Speller:
        files = [(posixpath.basename(path), path) for path in sorted(self._files)]
        return Speller([(study_id, path) for study_id, path in self._by_name.items()] + files)

    def fault(self, study: Ties, target: str) -> Fault | None:
        """Return what is wrong with a link of `study` to `target`, or None."""
        if not target.strip():
            return "The link leads nowhere.", _WEB_HINT
        if _SCHEME.match(target):
            return _fault_of_address(target)
        if target.startswith(("/", "\\")):
            message = (
                f"{quote(target)} is a path from the top, which is another place on every computer."
            )
            return message, "Write the path from this file, for example: ../luton-pct/slow-queue.md"
        path, _, fragment = target.partition("#")
        found = resolved(study.path, path.partition("?")[0])
        if found not in self._studies:
            return None if found in self._files else self._missing(study, target)
        if fragment and fragment not in self._anchors_of(found):
            page = "this page" if found == study.path else found
            headings = ", ".join(f"#{name}" for name in sorted(self._anchors_of(found))[:12])
            return (
                f"There is no heading '#{fragment[:80]}' on {page}.",
                f"There are: {headings}" if headings else "It has no headings.",
            )
        return None

    def fault_of_file(self, study: Ties, file: str) -> Fault | None:
        """Return what is wrong with `file`, named in a field of `study` as a file beside it, or
        None.
        """
        if resolved(study.path, file) in self._files:
            return None
        if _SCHEME.match(file) and is_web_address(file):
            return f"{quote(file)} is an address, not a file.", f"Write: url: {file}"
        return self._missing(study, file)

    def _missing(self, study: Ties, target: str) -> Fault:
        name = posixpath.basename(target.partition("#")[0].rstrip("/").replace("\\", "/"))
        meant = self._speller.suggest(name.removesuffix(".md")) or self._speller.suggest(name)
        message = f"There is no file {quote(target)}, seen from this case study."
        if meant:
            return (
                message,
                f"Did you mean '{posixpath.relpath(meant, posixpath.dirname(study.path))}'?",
            )
        return message, "Put the file there, write its path from this file, or take the link out."

    def _anchors_of(self, path: str) -> frozenset[str]:
        if path not in self._anchors:
            self._anchors[path] = frozenset(
                anchor(heading) for heading in self._studies[path].headings
            )
        return self._anchors[path]


def _fault_of_address(target: str) -> Fault | None:
    scheme = target.partition(":")[0].lower()
    if scheme in ("http", "https"):
        return (
            None
            if is_web_address(target)
            else (f"{quote(target)} is not an address on the web.", _WEB_HINT)
        )
    if scheme == "mailto":
        return None if "@" in target else (f"{quote(target)} has no mailbox in it.", _MAIL_HINT)
    return f"{quote(target)} starts with '{scheme[:40]}:', which links here may not.", _WEB_HINT
