"""The maker that Word, Excel, PowerPoint, OpenDocument and PDF files name, and what the pictures in them say."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from practice.privacy.hidden_in_pictures import in_jpeg, in_png
from practice.privacy.traces import Trace, in_xmp

_MOST = 16 * 1024 * 1024
_MOST_MEMBERS = 2_000
_PROPERTIES = {
    "docProps/core.xml": re.compile(rb"<((?:dc:)?creator|(?:cp:)?lastModifiedBy)(?:\s[^>]*)?>\s*[^<\s]"),
    "docProps/app.xml": re.compile(rb"<(Manager)(?:\s[^>]*)?>\s*[^<\s]"),
    "meta.xml": re.compile(rb"<(dc:creator|meta:initial-creator|meta:printed-by)(?:\s[^>]*)?>\s*[^<\s]"),
    "word/comments.xml": re.compile(rb'\b(w:author)="[^"]'),
    "word/document.xml": re.compile(rb'\b(w:author)="[^"]'),
}
_PDF_AUTHOR = re.compile(rb"/Author\s*(?:\(\s*[^)\s]|<\s*[0-9A-Fa-f]{2}(?!\s*>))")
_PDF_STREAM = re.compile(rb"stream\r?\n")
_PDF_HEADER = 400
"""Bytes before a stream in which its own description stands."""


def in_zip(content: bytes) -> Iterator[Trace]:
    """Yield what an office file (a ZIP archive) says in its properties, its comments and the pictures in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist()[:_MOST_MEMBERS]:
                yield from _in_member(archive, member)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        return  # damaged, or with a password: nobody can open it to read a name either


def _in_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Trace]:
    name = member.filename
    properties = _PROPERTIES.get(name)
    picture = in_jpeg if name.lower().endswith((".jpg", ".jpeg")) else in_png if name.lower().endswith(".png") else None
    if not properties and not picture:
        return
    with archive.open(member) as opened:
        content = opened.read(_MOST)
    if properties:
        for found in properties.finditer(content):
            yield Trace("author", found[1].decode("ascii"))
    if picture:
        yield from picture(content)


def in_pdf(content: bytes) -> Iterator[Trace]:
    """Yield what a PDF says in its properties, packed ones too; not that of one with a password."""
    yield from _in_pdf_part(content)
    left = _MOST
    for stream in _PDF_STREAM.finditer(content):
        header = content[max(0, stream.start() - _PDF_HEADER) : stream.start()].rpartition(b" obj")[2]
        # Properties are in one of these two when they are packed; the rest is what the pages show.
        if b"/FlateDecode" not in header or not (b"/ObjStm" in header or b"/Metadata" in header) or left <= 0:
            continue
        try:
            part = zlib.decompressobj().decompress(content[stream.end() : stream.end() + _MOST], left)
        except zlib.error:
            continue
        yield from _in_pdf_part(part)
        left -= len(part)


def _in_pdf_part(content: bytes) -> Iterator[Trace]:
    if _PDF_AUTHOR.search(content):
        yield Trace("author", "Author")
    yield from in_xmp(content)
