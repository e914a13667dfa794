"""The words in a file beside a case study: of plain text, tables, PDF, Word, Excel, PowerPoint and
OpenDocument files. Those of a PDF are read by a process of its own (`pdf_reader`): a file that is
made to do harm costs that process and no more."""

from __future__ import annotations

import base64
import html
import io
import json
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

from practice.attachments import pdf_reader
from practice.attachments.archives import CANNOT_UNPACK
from practice.attachments.file_types import Kind, kind_of
from practice.attachments.metadata import Trace
from practice.attachments.pdf import older_versions
from practice.privacy.scanner import find

MOST_SECONDS = 20.0
"""For one file; a manual of 500 pages takes one."""
_BROKEN = "it breaks the program that reads its words"
_TOO_SLOW = f"reading its words takes longer than {MOST_SECONDS:.0f} seconds"


@dataclass(frozen=True, slots=True)
class PdfWords:
    """What stands in a PDF: the words of its pages, fields, comments and title; which of its pages
    are pictures alone, counted from 1, of how many; the files that are attached to it; or why it
    cannot be read (`fault`).
    """

    words: str = ""
    pictures: tuple[int, ...] = ()
    pages: int = 0
    fault: str = ""
    files: tuple[bytes, ...] = ()


def read_pdf(content: bytes) -> PdfWords:
    """Return what stands in a PDF, and in the older versions of it that are still there: what was
    taken out can be read in those.
    """
    until = time.monotonic() + MOST_SECONDS
    now = _read(content, MOST_SECONDS)
    words = [now.words]
    for version in older_versions(content) if not now.fault else ():
        if (left := until - time.monotonic()) <= 0:
            return PdfWords(fault=_TOO_SLOW)
        words.append(_read(bytes(version), left).words)
    return replace(now, words="\n\n".join(dict.fromkeys(words)))


def _read(content: bytes, seconds: float) -> PdfWords:
    # By its path and without the folder it lies in (-P): nothing of ours is needed there, and
    # nothing may stand for a library.
    command = [sys.executable, "-P", pdf_reader.__file__]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=seconds, check=False
        )
        said = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return PdfWords(fault=_TOO_SLOW)
    except (OSError, ValueError):
        return PdfWords(fault=_BROKEN)
    return PdfWords(
        said.get("words", ""),
        tuple(said.get("pictures", ())),
        said.get("pages", 0),
        said.get("fault", ""),
        tuple(map(base64.b64decode, said.get("files", ()))),
    )


_MOST = 1024 * 1024
"""Characters that are read of one file: more than any case study needs, and few enough to be
searched in seconds.
"""
_MOST_UNPACKED = 16 * 1024 * 1024
_SHOWN = 3
_PARTS = re.compile(
    r"word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml|xl/sharedStrings\.xml|xl/worksheets/[^/]+\.xml"
    r"|xl/(?:comments\d*|threadedComments/[^/]+|drawings/[^/]+)\.xml|ppt/(?:slides|notesSlides|comments)/[^/]+\.xml"
    r"|(?:word|xl|ppt)/(?:charts|diagrams)/[^/]+\.xml|(?:Object [^/]+/)?content\.xml"
)
# The rows behind a pivot table: they stay in the file when the sheet with them is gone, and stand
# in attributes.
_CACHES = re.compile(r"xl/pivotCache/[^/]+\.xml")
_CACHED = re.compile(r'<[dns] v="([^"]*)"')
# The sheet behind a graph, say.
_INSIDE = re.compile(r"(?:word|xl|ppt)/embeddings/[^/]+")
_DEEPEST = 3
# Where a paragraph, a row or a cell ends, a line does; all other signs stand inside words.
_ENDS = re.compile(
    r"</(?:w:p|a:p|c:v|si|row|c|v|text:p|text:h|table:table-cell)>|<(?:w:br|w:tab|a:br|text:line-break|text:tab)\b[^>]*>"
)
_SIGNS = re.compile(r"<[^>]*>")
# A line of one figure before another such line, as the cells of a table come: read on, they would
# make a number now and then. Not single digits, which are the boxes of a form.
_FIGURE_IN_LINE = re.compile(
    r"^([ \t]*[0-9][0-9.,]+[ \t]*)\n(?=[ \t]*[0-9][0-9.,]+[ \t]*$)", re.MULTILINE
)

