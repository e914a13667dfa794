"""The words in a file beside a case study: of plain text, tables, PDF, Word, Excel, PowerPoint and OpenDocument files."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator

from practice.privacy.finding import find
from practice.privacy.hidden_in_documents import CANNOT_UNPACK
from practice.privacy.kinds import Kind
from practice.privacy.traces import Trace
from practice.privacy.words_in_pdf import PdfWords, read_pdf

_MOST = 1024 * 1024
"""Characters that are read of one file: more than any case study needs, and few enough to be searched in seconds."""
_MOST_UNPACKED = 16 * 1024 * 1024
_SHOWN = 3
_PARTS = re.compile(
    r"word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml|xl/sharedStrings\.xml|xl/worksheets/[^/]+\.xml"
    r"|xl/comments\d*\.xml|ppt/(?:slides|notesSlides)/[^/]+\.xml|content\.xml"
)
# Where a paragraph, a row or a cell ends, a line does; all other signs stand inside words.
_ENDS = re.compile(r"</(?:w:p|a:p|si|row|c|v|text:p|text:h|table:table-cell)>|<(?:w:br|w:tab|a:br|text:line-break|text:tab)\b[^>]*>")
_SIGNS = re.compile(r"<[^>]*>")
# A line of one figure before another such line, as the cells of a table come: read on, they would make a number now and then.
# Not single digits, which are the boxes of a form.
_FIGURE_IN_LINE = re.compile(r"^([ \t]*[0-9][0-9.,]+[ \t]*)\n(?=[ \t]*[0-9][0-9.,]+[ \t]*$)", re.MULTILINE)


def traces_in_words(content: bytes, kind: Kind) -> Iterator[Trace]:
    """Yield the first things in a file's words that stop publication, each covered as reports cover them.

    Of a PDF, also which pages are pictures of words, or why its words cannot be read.
    """
    if kind != "PDF":
        yield from _identifying(words_in(content, kind))
        return
    pdf = read_pdf(content)
    if pdf.fault:
        yield Trace("unread", pdf.fault)
    yield from _identifying(pdf.words[:_MOST])
    if pages := _pictures(pdf):
        yield Trace("pictures", pages)


def words_in(content: bytes, kind: Kind) -> str:
    """Return the words of a text or an office file, or as many of them as are read; nothing of other kinds."""
    if kind == "text":
        return _decoded(content)[:_MOST]
    if kind != "office file":
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(_parts(archive))[:_MOST]
    except CANNOT_UNPACK:
        return ""  # what cannot be read is not published either


def _identifying(words: str) -> Iterator[Trace]:
    stopping = (match.message for match in find(_FIGURE_IN_LINE.sub(r"\1\n\n", words)) if match.pattern.level == "error")
    for message in list(dict.fromkeys(stopping))[:_SHOWN]:
        yield Trace("identifies", message)


def _pictures(pdf: PdfWords) -> str:
    """Return which pages of a PDF are pictures, as the subject of a sentence; a cover before pages of words is none."""
    pages = pdf.pictures[1:] if pdf.pictures[:1] == (1,) and len(pdf.pictures) < pdf.pages else pdf.pictures
    if len(pages) == pdf.pages:
        return "every page" if pdf.pages > 1 else "its page" if pages else ""
    shown = [str(page) for page in pages[:_SHOWN]]
    if len(pages) > _SHOWN:
        return f"{len(pages)} of its {pdf.pages} pages, from page {shown[0]} on,"
    return f"page {shown[0]}" if len(shown) == 1 else f"pages {', '.join(shown[:-1])} and {shown[-1]}" if shown else ""


def _parts(archive: zipfile.ZipFile) -> Iterator[str]:
    left = _MOST_UNPACKED
    for member in archive.infolist():
        if _PARTS.fullmatch(member.filename) and not member.flag_bits & 1:
            with archive.open(member) as opened:
                part = opened.read(left)
            left -= len(part)
            yield html.unescape(_SIGNS.sub("", _ENDS.sub("\n", part.decode(errors="replace"))))


def _decoded(content: bytes) -> str:
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")
