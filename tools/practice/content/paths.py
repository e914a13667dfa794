"""Where a new case study goes: the one answer that every form, command and check gives."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from pathlib import Path

from practice.content.draft import Draft, Scalar, Sequence
from practice.content.files import CONTENT, read_content, scan, sort_out
from practice.content.front_matter import read_draft
from practice.model.organisations import Organisation, Organisations
from practice.model.text import normalise, slug

NO_TRUST = "no-single-trust"
"""The folder of a case study that names no trust."""
NO_TITLE = "case-study"
"""The name of a case study whose title has no letter or digit that an address can hold."""
LONGEST_NAME = 60
"""A name has at most so many characters, cut between words."""
RESERVED_NAMES = frozenset({"index", "readme"})
"""Names that MkDocs takes for the page of a whole folder."""


def folder_name(trust: str, organisations: Organisations, folders: Mapping[str, str]) -> str:
    """Return the folder of a trust, a name inside `case_studies/`.

    Args:
        trust: the name or code as written; "" when there is none.
        organisations: the register.
        folders: id of an organisation -> the folder that its case studies lie in (`trust_folders`).
    """
    found = organisations.find(trust) if trust else None
    if found:
        return folders.get(found.id, found.id)
    return _whole_words(slug(trust)) or NO_TRUST


def file_name(title: str, taken: Container[str] = ()) -> str:
    """Return the name of the file for `title`, without `.md`: whole words, and none of `taken`."""
    return free_name(_whole_words(slug(title)) or NO_TITLE, taken)


def free_name(name: str, taken: Container[str]) -> str:
    """Return `name`, or the first of name-2, name-3 ... that is neither reserved nor in `taken`."""
    free, number = name, 2
    while free in taken or free in RESERVED_NAMES:
        free, number = f"{name}-{number}", number + 1
    return free


def study_path(folder: str, name: str) -> str:
    """Return the path of a case study, relative to the root."""
    return f"{CONTENT}/{folder}/{name}.md"


def _whole_words(name: str) -> str:
    if len(name) <= LONGEST_NAME:
        return name
    return name[: LONGEST_NAME + 1].rpartition("-")[0] or name[:LONGEST_NAME]


def trust_folders(
    studies: Iterable[tuple[str, tuple[str, ...]]], organisations: Organisations
) -> dict[str, str]:
    """Return the folder of every organisation that has case studies, by its id: the one that holds
    most of them.

    Args:
        studies: the path of each case study, with errors or without, and the trusts that it names.
        organisations: the register.
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for path, names in studies:
        for folder in path.split("/")[1:-1][:1]:
            for name in names:
                found = organisations.find(name)
                if found:
                    counts[found.id][folder] += 1
    # Of two folders that hold as many, always the same one.
    return {
        trust: min(held, key=lambda folder: (-held[folder], folder))
        for trust, held in counts.items()
    }


def trusts_named(draft: Draft) -> tuple[str, ...]:
    """Return the trusts that a draft names, as written."""
    names = draft.front.get("trusts") if draft.front else None
    items = names.items if isinstance(names, Sequence) else ()
    return tuple(item.text for item in items if isinstance(item, Scalar))


def folders_of_trust(root: Path, trust: Organisation, register: Organisations) -> dict[str, str]:
    """Return what `trust_folders` gives for one trust, without reading all of a large collection:
    only files whose front matter holds a name of the trust are taken apart.
    """
    names = [normalise(name) for name in (*trust.official_names, *trust.also_known_as)]
    found = []
    for path in sort_out(scan(root))[0]:
        try:
            content = read_content(root, path)
        except OSError:
            continue
        end = content.find(b"\n---", 4)  # -1, nearly all of it, where nothing ends the fields
        words = normalise(content[:end].decode("utf-8", "replace"))
        if any(name in words for name in names):
            found.append((path, trusts_named(read_draft(path, content))))
    return trust_folders(found, register)
