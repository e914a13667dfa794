"""What this computer remembers of a content repository, in a folder of the user's own: the search
index, and what reading and checking each file by itself gave.

A search opens the index on every call, so this imports next to nothing.
"""

from __future__ import annotations

import json
import os
import platform
import stat
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from practice.content.files import Stamp, is_settled
from practice.search import IndexUnwritable, SearchError
from practice.search.storage import make_way

if TYPE_CHECKING:
    from practice.checks.references import References

CACHE = "PRACTICE_CACHE"
"""The variable of the environment that names another folder for the caches of all repositories."""
_FILES = "files.json"
State = Literal["faulty", "draft", "sound", "unresolved"]
"""Of one file by itself: it has errors; it is a draft; it can be found; or it uses words of a
broken vocabulary file.
"""


class Facts(NamedTuple):
    """What one file gave by itself: how it looked, what was in it and when it was read; the day on
    which it was checked; its references; and the search document made of it.

    `digest` and `date` are the document's; both are empty where there is none.
    """

    stamp: Stamp
    content: str
    seen: int
    day: str
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

    def hold(self, today: str) -> bool:
        """Whether what was checked is right today, as no date in it has come between."""
        first, last = sorted((self.day, today))
        return bool(self.content) and not any(first < day <= last for day in self.turning_days)


def cache_folder(root: Path) -> Path:
    """Return the folder for what is remembered of `root`, made if need be: in the user's cache,
    never in the repository.

    Whoosh unpickles what it opens, and whoever can offer a change could bring files along.

    Raises:
        SearchError: the folder there is somebody else's, others can write to it, or it cannot be
            made.
    """
    named = os.environ.get(CACHE)
    if named:
        base = Path(named)
    else:
        from platformdirs import user_cache_path

        base = user_cache_path("practice-exchange", appauthor=False)
    name = blake2b(str(root.resolve()).encode("utf-8", "surrogateescape"), digest_size=16)
    folder = base.absolute() / name.hexdigest()
    try:
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not folder.is_dir():
            folder.unlink(missing_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.lstat()
    except OSError as error:
        raise IndexUnwritable(str(folder), error) from error
    if hasattr(os, "getuid") and (
        not stat.S_ISDIR(status.st_mode)
        or status.st_uid != os.getuid()
        or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    ):
        raise SearchError(
            f"The search index is not opened: others can write to {folder}. Remove that folder, or"
            f" name another with {CACHE}."
        )
    return folder


def basis(vocabulary: Iterable[tuple[str, str]]) -> str:
    """Return a text that changes when the same files might give something else: with other words,
    or another program.

    `vocabulary` holds the paths of the vocabulary files with a digest of each.
    """
    from practice.content.markdown import MARKDOWN_VERSION
    from practice.content.yaml_nodes import YAML_VERSION

    versions = f"{platform.python_version()} {MARKDOWN_VERSION} {YAML_VERSION}"
    digest = blake2b(versions.encode(), digest_size=16)
    for path, content in sorted(vocabulary):
        digest.update(f"\n{path} {content}".encode("utf-8", "surrogatepass"))
    package = Path(__file__).parent
    # The code that reads, checks and makes documents; whoever changes a rule gets its result
    # without raising a number.
    parts = ("*.py", "model/*.py", "privacy/*.py", "content/*.py", "checks/**/*.py", "lookup/*.py")
    for code in sorted(file for part in parts for file in package.glob(part)):
        digest.update(b"\n" + code.read_bytes())
    return digest.hexdigest()


def read_facts(folder: Path, basis: str) -> Mapping[str, Facts]:
    """Return the facts kept in `folder`, by path; none where they rest on another basis, or the
    file is missing or not as it was written.
    """
    from practice.checks.references import references_from_json

    try:
        checksum, _, content = (folder / _FILES).read_bytes().partition(b"\n")
        if checksum.decode() != _checksum(content):
            return {}
        rested_on, rows = json.loads(content.decode("utf-8", "surrogatepass"))
        if rested_on != basis:
            return {}
        return {
            stamp[0]: Facts(
                tuple(stamp), read, seen, day, state, tuple(days), references_from_json(told), *rest
            )
            for stamp, read, seen, day, state, days, told, *rest in rows
        }
    except (OSError, ValueError, TypeError):
        return {}


def write_facts(folder: Path, basis: str, facts: Iterable[Facts]) -> None:
    """Keep facts in `folder`, in one step.

    Raises:
        OSError: the folder cannot be written.
    """
    content = json.dumps([basis, list(facts)], ensure_ascii=False, separators=(",", ":"))
    written = content.encode("utf-8", "surrogatepass")
    beside = folder / f"{_FILES}.{os.urandom(4).hex()}"
    try:
        beside.write_bytes(b"%s\n%s" % (_checksum(written).encode(), written))
        make_way(str(folder / _FILES))
        beside.replace(folder / _FILES)
    finally:
        beside.unlink(missing_ok=True)


def _checksum(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