# What a program works out has up to sixteen decimals: of twenty sheets full of them, two held an
# NHS number by chance.
_DECIMALS = re.compile(r"(?<=[0-9]\.)[0-9]{7,}")


def traces_in_words(content: bytes, kind: Kind) -> Iterator[Trace]:
    """Yield the first things in a file's words that stop publication, each covered as reports cover
    them.

    Of a PDF, also which pages are pictures of words, or why its words cannot be read.
    """
    if kind != "PDF":
        yield from _identifying(words_in(content, kind))
        return
    pdf = read_pdf(content)
    if pdf.fault:
        yield Trace("unread", pdf.fault)
    attached = [words_in(file, kind_of(file)) for file in pdf.files]
    yield from _identifying("\n\n".join((pdf.words, *attached))[:_MOST])
    if pages := _pictures(pdf):
        yield Trace("pictures", pages)


def words_in(content: bytes, kind: Kind) -> str:
    """Return the words of a text or an office file, or as many of them as are read; nothing of
    other kinds.
    """
    if kind == "text":
        return _decoded(content)[:_MOST]
    if kind != "office file":
        return ""
    try:
        return "\n".join(_parts(content, [_MOST_UNPACKED]))[:_MOST]
    except CANNOT_UNPACK:
        return ""  # what cannot be read is not published either


def _identifying(words: str) -> Iterator[Trace]:
    read = _FIGURE_IN_LINE.sub(r"\1\n\n", _DECIMALS.sub("", words))
    stopping = (match.message for match in find(read) if match.pattern.level == "error")
    for message in list(dict.fromkeys(stopping))[:_SHOWN]:
        yield Trace("identifies", message)


def _pictures(pdf: PdfWords) -> str:
    """Return which pages of a PDF are pictures, as the subject of a sentence; a cover before pages
    of words is none.
    """
    pages = (
        pdf.pictures[1:]
        if pdf.pictures[:1] == (1,) and len(pdf.pictures) < pdf.pages
        else pdf.pictures
    )
    if len(pages) == pdf.pages:
        return "every page" if pdf.pages > 1 else "its page" if pages else ""
    shown = [str(page) for page in pages[:_SHOWN]]
    if len(pages) > _SHOWN:
        return f"{len(pages)} of its {pdf.pages} pages, from page {shown[0]} on,"
    return (
        f"page {shown[0]}"
        if len(shown) == 1
        else f"pages {', '.join(shown[:-1])} and {shown[-1]}"
        if shown
        else ""
    )


def _parts(content: bytes, left: list[int], depth: int = 0) -> Iterator[str]:
    """Yield the words of an office file, part by part, and of the office files in it; `left` is how
    much may still be unpacked.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            name = member.filename
            if member.flag_bits & 1 or not (
                _PARTS.fullmatch(name) or _CACHES.fullmatch(name) or _INSIDE.fullmatch(name)
            ):
                continue
            with archive.open(member) as opened:
                part = opened.read(left[0])
            left[0] -= len(part)
            if _INSIDE.fullmatch(name):
                if depth < _DEEPEST and kind_of(part) == "office file":
                    yield from _parts(part, left, depth + 1)
            elif _CACHES.fullmatch(name):
                yield html.unescape("\n\n".join(_CACHED.findall(part.decode(errors="replace"))))
            else:
                yield html.unescape(_SIGNS.sub("", _ENDS.sub("\n", part.decode(errors="replace"))))


def _decoded(content: bytes) -> str:
    encodings = (
        ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    )
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")
