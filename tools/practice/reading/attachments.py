"""The pictures and documents beside the case studies: what they say of places and people without showing it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from practice.privacy.hidden import LARGEST, can_hide, find_hidden
from practice.reading.draft import Attachment
from practice.reading.scanning import refuse_pipe


def read_attachments(root: Path, files: Iterable[str]) -> tuple[Attachment, ...]:
    """Return those of `files`, relative to `root`, that say something; what cannot be read says nothing."""
    read = ((path, _content(root / path)) for path in files if can_hide(path))
    found = (Attachment(path, find_hidden(path, content)) for path, content in read if content)
    return tuple(attachment for attachment in found if attachment.traces)


def _content(file: Path) -> bytes:
    try:
        if file.is_symlink():
            return b""
        refuse_pipe(file)
        with file.open("rb") as opened:
            return opened.read(LARGEST)
    except OSError:
        return b""
