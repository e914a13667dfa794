"""Where a content repository is, which files lie in it, and what the file system says of each.

Every search starts with this, so it imports next to nothing and makes plain tuples.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path
from stat import S_ISLNK, S_ISREG

CONTENT = "case_studies"
ADOPTIONS = "adoptions.yml"
MAX_BYTES = 1024 * 1024
"""No file of text is read beyond this."""
SETTLED = 2_000_000_000
"""Nanoseconds after which the next change of a file is sure to show in its times: FAT counts in
steps of two seconds.
"""

Stamp = tuple[str, int, int, int, int]
"""A path relative to the root with "/" between parts; then size, times of the last change to
content and to anything, both in nanoseconds, and the number of the file. Of a folder that cannot be
read: its path and a size of -1.
"""


def scan(root: str | os.PathLike[str]) -> tuple[Stamp, ...]:
    """Return the stamp of every file under `root/case_studies/`, folder by folder, each in order of
    names.

    Links to folders are not followed: nothing outside the root is ever looked at.
    """
    found: list[Stamp] = []
    top = os.fspath(root)
    pending = [CONTENT]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(f"{top}/{folder}") as entries:
                for name, entry in sorted([(entry.name, entry) for entry in entries]):
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(f"{folder}/{name}")
                    else:
                        of = entry.stat(follow_symlinks=False)
                        if not (
                            S_ISREG(of.st_mode)
                            or S_ISLNK(of.st_mode)
                            or name.endswith((".md", ".yml", ".csv"))
                        ):
                            # A pipe or a device; one named like text stays, so that a check says
                            # so.
                            continue
                        found.append(
                            (
                                f"{folder}/{name}",
                                of.st_size,
                                of.st_mtime_ns,
                                of.st_ctime_ns,
                                of.st_ino,
                            )
                        )
        except OSError:
            found.append((folder, -1, 0, 0, 0))
    return tuple(found)


def is_settled(stamp: Stamp, seen: int) -> bool:
    """Whether a file with this stamp that was read at `seen` (in nanoseconds) cannot have changed
    since without another stamp.

    Times have steps, so what is written just after a file was read may carry the time of what was
    read. Git has the same rule (its "racily clean" entries). A time to come, from a clock that is
    wrong, is never settled.
    """
    _, _, modified, changed, _ = stamp
    return max(modified, changed) + SETTLED < seen


def sort_out(stamps: tuple[Stamp, ...]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the paths of the case studies, of the adoptions and of all other files, each in order.

    A name that starts with "_" or ".", of a file or of any folder above it, is nobody's.
    """
    studies, adoptions, others = [], [], []
    for path, size, *_ in stamps:
        if size < 0 or "/_" in path or "/." in path:
            continue
        name = path.rpartition("/")[2]
        if name == ADOPTIONS:
            adoptions.append(path)
        elif name.endswith(".md") and name != "README.md":
            studies.append(path)
        else:
            others.append(path)
    return tuple(sorted(studies)), tuple(sorted(adoptions)), tuple(sorted(others))


def read_content(root: Path, path: str) -> bytes:
    """Return what is in the file at `path`, relative to `root`; of a file that is too large, enough
    to tell.

    Raises:
        OSError: it cannot be read, or is a link to another place.
    """
    file = root / path
    if file.is_symlink():
        raise OSError("it is a link to another place")
    refuse_pipe(file)
    with file.open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def refuse_pipe(file: Path) -> None:
    """Raise OSError for what is no file, such as a pipe: reading it might never end."""
    if not S_ISREG(file.stat().st_mode):
        raise OSError("it is not a file")


def digest_of(content: bytes) -> str:
    """Return a short text that differs when the content of a file does."""
    return blake2b(content, digest_size=16).hexdigest()


def digest_of_file(root: Path, path: str) -> str:
    """Return the digest of what `read_content` gives; nothing for a file that cannot be read."""
    try:
        return digest_of(read_content(root, path))
    except OSError:
        return ""


ENVIRONMENT = "PRACTICE_ROOT"
_MARK = Path("case_studies") / "_vocabulary"


class NoContentRepository(Exception):
    """There is no content repository where one was looked for; the message says where and what to
    do.
    """


def find_root(given: str | None = None, start: Path | None = None) -> Path:
    """Return the root of the content repository, as an absolute path.

    Args:
        given: the folder the user named, if any; else the environment's PRACTICE_ROOT counts.
        start: where to begin looking upwards when nothing was named; the current folder if not
            given.

    Raises:
        NoContentRepository: the folder named is none, or none is found on the way up.
    """
    named = given or os.environ.get(ENVIRONMENT)
    if named:
        root = Path(named).expanduser().absolute()
        if not (root / _MARK).is_dir():
            raise NoContentRepository(
                f"{named} is not a content repository: it has no folder {_MARK.as_posix()}."
            )
        return root
    here = (start or Path.cwd()).absolute()
    for folder in (here, *here.parents):
        if (folder / _MARK).is_dir():
            return folder
    raise NoContentRepository(
        f"There is no content repository here or above: no folder holds {_MARK.as_posix()}. "
        f"Change to one, or name it with --root DIR or {ENVIRONMENT}."
    )
