"""The directory of an index: generations, the pointer to the current one, its manifest, and the
builders' lock.

    <directory>/CURRENT              one line: this format, and the name of the current generation
    <directory>/LOCK                 held by whoever builds <directory>/g-000007-1f3a.../    one
    generation, never changed once CURRENT names it manifest.json                versions,
    fingerprint, extras, and size, time and checksum of every other file columns.bin, rows.json,
    words.txt, memo.json, main_*.trm ...

A build writes a new generation (hard links to what did not change) and then replaces CURRENT in one
step, so that a reader always finds a whole index, whatever happens to the builder. The index is a
cache of text that lies elsewhere: nothing waits for the disk (no fsync), as an index damaged by a
power cut is noticed and made anew.
"""

from __future__ import annotations

import json
import os
import re
import stat
import sys
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from .analysis import ANALYSIS_VERSION
from .document import FIELD_WEIGHTS, json_text
from .engine import WHOOSH_VERSION

_WEIGHTS = "/".join(str(weight) for weight in FIELD_WEIGHTS)
FORMAT = (
    f"practice-searching 3 analysis {ANALYSIS_VERSION} weights {_WEIGHTS} whoosh {WHOOSH_VERSION}"
    f" {sys.byteorder}"
)
"""An index is read only by the format that wrote it; anything else is built anew."""

CURRENT = "CURRENT"
MANIFEST = "manifest.json"
MEMO = "memo.json"
"""What the caller of a build wants to know at the next one; nothing of the index's own."""
GENERATION = re.compile(r"g-(\d{6,})-[0-9a-f]{8}")
_FILE = re.compile(r"[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*")

Fingerprint = Mapping[str, object] | str
"""What the caller built from (a signature of its files, say): kept as a digest, compared when the
index is opened.
"""


class SearchingError(Exception):
    """Something that the person searching should read, in one line."""


