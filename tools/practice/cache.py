"""What reading and judging each file by itself gave, kept beside the index, so that only what
changed is read again.

It is JSON: whoever can write there can at worst make a search wrong, as with the index itself.
"""

from __future__ import annotations

import json
import os
import platform
import stat
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Literal, NamedTuple

from platformdirs import user_cache_path

from practice.checks.references import References, references_from_json
from practice.content.markdown import MARKDOWN_VERSION
from practice.content.scan import Stamp, is_settled
from practice.content.yaml_nodes import YAML_VERSION
from practice.project import Read

CACHE = "PRACTICE_CACHE"
"""The variable of the environment that names another folder for the caches of all repositories."""


def index_directory(root: Path) -> Path:
    """Return where the index of `root` lies: in the user's cache folder, never in the repository.

    Whoosh unpickles what it opens, and whoever can offer a change could bring files along.

    Raises:
        SearchError: the folder there is somebody else's, or others can write to it.
    """
    from practice.search import SearchError

    named = os.environ.get(CACHE)
    base = Path(named) if named else user_cache_path("practice-exchange", appauthor=False)
    name = blake2b(str(root.resolve()).encode("utf-8", "surrogateescape"), digest_size=16)
    directory = base.absolute() / name.hexdigest()
    if hasattr(os, "getuid") and directory.is_dir():
        status = directory.stat()
        if status.st_uid != os.getuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise SearchError(
                f"The search index is not opened: others can write to {directory}. Remove that"
                f" folder, or name another with {CACHE}."
            )
    return directory


State = Literal["faulty", "draft", "sound", "beyond words"]
"""Of one file by itself: it has errors; it is a draft; it can be found; or it uses words of a
broken vocabulary file.
"""


class Kept(NamedTuple):
    """One file: how it looked, what was in it and when it was read, its ties, and the document made
    of it.

    `digest` and `date` are the document's; an empty digest means that none has been made.
    """

    stamp: Stamp
    content: str
    seen: int
    state: State
    turning_days: tuple[str, ...]
    references: References
    digest: str = ""
    date: str = ""

    @property
    def path(self) -> str:
        """The file, relative to the root."""
        return self.stamp[0]

    @property
    def settled(self) -> bool:
        """Whether the stamp alone tells that nothing has changed."""
        return is_settled(self.stamp, self.seen)

    def holds(self, before: str, today: str) -> bool:
        """Whether what was judged on the day `before` is right today, as no date of it has come
        between.
        """
        first, last = sorted((before, today))
        return bool(self.content) and not any(first < day <= last for day in self.turning_days)


class Memory(NamedTuple):
    """All files kept, by path; on which day they were judged, and on what it rests besides the
    files (see `basis`).
    """

    basis: str
    day: str
    files: Mapping[str, Kept]


FORGOTTEN = Memory("", "", {})


def keep(read: Read, stamp: Stamp) -> Kept:
    """Return what to keep of a file that was read after it looked like `stamp`."""
    judged = read.judged
    state: State = (
        "faulty" if judged.faulty else "beyond words" if judged.study is None else "sound"
    )
    if judged.study is not None and judged.study.status == "draft":
        state = "draft"
    return Kept(stamp, read.content, read.seen, state, judged.turning_days, judged.references)


def basis(vocabulary: Iterable[tuple[str, str]]) -> str:
    """Return a text that changes when the same files might be judged otherwise: with other words,
    or another program.

    `vocabulary` holds the paths of the vocabulary files with a digest of each.
    """
    digest = blake2b(
        f"{platform.python_version()} {MARKDOWN_VERSION} {YAML_VERSION}".encode(), digest_size=16
    )
    for path, content in sorted(vocabulary):
        digest.update(f"\n{path} {content}".encode("utf-8", "surrogatepass"))
    package = Path(__file__).parent
    # The code that reads, judges and makes documents; whoever changes a rule gets its result
    # without raising a number.
    parts = ("*.py", "model/*.py", "privacy/*.py", "content/*.py", "checks/**/*.py", "lookup/*.py")
    for code in sorted(file for part in parts for file in package.glob(part)):
        digest.update(b"\n" + code.read_bytes())
    return digest.hexdigest()


def to_bytes(memory: Memory) -> bytes:
    """Return a memory as it is written."""
    files = list(memory.files.values())
    return json.dumps(
        [memory.basis, memory.day, files], ensure_ascii=False, separators=(",", ":")
    ).encode("utf-8", "surrogatepass")


def from_bytes(content: bytes) -> Memory:
    """Return the memory that was written; nothing is remembered where that is damaged or was never
    written.
    """
    try:
        basis, day, rows = json.loads(content.decode("utf-8", "surrogatepass"))
        found = [
            Kept(
                tuple(stamp),
                content,
                seen,
                state,
                tuple(days),
                references_from_json(references),
                digest,
                date,
            )
            for stamp, content, seen, state, days, references, digest, date in rows
        ]
    except (ValueError, TypeError):
        return FORGOTTEN
    return Memory(basis, day, {one.path: one for one in found})
