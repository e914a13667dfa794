"""What ties one case study to others and to the files beside it: all that rules about the
collection look at.

It is small, and nothing but texts and numbers, so it can be sent between processes and kept between
runs.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from practice.checks.study_ids import references_of
from practice.content.draft import AdoptionsDraft, Attachment, Draft, Mapping, Scalar, Sequence
from practice.model.diagnostics import Place
from practice.model.text import fold


def resolved(study: str, path: str) -> str:
    """Return what `path` means, relative to the root, when the case study at `study` says it."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(study), path)) if path else study


class Mention(NamedTuple):
    """Something named in a case study: the field it is named in (or "" for the body), what, and
    where.
    """

    field: str
    target: str
    line: int
    column: int


class Ties(NamedTuple):
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
    links: tuple[Mention, ...]
    files: tuple[Mention, ...]
    studies: tuple[Mention, ...]

    @property
    def id(self) -> str:
        """The file's name without its ending: the id of the case study it may become."""
        return self.path.rpartition("/")[2].removesuffix(".md")

    def named(self) -> Iterator[tuple[str, Mention]]:
        """Yield each path, relative to the root, that it links, shows or lists, and where;
        addresses elsewhere give paths of nothing.
        """
        for link in self.links:
            yield resolved(self.path, link.target.partition("#")[0].partition("?")[0]), link
        for file in self.files:
            yield resolved(self.path, file.target), file

    def place(self, mention: Mention) -> Place:
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

    studies: tuple[Ties, ...] = ()
    adoptions: tuple[AdoptionsDraft, ...] = ()
    files: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def ties_of(draft: Draft) -> Ties:
    """Return what ties `draft` to others."""
    title = draft.front.text("title") if draft.front else ""
    title_place = draft.place("title")
    return Ties(
        draft.path,
        title,
        fold(title),
        title_place.line,
        title_place.column,
        tuple(heading.text for heading in draft.body.headings),
        tuple(
            _mention("", link.target, link.place)
            for link in (*draft.body.links, *draft.body.pictures)
        ),
        tuple(_mention("resources", file.text.strip(), file.place) for file in _files_of(draft)),
        tuple(_mention(*reference) for reference in references_of(draft)),
    )


def ties_from(values: list[object]) -> Ties:
    """Return the ties that were turned into JSON.

    Raises:
        TypeError, ValueError: `values` is nothing of the kind.
    """
    path, title, folded, line, column, headings, *mentions = values
    links, files, studies = (tuple(Mention(*one) for one in many) for many in mentions)  # type: ignore[attr-defined]
    return Ties(path, title, folded, line, column, tuple(headings), links, files, studies)  # type: ignore[arg-type]


def _mention(field: str, target: str, place: Place) -> Mention:
    return Mention(field, target, place.line, place.column)


def _files_of(draft: Draft) -> list[Scalar]:
    resources = draft.front.get("resources") if draft.front else None
    items = resources.items if isinstance(resources, Sequence) else ()
    files = [item.get("file") for item in items if isinstance(item, Mapping)]
    return [
        file
        for file in files
        if isinstance(file, Scalar) and file.tag != "null" and file.text.strip()
    ]