class IndexUnusable(SearchingError):
    """There is no index to search here; build one. `kind` is missing, damaged, stale or foreign."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason


class IndexUnwritable(SearchingError):
    """The directory of the index cannot be written."""

    def __init__(self, directory: str, error: OSError) -> None:
        super().__init__(
            f"The search index cannot be written in {directory}: {error.strerror or error}."
        )


class IndexBusy(SearchingError):
    """Another process has been building this index for too long."""


@dataclass(frozen=True)
class Manifest:
    """What a generation says of itself."""

    fingerprint: str
    facet_names: tuple[str, ...]
    extras: Mapping[str, Any]
    files: Mapping[str, tuple[int, int, int]]


def fingerprint_digest(fingerprint: Fingerprint) -> str:
    """Return a short text that differs when the fingerprint differs."""
    return blake2b(
        json_text(fingerprint).encode("utf-8", "surrogatepass"), digest_size=16
    ).hexdigest()


def current_generation(directory: str) -> str:
    """Return the path of the current generation.

    Raises:
        IndexUnusable: when there is none, or what is there is not ours.
    """
    try:
        with open(os.path.join(directory, CURRENT), "rb") as file:
            line = file.read(200).decode("utf-8", "replace")
    except FileNotFoundError:
        if any(name != "LOCK" for name in _names(directory)) and not _has_generations(directory):
            raise IndexUnusable(
                "foreign", f"{directory} holds something that is not a search index of ours"
            ) from None
        raise IndexUnusable("missing", f"there is no search index in {directory} yet") from None
    except NotADirectoryError:
        raise IndexUnusable(
            "missing", f"there is no search index in {directory}: part of it is a file"
        ) from None
    except OSError as error:
        raise IndexUnusable(
            "damaged", f"the search index cannot be read: {error.strerror or error}"
        ) from None
    wrote, _, name = line.rstrip("\n").rpartition(" ")
    if not GENERATION.fullmatch(name):
        raise IndexUnusable(
            "damaged", "the search index is damaged: CURRENT does not name a generation"
        )
    if wrote != FORMAT:
        raise IndexUnusable(
            "foreign", "the search index was made by another version of this program or of Whoosh"
        )
    return os.path.join(directory, name)


def point_to(directory: str, name: str) -> None:
    """Make a finished generation the current one, in one step."""
    beside = os.path.join(directory, f"{CURRENT}.new")
    with open(beside, "w", encoding="utf-8", newline="\n") as file:
        file.write(f"{FORMAT} {name}\n")
    os.replace(beside, os.path.join(directory, CURRENT))


def write_manifest(generation: str, manifest: Manifest) -> None:
    """Describe a finished generation; checksums of files that were taken over as they are come from
    `manifest`.
    """
    files = {}
    for name in sorted(os.listdir(generation)):
        path = os.path.join(generation, name)
        status = os.lstat(path)
        size, time, checksum = manifest.files.get(name, (-1, -1, -1))
        same = (status.st_size, status.st_mtime_ns) == (size, time)
        files[name] = [status.st_size, status.st_mtime_ns, checksum if same else _checksum(path)]
    content = {
        "fingerprint": manifest.fingerprint,
        "facets": manifest.facet_names,
        "extras": manifest.extras,
        "files": files,
    }
    with open(
        os.path.join(generation, MANIFEST),
        "w",
        encoding="utf-8",
        errors="surrogatepass",
        newline="\n",
    ) as file:
        file.write(f"{FORMAT}\n{json_text(content)}\n")


def read_manifest(generation: str, thorough: bool = False) -> Manifest:
    """Return the manifest of a generation after checking every file against it.

    A file of the same size and time counts as the same; another time (a copied directory), or
    `thorough`, has its checksum compared. Nothing but plain files with plain names is accepted, so
    nothing outside is ever followed.

    Raises:
        IndexUnusable: when it is damaged or not ours.
        FileNotFoundError: when the generation is gone.
    """
    if not stat.S_ISDIR(os.lstat(generation).st_mode):
        raise IndexUnusable(
            "foreign", "the search index is not ours: its generation is not a plain directory"
        )
    path = os.path.join(generation, MANIFEST)
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise IndexUnusable(
                "foreign", "the search index is not ours: its manifest is not a plain file"
            )
        with open(path, encoding="utf-8", errors="surrogatepass") as file:
            head, _, body = file.read().partition("\n")
        if head != FORMAT:
            raise IndexUnusable(
                "foreign",
                "the search index was made by another version of this program or of Whoosh",
            )
        content = json.loads(body)
        files = {
            name: (size, time, checksum)
            for name, (size, time, checksum) in content["files"].items()
        }
        manifest = Manifest(
            content["fingerprint"], tuple(content["facets"]), content["extras"], files
        )
    except (UnicodeDecodeError, ValueError, KeyError, TypeError, AttributeError):
        raise IndexUnusable(
            "damaged", "the search index is damaged: its manifest cannot be read"
        ) from None
    for name, (size, time, checksum) in files.items():
        path = os.path.join(generation, name)
        try:
            status = os.lstat(path) if _FILE.fullmatch(name) else None
        except FileNotFoundError:
            os.lstat(generation)  # raises when the whole generation has just been removed
            raise IndexUnusable(
                "damaged", f"the search index is damaged: {name} is missing"
            ) from None
        if status is None or not stat.S_ISREG(status.st_mode):
            raise IndexUnusable(
                "damaged", f"the search index is damaged: {name} is not a plain file"
            )
        if status.st_size != size or (
            (thorough or status.st_mtime_ns != time) and _checksum(path) != checksum
        ):
            raise IndexUnusable(
                "damaged", f"the search index is damaged: {name} is not as it was written"
            )
    return manifest


def generations(directory: str) -> list[str]:
    """Return the names of all generations in the directory, finished or not, oldest first."""
    found = [name for name in _names(directory) if GENERATION.fullmatch(name)]
    return sorted(found, key=lambda name: (int(name.split("-")[1]), name))


def _has_generations(directory: str) -> bool:
    return bool(generations(directory))


def _names(directory: str) -> list[str]:
    try:
        return os.listdir(directory)
    except OSError:
        return []


def _checksum(path: str) -> int:
    checksum = 0
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            checksum = zlib.crc32(block, checksum)
    return checksum
