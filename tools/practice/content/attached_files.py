"""The files beside the case studies: what they are, and what they say of places and people without
showing it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from practice.attachments.file_types import LARGEST, is_published, kind_of
from practice.attachments.inspect import find_hidden
from practice.attachments.words import traces_in_words
from practice.content.draft import Attachment
from practice.content.files import refuse_pipe


def read_attachments(root: Path, files: Iterable[str]) -> tuple[Attachment, ...]:
    """Return those of `files`, relative to `root`, that say something or are of no kind that is
    published.
    """
    return tuple(attachment for path in files for attachment in _read(root / path, path))


def _read(file: Path, path: str) -> Iterator[Attachment]:
    try:
        if file.is_symlink():
            yield Attachment(path, "link to another place")
            return
        refuse_pipe(file)
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError:
        return  # it is gone, or whoever builds the site will be told that it cannot be read
    if len(content) > LARGEST:
        yield Attachment(path, "file of more than 64 MB")
        return
    kind = kind_of(content)
    traces = find_hidden(content)
    if kind != "PDF" or not any(
        trace.kind == "unread" for trace in traces
    ):  # a PDF that one library gave up is not for the next one
        traces = tuple(dict.fromkeys((*traces, *traces_in_words(content, kind))))
    attachment = Attachment(path, kind, traces)
    if attachment.traces or not is_published(path, attachment.kind):
        yield attachment
