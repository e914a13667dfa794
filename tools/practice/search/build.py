"""Bring the index in a directory up to date with a collection of documents, touching only what
changed.

`update` takes all the documents; `bring_up_to_date` takes their digests and asks for those that it
needs.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh.filedb.filestore import FileStorage
    from whoosh.util.filelock import try_for

from .analysis import STOP_WORDS, fold, stem, words
from .document import FIELD_WEIGHTS, Document, json_text
from .index import FACET, FIELD_SPAN, TEXT, WORDS, as_text, field_weight, schema
from .storage import (
    INDEX_NAME,
    MANIFEST,
    MEMO,
    Fingerprint,
    IndexBusy,
    IndexUnusable,
    IndexUnwritable,
    Manifest,
    current_generation,
    fingerprint_digest,
    point_to,
    read_manifest,
    write_manifest,
)

Fetch = Callable[[Sequence[str]], Iterable[Document]]
"""Makes the documents with these ids, or those of them that there are; asked again when an index
turns out damaged.
"""
_LOCK = "LOCK"
_LARGEST_NUMBER = (1 << 32) - 1


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


def update(
    directory: Path,
    documents: Iterable[Document],
    facet_names: Sequence[str],
    fingerprint: Fingerprint,
    extras: Mapping[str, object] | None = None,
    patience: float = 600.0,
) -> BuildResult:
    """Make the index in `directory` hold exactly these documents.

    `fingerprint` is compared by `open_index`; `extras` is any JSON, handed back with the opened
    index. Another builder is waited for, `patience` seconds at most.

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
    directory: Path,
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
    names, mark = tuple(facet_names), fingerprint_digest(fingerprint)
    try:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _locked(directory, patience):
            generation, old, reason = _read_before(directory, names)
            before = old.digests
            came = _fetched(before, digests, fetch, names)
            real = {
                name: came[name].digest() if name in came else digest
                for name, digest in digests.items()
                if name in came or before.get(name) == digest
            }
            changed = {name: one for name, one in came.items() if before.get(name) != real[name]}
            result = BuildResult(
                added=len(real.keys() - before.keys()),
                changed=len(changed.keys() & before.keys()),
                removed=len(before.keys() - real.keys()),
                unchanged=len(real) - len(changed),
                rebuilt=reason,
            )
            manifest = Manifest(mark, names, json.loads(json_text(extras or {})), real)
            if generation and manifest == old and (generation / MEMO).read_bytes() == memo:
                return result
            _write(directory, generation, before, changed, manifest, memo)
            return result
    except OSError as error:
        raise IndexUnwritable(directory, error) from error


def read_memo(directory: Path) -> bytes:
    """Return the memo of the index in `directory`; nothing where there is no index, or one that is
    not whole.
    """
    try:
        generation = current_generation(directory)
        read_manifest(generation)
        return (generation / MEMO).read_bytes()
    except (IndexUnusable, OSError):
        return b""


@contextmanager
def _locked(directory: Path, patience: float) -> Iterator[None]:
    # The system gives the lock back even when its holder is killed.
    lock = FileStorage(str(directory)).lock(_LOCK)
    if not try_for(lock.acquire, timeout=patience, delay=0.05):
        raise IndexBusy(f"Another process is still building the search index in {directory}.")
    try:
        yield
    finally:
        lock.release()


def _read_before(
    directory: Path, facet_names: tuple[str, ...]
) -> tuple[Path | None, Manifest, str | None]:
    """Return the generation to build upon, its manifest, and why there is none."""
    nothing = Manifest("", (), {}, {})
    try:
        generation = current_generation(directory)
        manifest = read_manifest(generation)
    except IndexUnusable as unusable:
        return None, nothing, unusable.reason
    if manifest.facet_names != facet_names:
        return None, nothing, "the search index has other facets"
    return generation, manifest, None


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
    before: Mapping[str, str],
    digests: Mapping[str, str],
    fetch: Fetch,
    facet_names: Sequence[str],
) -> dict[str, Document]:
    missing = [name for name, digest in digests.items() if before.get(name) != digest]
    return _by_id(fetch(missing) if missing else (), facet_names)


def _write(
    directory: Path,
    generation: Path | None,
    before: Mapping[str, str],
    changed: Mapping[str, Document],
    manifest: Manifest,
    memo: bytes,
) -> None:
    # Write a whole new generation, upon links to the files of the one before, and point to it.
    path = directory / f"g-{secrets.token_hex(8)}"
    path.mkdir()
    try:
        for file in generation.iterdir() if generation else ():
            if file.name not in (MANIFEST, MEMO):
                _link(file, path / file.name)
        gone = [name for name in before if name in changed or name not in manifest.digests]
        if gone or changed or generation is None:
            storage = FileStorage(str(path))
            index = (
                storage.open_index(indexname=INDEX_NAME)
                if generation
                else storage.create_index(schema(manifest.facet_names), indexname=INDEX_NAME)
            )
            writer = index.writer()
            try:
                for name in gone:
                    writer.delete_by_term("id", name)
                for document in changed.values():
                    writer.add_document(**_as_fields(document))
            except BaseException:
                writer.cancel()
                raise
            writer.commit()
            index.close()
            with suppress(FileNotFoundError):
                (path / f"{INDEX_NAME}_WRITELOCK").unlink()
        (path / MEMO).write_bytes(memo)
        write_manifest(path, manifest)
        point_to(directory, path.name)
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise


def _as_fields(document: Document) -> dict[str, Any]:
    found: list[tuple[str, int]] = []
    written: dict[str, None] = {}
    for number, text in enumerate(document.texts()):
        base = number * FIELD_SPAN
        last = FIELD_SPAN - 1 if number < len(FIELD_WEIGHTS) - 1 else _LARGEST_NUMBER - base
        for word, position, _, _ in words(text):
            if word not in STOP_WORDS:
                written[word] = None
                found.append((stem(word), base + min(position, last)))
    record = {"stored": document.stored, "summary": document.summary, "body": document.body}
    return {
        "id": document.id,
        "title_key": fold(document.title),
        "date": document.date,
        "length": field_weight(position for _, position in found),
        "record": json_text(record),
        TEXT: as_text(found),
        WORDS: " ".join(written),
        **{FACET + name: ",".join(values) for name, values in document.facets.items() if values},
    }


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
