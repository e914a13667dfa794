"""The directory of an index: whole generations, and a pointer to the current one.

    <directory>/CURRENT        the name of the current generation
    <directory>/<generation>/  Whoosh's files, memo, and manifest.json: format, fingerprint, extras,
                               the digest of every document, the checksum of every file

A build writes a new generation and then replaces CURRENT in one step, so that a reader always finds
a whole index, whatever happens to the builder. Every file is read through once and held against its
checksum before Whoosh opens it: Whoosh unpickles what it finds, and says nothing of lost bytes. The
index is a cache of text that lies elsewhere: nothing waits for the disk (no fsync).
"""

from __future__ import annotations

import json
import shutil
import stat
import sys
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from .analysis import ANALYSIS_VERSION
from .document import FIELD_WEIGHTS, json_text
from .index import Index, schema

_WEIGHTS = "/".join(str(weight) for weight in FIELD_WEIGHTS)
FORMAT = f"practice-search 4 analysis {ANALYSIS_VERSION} weights {_WEIGHTS} {sys.byteorder}"
"""An index is read only by the format that wrote it; anything else is built anew."""
INDEX_NAME = "main"
CURRENT, MANIFEST, MEMO = "CURRENT", "manifest.json", "memo"
_GENERATION = "g-"
_TRIES = 20

Fingerprint = Mapping[str, object] | str
"""What the caller built from (a signature of its files, say): kept as a digest, compared when the
index is opened.
"""


class SearchError(Exception):
    """Something that the person searching should read, in one line."""


class IndexUnusable(SearchError):
    """There is no index to search here; build one. `kind` is missing, damaged or stale."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason


class IndexUnwritable(SearchError):
    """The directory of the index cannot be written."""

    def __init__(self, directory: Path, error: OSError) -> None:
        super().__init__(
            f"The search index cannot be written in {directory}: {error.strerror or error}."
        )


class IndexBusy(SearchError):
    """Another process has been building this index for too long."""


@dataclass(frozen=True)
class Manifest:
    """What a generation says of itself: see the module."""

    fingerprint: str
    facet_names: tuple[str, ...]
    extras: Mapping[str, Any]
    digests: Mapping[str, str]


def fingerprint_digest(fingerprint: Fingerprint) -> str:
    """Return a short text that differs when the fingerprint differs."""
    text = json_text(fingerprint).encode("utf-8", "surrogatepass")
    return blake2b(text, digest_size=16).hexdigest()


def damaged(detail: object) -> IndexUnusable:
    """Return what to raise when an index is not as it was written."""
    return IndexUnusable("damaged", f"the search index is damaged: {detail}")


def current_generation(directory: Path) -> Path:
    """Return the current generation.

    Raises:
        IndexUnusable: when there is none.
    """
    try:
        name = (directory / CURRENT).read_text(encoding="utf-8").rstrip("\n")
    except (FileNotFoundError, NotADirectoryError):
        raise IndexUnusable("missing", "there is no search index yet") from None
    except (OSError, ValueError) as error:
        raise damaged(error) from None
    if not name.startswith(_GENERATION) or not name.removeprefix(_GENERATION).isalnum():
        raise damaged(f"{CURRENT} does not name a generation")
    return directory / name


def point_to(directory: Path, name: str) -> None:
    """Make a finished generation the current one, in one step, and remove all but the one before:
    somebody may still be reading that.
    """
    try:
        before = current_generation(directory).name
    except IndexUnusable:
        before = ""
    beside = directory / f"{CURRENT}.new"
    beside.write_text(f"{name}\n", encoding="utf-8")
    beside.replace(directory / CURRENT)
    for found in directory.glob(f"{_GENERATION}*"):
        if found.name not in (name, before):
            shutil.rmtree(found, ignore_errors=True)


def write_manifest(generation: Path, manifest: Manifest) -> None:
    """Describe a finished generation."""
    checksums = {path.name: _checksum(path) for path in sorted(generation.iterdir())}
    content = {
        "format": FORMAT,
        "fingerprint": manifest.fingerprint,
        "facets": manifest.facet_names,
        "extras": manifest.extras,
        "digests": manifest.digests,
        "files": checksums,
    }
    text = json_text(content).encode("utf-8", "surrogatepass")
    (generation / MANIFEST).write_bytes(b"%08x\n%s" % (zlib.crc32(text), text))


def read_manifest(generation: Path) -> Manifest:
    """Return the manifest of a generation after holding every file against its checksum.

    Raises:
        IndexUnusable: when it is damaged, or made by another version of this program.
        FileNotFoundError: when the generation is gone.
    """
    if not stat.S_ISDIR(generation.lstat().st_mode):
        raise damaged("its generation is not a folder")
    try:
        checksum, _, text = _content(generation / MANIFEST).partition(b"\n")
        if checksum != b"%08x" % zlib.crc32(text):
            raise damaged(f"{MANIFEST} is not as it was written")
        content = json.loads(text.decode("utf-8", "surrogatepass"))
        if content["format"] != FORMAT:
            raise damaged("it was made by another version of this program")
        for name, written in content["files"].items():
            if _checksum(generation / name) != written:
                raise damaged(f"{name} is not as it was written")
        return Manifest(
            content["fingerprint"],
            tuple(content["facets"]),
            content["extras"],
            content["digests"],
        )
    except FileNotFoundError as error:
        generation.lstat()  # raises when the whole generation has just been removed
        raise damaged(f"{Path(error.filename).name} is missing") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(error) from None


def open_index(directory: Path, fingerprint: Fingerprint | None = None) -> Index:
    """Open the index in `directory`; with a `fingerprint`, only one that was built with the same.

    Raises:
        IndexUnusable: when it is missing, damaged or stale; its `reason` is for people.
    """
    for _ in range(_TRIES):
        generation = current_generation(directory)
        try:
            return _open(generation, fingerprint)
        except (FileNotFoundError, IndexUnusable) as error:
            # Two builds may have finished since CURRENT was read, and taken this generation away.
            if current_generation(directory) != generation:
                continue
            if isinstance(error, IndexUnusable):
                raise
            raise damaged("files are missing") from None
    raise damaged("it is made anew faster than it can be read")


def _open(generation: Path, fingerprint: Fingerprint | None) -> Index:
    from whoosh.filedb.filestore import FileStorage

    manifest = read_manifest(generation)
    if fingerprint is not None and manifest.fingerprint != fingerprint_digest(fingerprint):
        raise IndexUnusable("stale", "the search index is older than what it was made from")
    try:
        opened = FileStorage(str(generation)).open_index(
            indexname=INDEX_NAME, schema=schema(manifest.facet_names)
        )
        return Index(opened.reader(), manifest.facet_names, manifest.extras)
    except FileNotFoundError:
        raise
    except Exception as error:
        # Whoosh has no exception of its own for damaged files: unpickling, unpacking and reading
        # raise many kinds.
        raise damaged(error) from error


def _content(path: Path) -> bytes:
    # Plain files only: a pipe would be waited for, and a link leads elsewhere.
    if not stat.S_ISREG(path.lstat().st_mode):
        raise damaged(f"{path.name} is not a plain file")
    return path.read_bytes()


def _checksum(path: Path) -> int:
    return zlib.crc32(_content(path))
