"""Bring the index in a directory up to date with a collection of documents, touching only what changed.

Whoever reads meanwhile keeps a whole index, and a build that is killed leaves the one before (see store.py).
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .columns import Row, write_columns
from .documents import Document, json_text
from .lock import BuildLock
from .store import (
    GENERATION,
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
from .vocabulary import read_vocabulary, write_vocabulary
from .writing import write_postings


@dataclass(frozen=True)
class BuildResult:
    """How many documents came, changed, went and stayed; `rebuilt` says why everything was made anew, if it was."""

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

    `fingerprint` is compared by `open_index`; `extras` is any JSON, handed back with the opened index. Another
    builder is waited for, `patience` seconds at most. Files in the directory that are not ours are left alone.

    Raises:
        IndexUnwritable: when the directory cannot be made or written.
        IndexBusy: when another builder does not finish.
        ValueError: for two documents with one id, or a facet that is not in `facet_names`.
        TypeError: for something stored that is not JSON.
    """
    root = os.fspath(directory)
    wanted = _by_id(documents, facet_names)
    digests = {name: document.digest() for name, document in wanted.items()}
    names = tuple(facet_names)
    mark = fingerprint_digest(fingerprint)
    kept: Mapping[str, Any] = json.loads(json_text(extras or {}))
    try:
        os.makedirs(root, exist_ok=True)
    except OSError as error:
        raise IndexUnwritable(root, error) from error
    with BuildLock(root, patience):
        before, reason = _read_before(root)
        old = {row.id: row for row in before.rows if row}
        result = BuildResult(
            added=sum(name not in old for name in wanted),
            changed=sum(name in old and old[name].digest != digest for name, digest in digests.items()),
            removed=sum(name not in wanted for name in old),
            unchanged=sum(name in old and old[name].digest == digest for name, digest in digests.items()),
            rebuilt=reason,
        )
        same = not (result.added or result.changed or result.removed)
        if same and reason is None and before.manifest == Manifest(mark, names, kept, before.manifest.files):
            return result
        previous = os.path.basename(before.path)
        try:
            if reason is None and result.changed + result.removed > result.unchanged:
                before = _NOTHING  # quicker than taking out most of it
            try:
                name = _build(root, before, wanted, digests, mark, names, kept)
            except OSError:
                raise
            except Exception:
                if not before.path:
                    raise
                # Whatever Whoosh stumbles over in damaged files: they are not needed to start again.
                result = BuildResult(len(wanted), 0, 0, 0, "the search index is damaged: it could not be extended")
                name = _build(root, _NOTHING, wanted, digests, mark, names, kept)
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
            raise ValueError(f"The document {document.id!r} has the facet {unknown[0]!r}, which is not one of ours.")
        wanted[document.id] = document
    return wanted


def _read_before(root: str) -> tuple[_Before, str | None]:
    try:
        path = current_generation(root)
        manifest = read_manifest(path)
        with open(os.path.join(path, "rows.json"), encoding="utf-8", errors="surrogatepass") as file:
            rows = tuple(None if row is None else Row(*row) for row in json.load(file))
    except IndexUnusable as unusable:
        return _NOTHING, unusable.reason
    except (OSError, ValueError, TypeError) as error:
        return _NOTHING, f"the search index is damaged: {error}"
    return _Before(path, manifest, rows), None


def _build(
    root: str,
    before: _Before,
    wanted: Mapping[str, Document],
    digests: Mapping[str, str],
    mark: str,
    facet_names: tuple[str, ...],
    extras: Mapping[str, Any],
) -> str:
    # Write a whole new generation and return its name; nothing points to it yet.
    numbers = [int(name.split("-")[1]) for name in generations(root)]
    name = f"g-{max(numbers, default=0) + 1:06d}-{secrets.token_hex(4)}"
    path = os.path.join(root, name)
    os.mkdir(path)
    try:
        for file in before.manifest.files:
            if file.startswith(("main_", "_main_")):
                _link(os.path.join(before.path, file), os.path.join(path, file))
        counts = read_vocabulary(os.path.join(before.path, "words.txt")) if before.path else Counter()
        rows = write_postings(path, before.path, before.rows, wanted.values(), digests, counts)
        write_vocabulary(os.path.join(path, "words.txt"), counts)
        write_columns(os.path.join(path, "columns.bin"), rows, facet_names)
        with open(os.path.join(path, "rows.json"), "w", encoding="utf-8", errors="surrogatepass") as target:
            target.write(json_text(rows))
        write_manifest(path, Manifest(mark, facet_names, extras, before.manifest.files))
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
