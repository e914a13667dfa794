"""The folder of an index: whole generations, and a pointer to the current one.

    CURRENT              the name of the current generation, and the checksum of its manifest
    LOCK                 held by whoever builds
    g-1f3a09c2.../       Whoosh's files, documents.json, and manifest.json with their checksums

A build writes a new generation and then replaces CURRENT in one step, so a reader always finds a
whole index, whatever happens to the builder. Every file is held against its checksum before Whoosh
opens it: Whoosh unpickles what it finds, and says nothing of lost bytes. The index is a cache of
text that lies elsewhere: nothing waits for the disk (no fsync).
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from .analysis import ANALYSIS_VERSION
from .document import FIELD_WEIGHTS, json_text

FORMAT = f"7 {ANALYSIS_VERSION} {FIELD_WEIGHTS} {sys.byteorder}"
"""An index is read only by the format that wrote it; anything else is built anew."""
CURRENT, MANIFEST = "CURRENT", "manifest.json"


class SearchError(Exception):
    """Something that the person searching should read, in one line."""


class IndexUnusable(SearchError):
    """There is no index to search here; build one. `kind` is missing or damaged; the caller may
    have others."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason


class IndexUnwritable(SearchError):
    """The directory of the index cannot be written."""

    def __init__(self, directory: str, error: OSError) -> None:
        super().__init__(
            f"The search index cannot be written in {directory}: {error.strerror or error}."
        )


class IndexBusy(SearchError):
    """Another process has been building this index for too long."""


@dataclass(frozen=True)
class Manifest:
    """What a generation says of itself; `length` is that of all documents together.

    `fingerprint` is what the caller built from (a signature of its files, say), and `extras` the
    caller's JSON; `files` holds a checksum of every other file.
    """

    fingerprint: str
    facet_names: tuple[str, ...]
    extras: Mapping[str, Any]
    count: int = 0
    length: float = 0.0
    files: Mapping[str, int] | None = None
    format: str = FORMAT


def damaged(detail: object) -> IndexUnusable:
    """Return what to raise when an index is not as it was written."""
    return IndexUnusable("damaged", f"the search index is damaged: {detail}")


def is_generation(name: str) -> bool:
    """Whether a file of the directory of an index is called like a generation."""
    return name.startswith("g-") and name[2:].isalnum()


def current_generation(directory: str) -> tuple[str, int]:
    """Return the path of the current generation and the checksum of its manifest.

    Raises:
        IndexUnusable: when there is none.
    """
    try:
        with open(os.path.join(directory, CURRENT), encoding="utf-8") as file:
            name, checksum = file.read(200).split()
        if is_generation(name):
            return os.path.join(directory, name), int(checksum)
    except (FileNotFoundError, NotADirectoryError):
        raise IndexUnusable("missing", "there is no search index yet") from None
    except OSError as error:
        raise damaged(error.strerror) from None
    except ValueError:
        pass
    raise damaged(f"{CURRENT} does not name a generation")


def read_manifest(generation: str, checksum: int) -> Manifest:
    """Return the manifest of a generation after holding every file against its checksum.

    Raises:
        IndexUnusable: when anything is not as it was written.
    """
    try:
        if not stat.S_ISDIR(os.lstat(generation).st_mode):
            raise damaged("its generation is not a folder")
        content = b"".join(_blocks(generation, MANIFEST))
        if zlib.crc32(content) != checksum:
            raise damaged(f"{MANIFEST} is not as it was written")
        read = json.loads(content.decode("utf-8", "surrogatepass"))
        if read["format"] != FORMAT:
            raise damaged("it was made by another version of this program")
        for name, written in read["files"].items():
            if _checksum(generation, name) != written:
                raise damaged(f"{name} is not as it was written")
        return Manifest(**read | {"facet_names": tuple(read["facet_names"])})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged(getattr(error, "strerror", None) or error) from error


def make_way(path: str) -> None:
    """Remove a folder that stands where a file belongs.

    Raises:
        OSError: it cannot be removed.
    """
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)


def write_manifest(directory: str, generation: str, manifest: Manifest) -> None:
    """Describe a finished generation, and make it the current one in one step."""
    names = sorted(name for name in os.listdir(generation) if name != MANIFEST)
    files = {name: _checksum(generation, name) for name in names}
    content = json_text(asdict(manifest) | {"files": files}).encode("utf-8", "surrogatepass")
    with open(os.path.join(generation, MANIFEST), "wb") as file:
        file.write(content)
    current = os.path.join(directory, CURRENT)
    beside = f"{current}.new"
    for path in (current, beside):
        make_way(path)
    with open(beside, "w", encoding="utf-8") as pointer:
        pointer.write(f"{os.path.basename(generation)} {zlib.crc32(content)}\n")
    os.replace(beside, current)


def _checksum(generation: str, name: str) -> int:
    checksum = 0
    for block in _blocks(generation, name):
        checksum = zlib.crc32(block, checksum)
    return checksum


def _blocks(generation: str, name: str) -> Iterator[bytes]:
    path = os.path.join(generation, name)
    # Nothing but plain files: a pipe would never end, and a link may lead anywhere.
    if not stat.S_ISREG(os.lstat(path).st_mode):
        raise damaged(f"{name} is not a plain file")
    with open(path, "rb") as file:
        while block := file.read(1 << 18):
            yield block
