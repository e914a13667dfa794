"""Rules about references between case studies, and from them to files and addresses."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice

from practice.checks.context import Context
from practice.checks.records import records_of
from practice.checks.references import (
    SPACED,
    Collection,
    Reference,
    References,
    StudyIds,
    named_studies,
    resolved,
)
from practice.checks.rule import MAX_FINDINGS, Finding, collection_rule, draft_rule
from practice.checks.suggest import Speller
from practice.content.draft import Draft
from practice.model.diagnostics import Place
from practice.model.text import is_web_address, quote


def same_by(
    studies: Iterable[References], key: Callable[[References], str]
) -> Iterator[tuple[References, References]]:
    """Yield every case study whose `key` another one has too, with the first such other; an empty
    key is nobody's.
    """
    groups: dict[str, list[References]] = {}
    for study in studies:
        groups.setdefault(key(study), []).append(study)
    for shared, members in groups.items():
        if shared and len(members) > 1:
            for study in members:
                yield study, members[1] if study is members[0] else members[0]


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

    def fault(self, study: References, target: str) -> Fault | None:
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

    def fault_of_file(self, study: References, file: str) -> Fault | None:
        """Return what is wrong with `file`, named in a field of `study` as a file beside it, or
        None.
        """
        if resolved(study.path, file) in self._files:
            return None
        if _SCHEME.match(file) and is_web_address(file):
            return f"{quote(file)} is an address, not a file.", f"Write: url: {file}"
        return self._missing(study, file)

    def _missing(self, study: References, target: str) -> Fault:
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


@collection_rule("CS305", "broken-link")
def broken_link(collection: Collection, context: Context) -> Iterator[Finding]:
    """Every link leads somewhere: to a case study, a file beside it, a heading or an address on the
    web.
    """
    targets = LinkTargets(collection)
    for study in collection.studies:
        yield from islice(_of_one(study, targets), MAX_FINDINGS)


def _of_one(study: References, targets: LinkTargets) -> Iterator[Finding]:
    for link in study.links:
        fault = _fault_of_space(link) or targets.fault(study, link.target)
        if fault:
            yield Finding(study.place(link), *fault)
    for file in study.files:
        fault = targets.fault_of_file(study, file.target)
        if fault:
            yield Finding(study.place(file), *fault)


def _fault_of_space(link: Reference) -> Fault | None:
    if link.field != SPACED:
        return None
    message = (
        f"The space in {quote(link.target)} ends the address, so this is shown as it is typed."
    )
    web = "%20".join(link.target.split())
    cure = f"Write: ({web})" if "://" in link.target else f"Write: (<{link.target}>) or: ({web})"
    return message, cure


@collection_rule("CS401", "duplicate-slug")
def duplicate_slug(collection: Collection, context: Context) -> Iterator[Finding]:
    """Every case study has a file name of its own, whatever its folder."""
    for study, other in same_by(collection.studies, lambda study: study.id.casefold()):
        message = f"The name '{study.id}' is taken by {other.path}."
        yield Finding(
            Place(study.path), message, f"Give this file another name, for example: {study.id}-2.md"
        )


@collection_rule("CS402", "duplicate-title")
def duplicate_title(collection: Collection, context: Context) -> Iterator[Finding]:
    """Every case study has a title of its own."""
    for study, other in same_by(collection.studies, lambda study: study.folded_title):
        hint = "Say in the title what sets this one apart: the place, the people or the year."
        yield Finding(
            study.title_place, f"{quote(study.title)} is also the title of {other.path}.", hint
        )


@collection_rule("CS403", "unknown-study")
def unknown_study(collection: Collection, context: Context) -> Iterator[Finding]:
    """Every case study named in a field exists."""
    ids = StudyIds(study.id for study in collection.studies)
    for study in collection.studies:
        for named in study.studies:
            if named.target not in ids:
                message = f"{quote(named.target)}, named in '{named.field}', is not a case study."
                yield Finding(study.place(named), message, ids.hint(named.target))


@collection_rule("CS404", "unknown-practice")
def unknown_practice(collection: Collection, context: Context) -> Iterator[Finding]:
    """Every practice that was taken up is a case study of the collection."""
    ids = StudyIds(study.id for study in collection.studies)
    for draft in collection.adoptions:
        for record in records_of(draft):
            for answer in record.of_kind("study"):
                if answer.text not in ids:
                    yield Finding(
                        answer.place,
                        f"The practice {quote(answer.text)} is not a case study.",
                        ids.hint(answer.text),
                    )


@draft_rule("CS406", "self-reference")
def self_reference(draft: Draft, context: Context) -> Iterator[Finding]:
    """No case study is related to itself or replaces itself."""
    for name, study_id, place in named_studies(draft):
        if study_id == draft.id:
            yield Finding(
                place, f"{quote(study_id)}, named in '{name}', is this case study.", "Take it out."
            )
