"""Bring the index in a directory up to date with a collection of documents, touching only what
changed.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from math import fsum

from . import analysis
from .document import FIELD_WEIGHTS, Document, json_text
from .index import COLUMNS, FIELD_SPAN, NAME, Index, facet_field, schema
from .storage import (
    IndexBusy,
    IndexUnusable,
    IndexUnwritable,
    Manifest,
    current_generation,
    is_generation,
    make_way,
    read_manifest,
    write_manifest,
)

# After index.py, which shields Whoosh's import from its own warnings.
from whoosh.filedb.filestore import FileStorage  # isort: skip
from whoosh.index import create_in, open_dir  # isort: skip
from whoosh.query import Or, Term  # isort: skip

POOL_MB = 2048
"""Whoosh sorts on disk above this many megabytes by its own generous guess, which doubles the time
for 5,000 documents and does not lower the memory that the process takes.
"""
DOCUMENTS = "documents.json"
Fetch = Callable[[Sequence[str]], Iterable[Document]]
"""Makes the documents with these ids, or those of them that there are."""
_Known = dict[str, tuple[str, float]]
"""By id, the digest of each document in the index and its length."""


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
    directory: str | os.PathLike[str],
    documents: Iterable[Document],
    facet_names: Sequence[str],
    fingerprint: str,
    extras: Mapping[str, object] | None = None,
    patience: float = 600.0,
) -> BuildResult:
    """Make the index in `directory` hold exactly these documents.

    `fingerprint` and `extras`, any JSON, are handed back with the opened index. Another builder is
    waited for, `patience` seconds at most.

    Raises:
        IndexUnwritable: when the directory cannot be made or written.
        IndexBusy: when another builder does not finish.
        ValueError: for two documents with one id, or a facet that is not in `facet_names`.
        TypeError: for something stored that is not JSON.
    """
    wanted: dict[str, Document] = {}
    for document in documents:
        if document.id in wanted:
            raise ValueError(f"Two documents have the id {document.id!r}.")
        wanted[document.id] = document
    digests = {name: document.digest() for name, document in wanted.items()}
    return bring_up_to_date(
        directory,
        digests,
        lambda ids: (wanted[name] for name in ids),
        facet_names,
        fingerprint,
        extras,
        patience,
    )


def bring_up_to_date(
    directory: str | os.PathLike[str],
    digests: Mapping[str, str],
    fetch: Fetch,
    facet_names: Sequence[str],
    fingerprint: str,
    extras: Mapping[str, object] | None = None,
    patience: float = 600.0,
) -> BuildResult:
    """Make the index in `directory` hold the documents with these digests, by id.

    `fetch` is asked for the documents that the index does not hold with their digest; one that it
    does not return is left out. The rest is as for `update`, the errors too.
    """
    root = os.fspath(directory)
    aim = Manifest(fingerprint, tuple(facet_names), json.loads(json_text(extras or {})))
    try:
        os.makedirs(root, exist_ok=True)
        make_way(os.path.join(root, "LOCK"))
        lock = FileStorage(root).lock("LOCK")
        deadline = time.monotonic() + patience
        while not lock.acquire():
            if time.monotonic() > deadline:
                raise IndexBusy(f"Another process is still building the search index in {root}.")
            time.sleep(0.05)
        try:
            return _Build(root, aim).run(digests, fetch)
        finally:
            lock.release()
    except OSError as error:
        raise IndexUnwritable(root, error) from error


class _Build:
    # One build, while we hold the lock.
    def __init__(self, root: str, aim: Manifest) -> None:
        self._root = root
        self._aim = aim
        self._before = ""
        self._previous = ""
        self._manifest: Manifest | None = None
        self._known: _Known = {}
        self._reason: str | None = None
        try:
            self._previous, checksum = current_generation(root)
            self._manifest = read_manifest(self._previous, checksum)
            with open(os.path.join(self._previous, DOCUMENTS), encoding="utf-8") as file:
                self._known = json.load(file)
            self._before = self._previous
        except IndexUnusable as unusable:
            self._reason = unusable.reason

    def run(self, digests: Mapping[str, str], fetch: Fetch) -> BuildResult:
        known = self._known
        missing = [name for name, digest in digests.items() if _digest(known, name) != digest]
        new = {document.id: document for document in fetch(missing)} if missing else {}
        gone = [name for name in known if name not in digests or name in missing]
        result = BuildResult(
            added=sum(name not in known for name in new),
            changed=sum(name in known for name in new),
            removed=sum(name in known and name not in new for name in gone),
            unchanged=len(known) - len(gone),
            rebuilt=self._reason,
        )
        before = self._manifest
        same_facets = before is not None and before.facet_names == self._aim.facet_names
        described = before and replace(before, count=0, length=0.0, files=None)
        if not new and not gone and described == self._aim:
            return result
        if self._before and (len(new) + len(gone) > result.unchanged or not same_facets):
            # Quicker than taking out most of it.
            self._before, gone = "", []
            rest = [name for name in digests if name not in new]
            new |= {document.id: document for document in fetch(rest)} if rest else {}
            known = {}
        self._write(new, gone, {name: known[name] for name in known if name not in gone})
        return result

    def _write(self, new: Mapping[str, Document], gone: Sequence[str], known: _Known) -> None:
        generation = os.path.join(self._root, f"g-{os.urandom(8).hex()}")
        try:
            if self._before:
                shutil.copytree(self._before, generation, copy_function=_link)
            else:
                os.mkdir(generation)
                create_in(generation, schema(self._aim.facet_names), NAME).close()
            if new or gone or not self._before:
                known |= self._write_documents(generation, new, gone, len(known))
            length = fsum(length for _, length in known.values())
            manifest = replace(self._aim, count=len(known), length=length)
            if new or gone or not self._before:
                _replace(generation, DOCUMENTS, json_text(known).encode())
                with Index(generation, manifest) as index:
                    _replace(generation, COLUMNS, index.columns())
            write_manifest(self._root, generation, manifest)
        except BaseException:
            shutil.rmtree(generation, ignore_errors=True)
            raise
        # The one before stays for those who are reading it.
        keep = {os.path.basename(path) for path in (generation, self._previous)}
        for name in os.listdir(self._root):
            if is_generation(name) and name not in keep:
                shutil.rmtree(os.path.join(self._root, name), ignore_errors=True)

    def _write_documents(
        self, generation: str, new: Mapping[str, Document], gone: Sequence[str], stay: int
    ) -> _Known:
        written = {}
        index = open_dir(generation, NAME, schema=schema(self._aim.facet_names))
        writer = index.writer(limitmb=POOL_MB, compound=False)
        try:
            if gone:
                writer.delete_by_query(Or([Term("id", name) for name in gone]))
            for document in new.values():
                fields, length = _fields(document, self._aim.facet_names)
                writer.add_document(**fields)
                written[document.id] = (document.digest(), length)
        except BaseException:
            writer.cancel()
            raise
        # Mostly removed documents are worth writing the rest again.
        writer.commit(optimize=index.doc_count_all() > 2 * (stay + len(new)))
        index.close()
        os.remove(os.path.join(generation, f"{NAME}_WRITELOCK"))
        return written


def _digest(known: _Known, name: str) -> str:
    return known[name][0] if name in known else ""


def _fields(document: Document, facet_names: Sequence[str]) -> tuple[dict[str, object], float]:
    # What Whoosh is given for a document, and its weighted length.
    if unknown := sorted(set(document.facets) - set(facet_names)):
        raise ValueError(
            f"The document {document.id!r} has the facet {unknown[0]!r}, which is not one of ours."
        )
    analysed: list[str] = []
    weights: dict[str, float] = {}
    words: set[str] = set()
    for number, text in enumerate(document.texts()):
        for word, position, *_ in analysis.words(text):
            if word not in analysis.STOP_WORDS:
                term = analysis.stem(word)
                place = number * FIELD_SPAN + min(position, FIELD_SPAN - 1)
                analysed.append(f"{place} {term}")
                weights[term] = weights.get(term, 0.0) + FIELD_WEIGHTS[number]
                words.add(word)
    length = fsum(weights.values())
    fields: dict[str, object] = {
        "id": document.id,
        "text": " ".join(analysed),
        "words": sorted(words),
        "length": length,
        "terms": json_text(weights).encode(),
        "record": document.record(),
    }
    for name, value in (("date", document.date), ("title", analysis.fold(document.title))):
        if value:
            fields[name] = value
    for name, values in document.facets.items():
        if values:
            fields[facet_field(name)] = sorted(set(values))
    return fields, length


def _replace(generation: str, name: str, content: bytes) -> None:
    # The file may be a link to that of the generation before, which has to stay as it is.
    path = os.path.join(generation, name)
    with suppress(FileNotFoundError):
        os.remove(path)
    with open(path, "wb") as file:
        file.write(content)


def _link(source: str, target: str) -> None:
    # Whoosh never changes a file once it is written.
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
