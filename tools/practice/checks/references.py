"""Cross-references between case studies, and from them to the files beside them: all that rules
about the collection look at.

They are small, and nothing but texts and numbers, so they can be sent between processes and cached
between runs."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from practice.checks.suggest import Speller
from practice.content.draft import AdoptionsDraft, Attachment, Draft, Mapping, Scalar, Sequence
from practice.content.paths import trusts_named
from practice.model.diagnostics import Place
from practice.model.text import normalise, sentences


class StudyIds:
    """The ids of the case studies of a collection, of the faulty ones too: a reference to one is
    right.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = set(ids)
        self._speller: Speller | None = None

    def __contains__(self, study_id: object) -> bool:
        return study_id in self._ids

    def hint(self, study_id: str) -> str:
        """Return the cure for an id that no case study has."""
        self._speller = self._speller or Speller((known, known) for known in sorted(self._ids))
        meant = self._speller.suggest(study_id.removesuffix(".md").rpartition("/")[2])
        suggestion = f"Did you mean '{meant}'?" if meant else ""
        return sentences(suggestion, "An id is the name of a case study's file without '.md'.")


def named_studies(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    """Yield the field, the id and the place of every case study that `draft` names in a field."""
    for name in ("related", "supersedes"):
        value = draft.front.get(name) if draft.front else None
        for item in value if isinstance(value, Sequence) else ():
            if isinstance(item, Scalar) and item.tag != "null" and item.text.strip():
                yield name, item.text.strip(), item.place


def resolved(study: str, path: str) -> str:
    """Return what `path` means, relative to the root, when the case study at `study` says it."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(study), path)) if path else study


SPACED = "spaced"
"""Where a reference stands that a space in it keeps from being one."""


class Reference(NamedTuple):
    """Something named in a case study: the field it is named in (or "" for the body), what, and
    where.
    """

    field: str
    target: str
    line: int
    column: int


class References(NamedTuple):
    """Of one case study: its title as written, as compared and where it stands; headings; links and
    what else it names.

    `links` are those of the body, pictures last; `files` are named in 'resources'; `studies` are
    ids in other fields.
    """

    path: str
    title: str
    folded_title: str
    title_line: int
    title_column: int
    headings: tuple[str, ...]
    trusts: tuple[str, ...]
    links: tuple[Reference, ...]
    files: tuple[Reference, ...]
    studies: tuple[Reference, ...]

    @property
    def id(self) -> str:
        """The file's name without its ending: the id of the case study it may become."""
        return self.path.rpartition("/")[2].removesuffix(".md")

    def named(self) -> Iterator[tuple[str, Reference]]:
        """Yield each path, relative to the root, that it links, shows or lists, and where;
        addresses elsewhere give paths of nothing.
        """
        for link in self.links:
            yield resolved(self.path, link.target.partition("#")[0].partition("?")[0]), link
        for file in self.files:
            yield resolved(self.path, file.target), file

    def place(self, mention: Reference) -> Place:
        """Return where something named stands."""
        return Place(self.path, mention.line, mention.column)

    @property
    def title_place(self) -> Place:
        """Where the title stands, or would stand."""
        return Place(self.path, self.title_line, self.title_column)


@dataclass(frozen=True, slots=True)
class Collection:
    """What the rules about the whole collection look at. `files` are all files that are neither,
    relative to the root; `attachments` those of them that say something besides what they show or
    are not published (a search does not ask).
    """

    studies: tuple[References, ...] = ()
    adoptions: tuple[AdoptionsDraft, ...] = ()
    files: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def references_in(draft: Draft) -> References:
    """Return what ties `draft` to others."""
    title = draft.front.text("title") if draft.front else ""
    title_place = draft.place("title")
    return References(
        draft.path,
        title,
        normalise(title),
        title_place.line,
        title_place.column,
        tuple(heading.text for heading in draft.body.headings),
        trusts_named(draft),
        tuple(
            _mention("", link.target, link.place)
            for link in (*draft.body.links, *draft.body.pictures)
        )
        + tuple(_mention(SPACED, link.target, link.place) for link in draft.body.spaced),
        tuple(_mention("resources", file.text.strip(), file.place) for file in _files_of(draft)),
        tuple(_mention(*reference) for reference in named_studies(draft)),
    )


def references_from_json(values: list[object]) -> References:
    """Return the ties that were turned into JSON.

    Raises:
        TypeError, ValueError: `values` is nothing of the kind.
    """
    path, title, folded, line, column, headings, trusts, *mentions = values
    links, files, studies = (tuple(Reference(*one) for one in many) for many in mentions)  # type: ignore[attr-defined]
    own = (path, title, folded, line, column)
    return References(*own, tuple(headings), tuple(trusts), links, files, studies)  # type: ignore[arg-type]


def _mention(field: str, target: str, place: Place) -> Reference:
    return Reference(field, target, place.line, place.column)


def _files_of(draft: Draft) -> list[Scalar]:
    resources = draft.front.get("resources") if draft.front else None
    items = resources.items if isinstance(resources, Sequence) else ()
    files = [item.get("file") for item in items if isinstance(item, Mapping)]
    return [
        file
        for file in files
        if isinstance(file, Scalar) and file.tag != "null" and file.text.strip()
    ]
