"""Bring the index in a directory up to date with a collection of documents, touching only what
changed.

`update` takes all the documents; `bring_up_to_date` takes their digests and asks for those that it
needs.

Whoever reads meanwhile keeps a whole index, and a build that is killed leaves the one before (see
store.py).
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from .document import Document, json_text
from .facet_index import Row, write_columns
from .lock import BuildLock
from .store import (
    GENERATION,
    MEMO,
    Fingerprint,
    IndexUnusable,
    IndexUnwritable,
    Manifest,
    current_generation,
    fingerprint_digest,
    generations,
    point_to,
    read_manifest,
    write_manifest,
)
from .words import read_vocabulary, write_vocabulary
from .writing import write_postings

Fetch = Callable[[Sequence[str]], Iterable[Document]]
"""Makes the documents with these ids, or those of them that there are; asked again when an index
turns out damaged.
"""


@dataclass(frozen=True)
class BuildResult:
    """How many documents came, changed, went and stayed; `rebuilt` says why everything was made
    anew, if it was.
    """

    added: int
    changed: int
    removed: int
    unchanged: int
    rebuilt: str | None


@dataclass(frozen=True)
class _Before:
    # The generation to build upon; an empty path stands for none.
    path: str
    manifest: Manifest
    rows: tuple[Row | None, ...]


_NOTHING = _Before("", Manifest("", (), {}, {}), ())


def update(
    directory: str | os.PathLike[str],
    documents: Iterable[Document],
    facet_names: Sequence[str],
    fingerprint: Fingerprint,
    extras: Mapping[str, object] | None = None,
    patience: float = 600.0,
) -> BuildResult:
    """Make the index in `directory` hold exactly these documents.

    `fingerprint` is compared by `open_index`; `extras` is any JSON, handed back with the opened
    index. Another builder is waited for, `patience` seconds at most. Files in the directory that
    are not ours are left alone.

    Raises:
        IndexUnwritable: when the directory cannot be made or written.
        IndexBusy: when another builder does not finish.
        ValueError: for two documents with one id, or a facet that is not in `facet_names`.
        TypeError: for something stored that is not JSON.
    """
    wanted = _by_id(documents, facet_names)
    digests = {name: document.digest() for name, document in wanted.items()}

    def fetch(ids: Sequence[str]) -> Iterable[Document]:
        return (wanted[name] for name in ids)

    return bring_up_to_date(
        directory, digests, fetch, facet_names, fingerprint, extras, patience=patience
    )


def bring_up_to_date(
    directory: str | os.PathLike[str],
    digests: Mapping[str, str],
    fetch: Fetch,
    facet_names: Sequence[str],
    fingerprint: Fingerprint,
    extras: Mapping[str, object] | None = None,
    memo: bytes = b"",
    patience: float = 600.0,
) -> BuildResult:
    """Make the index in `directory` hold the documents with these digests, by id.

    `fetch` is asked for the documents that the index does not hold with their digest; one that it
    does not return, or returns with another digest, is left out or taken as it is. `memo` is kept
    with the index, for `read_memo`. The rest is as for `update`, the errors too.
    """
    root = os.fspath(directory)
    names = tuple(facet_names)
    aim = Manifest(fingerprint_digest(fingerprint), names, json.loads(json_text(extras or {})), {})
    try:
        os.makedirs(root, exist_ok=True)
    except OSError as error:
        raise IndexUnwritable(root, error) from error
    with BuildLock(root, patience):
        before, reason = _read_before(root)
        old = {row.id: row for row in before.rows if row}
        new, digests = _fetched(old, digests, fetch, names)
        result = BuildResult(
            added=sum(name not in old for name in digests),
            changed=sum(name in old for name in new),
            removed=sum(name not in digests for name in old),
            unchanged=len(digests) - len(new),
            rebuilt=reason,
        )
        same = (
            not (result.added or result.changed or result.removed)
            and before.manifest.facet_names == names
        )
        if (
            same
            and reason is None
            and before.manifest == replace(aim, files=before.manifest.files)
            and _memo(before.path) == memo
        ):
            return result
        previous = os.path.basename(before.path)
        try:
            if reason is None and result.changed + result.removed > result.unchanged:
                before = _NOTHING  # quicker than taking out most of it
                new, digests = _fetched({}, digests, fetch, names, new)
            try:
                name = _build(
                    root, before, None if same and before.path else new, digests, aim, memo
                )
            except OSError:
                raise
            except Exception:
                if not before.path:
                    raise
                # Whatever Whoosh stumbles over in damaged files: they are not needed to start
                # again.
                new, digests = _fetched({}, digests, fetch, names, new)
                result = BuildResult(
                    len(digests), 0, 0, 0, "the search index is damaged: it could not be extended"
                )
                name = _build(root, _NOTHING, new, digests, aim, memo)
            point_to(root, name)
        except OSError as error:
            raise IndexUnwritable(root, error) from error
        _remove_others(root, {name, previous})
        return result


def _by_id(documents: Iterable[Document], facet_names: Sequence[str]) -> dict[str, Document]:
    wanted: dict[str, Document] = {}
    for document in documents:
        if document.id in wanted:
            raise ValueError(f"Two documents have the id {document.id!r}.")
        if unknown := sorted(set(document.facets) - set(facet_names)):
            raise ValueError(
                f"The document {document.id!r} has the facet {unknown[0]!r}, which is not one of"
                " ours."
            )
        wanted[document.id] = document
    return wanted


def _fetched(
    old: Mapping[str, Row],
    digests: Mapping[str, str],
    fetch: Fetch,
    facet_names: Sequence[str],
    known: Mapping[str, Document] = MappingProxyType({}),
) -> tuple[dict[str, Document], dict[str, str]]:
    """Return the documents that are not in `old` as wanted (those of `known` are in hand), and all
    digests as they came.
    """
    missing = [
        name for name, digest in digests.items() if name not in old or old[name].digest != digest
    ]
    asked = [name for name in missing if name not in known]
    came = {**known, **_by_id(fetch(asked) if asked else (), facet_names)}
    found = {name: came[name] for name in missing if name in came}
    lost = set(missing) - set(found)
    changed = {name: document.digest() for name, document in found.items()}
    real = {name: changed.get(name, digest) for name, digest in digests.items() if name not in lost}
    # What came may be what the index holds already: then there is nothing to write.
    return {
        name: document
        for name, document in found.items()
        if name not in old or old[name].digest != changed[name]
    }, real


def read_memo(directory: str | os.PathLike[str]) -> bytes:
    """Return the memo of the index in `directory`; nothing where there is no index, or one that is
    not whole.
    """
    try:
        path = current_generation(os.fspath(directory))
        read_manifest(path)
        return _memo(path)
    except (IndexUnusable, OSError):
        return b""


def _memo(generation: str) -> bytes:
    with open(os.path.join(generation, MEMO), "rb") as file:
        return file.read()[2:]


def _read_before(root: str) -> tuple[_Before, str | None]:
    try:
        path = current_generation(root)
        manifest = read_manifest(path)
        with open(
            os.path.join(path, "rows.json"), encoding="utf-8", errors="surrogatepass"
        ) as file:
            rows = tuple(None if row is None else Row(*row) for row in json.load(file))
    except IndexUnusable as unusable:
        return _NOTHING, unusable.reason
    except (OSError, ValueError, TypeError) as error:
        return _NOTHING, f"the search index is damaged: {error}"
    return _Before(path, manifest, rows), None


def _build(
    root: str,
    before: _Before,
    new: Mapping[str, Document] | None,
    digests: Mapping[str, str],
    aim: Manifest,
    memo: bytes,
) -> str:
    # Write a whole new generation and return its name; nothing points to it yet. No `new` at all
    # stands for the documents before.
    numbers = [int(name.split("-")[1]) for name in generations(root)]
    name = f"g-{max(numbers, default=0) + 1:06d}-{secrets.token_hex(4)}"
    path = os.path.join(root, name)
    os.mkdir(path)
    try:
        for file in before.manifest.files:
            if file.startswith(("main_", "_main_")) or (new is None and file != MEMO):
                _link(os.path.join(before.path, file), os.path.join(path, file))
        if new is not None:
            counts = (
                read_vocabulary(os.path.join(before.path, "words.txt"))
                if before.path
                else Counter()
            )
            rows = write_postings(path, before.path, before.rows, new.values(), digests, counts)
            write_vocabulary(os.path.join(path, "words.txt"), counts)
            write_columns(os.path.join(path, "columns.bin"), rows, aim.facet_names)
            with open(
                os.path.join(path, "rows.json"), "w", encoding="utf-8", errors="surrogatepass"
            ) as target:
                target.write(json_text(rows))
        with open(os.path.join(path, MEMO), "wb") as kept:
            kept.write(b"1\n" + memo)  # never empty, so that no damage goes unseen
        write_manifest(path, replace(aim, files=before.manifest.files))
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise
    return name


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _remove_others(root: str, keep: set[str]) -> None:
    # We hold the lock, so an unfinished generation is one whose builder was killed.
    for name in generations(root):
        if name not in keep and GENERATION.fullmatch(name):
            shutil.rmtree(os.path.join(root, name), ignore_errors=True)
