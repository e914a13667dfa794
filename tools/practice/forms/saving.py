"""Put a case study where it belongs without overwriting anything, and keep unfinished answers where
no one else sees them.
"""

from __future__ import annotations

import errno
import os
import secrets
import tempfile
from collections.abc import Container
from contextlib import suppress
from pathlib import Path

from practice.content.paths import free_name

DRAFTS = Path(".practice") / "drafts"
"""Never published; the folder tells git to commit nothing of it, and itself neither."""


def write_new(file: Path, text: str) -> None:
    """Write a file that is not there yet, all of it or nothing.

    Raises:
        FileExistsError: it is there.
        OSError: it cannot be written.
    """
    made = [folder for folder in file.parents if not folder.exists()]
    # No check reads a name that begins with a full stop, should this one ever be left behind.
    beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with beside.open("xb") as opened:
                opened.write(text.encode())
            _give_name(beside, file)
        finally:
            beside.unlink(missing_ok=True)
    except BaseException:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        raise


def _give_name(beside: Path, file: Path) -> None:
    """Let a finished file have its name, unless something has it."""
    try:
        os.link(beside, file)  # unlike a change of the name, this never takes the place of a file
    except FileExistsError:
        raise
    except OSError:  # a stick or a share that knows no second names
        if os.path.lexists(file):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file)) from None
        beside.rename(file)


def write_over(file: Path, content: bytes) -> None:
    """Replace what is in a file, all of it or nothing; who may read it stays as it was.

    Raises:
        OSError: it cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        beside.chmod(file.stat().st_mode & 0o7777)
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def keep_draft(root: Path, name: str, text: str) -> Path:
    """Keep unfinished answers and return the file, which is a new one."""
    folder = root / DRAFTS
    folder.mkdir(parents=True, exist_ok=True)
    # Whatever a repository brings along there, git is to commit nothing of it.
    ignore = folder / ".gitignore"
    ignore.unlink(missing_ok=True)
    write_new(ignore, "*\n")
    taken: Container[str] = {file.stem for file in folder.glob("*.json")}
    file = folder / f"{free_name(name, taken)}.json"
    write_new(file, text)
    return file


def forget_draft(root: Path, file: Path) -> None:
    """Delete a file of answers that `keep_draft` made; any other is its author's own."""
    if file.resolve().parent == (root / DRAFTS).resolve():
        file.unlink(missing_ok=True)
