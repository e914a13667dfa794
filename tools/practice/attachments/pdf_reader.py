"""A program of its own that reads the words of one PDF file: what a hostile file breaks is this and
nothing else.

It is run by `words`, which ends it when it takes too long: a PDF comes in, JSON goes out.
PDFium (pypdfium2) reads the PDF, as Chromium does.
"""

from __future__ import annotations

import base64
import ctypes
import json
import re
import sys
from collections.abc import Iterator
from typing import Any

MOST_CHARACTERS = 1024 * 1024
"""Of one PDF: as many as are read of any other file."""
MOST_PAGES = 5_000
"""More than the longest manual has; the time that pages may take is limited besides."""
MOST_BYTES = 128 * 1024 * 1024
"""More than a file that is looked into."""
NOT_INSTALLED = "pypdfium2, which reads the words of PDF files, is not installed here"
DAMAGED = "it is damaged"
TOO_MANY_PAGES = f"it has more than {MOST_PAGES} pages"
_MOST_MEMORY = 2 * 1024**3
_MOST_ON_PAGE = 1_000
"""How many comments, fields or pictures of one page, and attached files, are looked at."""
_MOST_ATTACHED = 16 * 1024 * 1024
"""Bytes of all attached files, as much as is unpacked of an office file."""
_PART_OF_PAGE = 0.5
"""A picture of half a page and no words beside it: a scan, or a page that was saved as a picture.
"""
_FEW = 20
"""Letters and digits that a page of pictures may have all the same: its number, the name of a
scanner.
"""
# Two columns of a table rather than two groups of a number: further from each other than one and a
# half digits are high.
_APART = 1.5
# Digits one by one are left together: they stand in the boxes of a form.
_GROUPS = re.compile(r"(?<=[0-9][0-9]) (?=[0-9])|(?<=[0-9]) (?=[0-9][0-9])")
# What PDFium says of a word that a hyphen parts at the end of a line; and of letters that are not
# in the font.
_PARTED, _UNKNOWN = "\ufffe", "\0"


class _CannotRead(Exception):
    """A PDF whose words cannot be read; the message says why."""


def main() -> None:
    """Read a PDF from standard input, and say what stands in it as JSON."""
    _limit_memory()
    print(json.dumps(answer(sys.stdin.buffer.read(MOST_BYTES))))


def answer(content: bytes) -> dict[str, object]:
    """Return the words of a PDF, its pages that are pictures alone (from 1), the number of pages
    and attached files; or a fault.

    One with a password gives no words: nobody can read it.
    """
    try:
        import pypdfium2
    except (ImportError, OSError):
        return {"fault": NOT_INSTALLED}
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        return {"words": "", "pictures": [], "pages": 0} if locked else {"fault": DAMAGED}
    try:
        return _read(pdf)
    except _CannotRead as error:
        return {"fault": str(error)}
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return {"fault": DAMAGED}
    finally:
        pdf.close()


def _read(pdf: Any) -> dict[str, object]:
    if len(pdf) > MOST_PAGES:
        raise _CannotRead(TOO_MANY_PAGES)
    pdf.init_forms()
    properties = pdf.get_metadata_dict(skip_empty=True)
    parts = [properties[key] for key in ("Title", "Subject", "Keywords") if key in properties]
    read = sum(map(len, parts))
    pictures = []
    for number, page in enumerate(pdf, start=1):
        words = _words_of(page)
        if sum(map(str.isalnum, words)) < _FEW and _is_picture(page):
            pictures.append(number)
        parts += [words, *_entries(pdf, page)]
        read += len(words)
        page.close()
        if read > MOST_CHARACTERS:
            break
    return {
        "words": "\n\n".join(parts)[:MOST_CHARACTERS],
        "pictures": pictures,
        "pages": len(pdf),
        "files": list(_attached(pdf)),
    }


def _attached(pdf: Any) -> Iterator[str]:
    """Yield the files that are attached, as text."""
    from pypdfium2 import raw

    left = _MOST_ATTACHED
    for number in range(min(pdf.count_attachments(), _MOST_ON_PAGE)):
        file, size = raw.FPDFDoc_GetAttachment(pdf, number), ctypes.c_ulong()
        if file and raw.FPDFAttachment_GetFile(file, None, 0, size) and 0 < size.value <= left:
            left -= size.value
            place = ctypes.create_string_buffer(size.value)
            raw.FPDFAttachment_GetFile(file, place, size.value, size)
            yield base64.b64encode(place.raw).decode()


def _words_of(page: Any) -> str:
    text_page = page.get_textpage()
    text: str = text_page.get_text_range()
    # From the end, as what is put in moves all that follows.
    for space in reversed(list(_GROUPS.finditer(text))):
        if _stand_apart(text_page, space.start()):
            text = f"{text[: space.start()]}\n\n{text[space.end() :]}"
    return text.replace("\r\n", "\n").replace("\r", "\n").replace(_PARTED, "").replace(_UNKNOWN, "")


def _stand_apart(text_page: Any, space: int) -> bool:
    """Whether the figures on both sides of a space stand in cells of their own."""
    from pypdfium2 import raw

    before, after = (
        raw.FPDFText_GetCharIndexFromTextIndex(text_page, place) for place in (space - 1, space + 1)
    )
    if before < 0 or after < 0:
        return False
    left, bottom, right, top = text_page.get_charbox(before)
    next_left, next_bottom, next_right, next_top = text_page.get_charbox(after)
    gap = max(next_left - right, left - next_right, next_bottom - top, bottom - next_top)
    # Text may run upwards: then its digits are wide, not high.
    return bool(gap > _APART * max(right - left, top - bottom))


def _entries(pdf: Any, page: Any) -> Iterator[str]:
    """Yield what stands in the fields and comments of a page, which is no part of its text."""
    from pypdfium2 import raw

    for number in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST_ON_PAGE)):
        entry = raw.FPDFPage_GetAnnot(page, number)
        if entry:
            yield _text(raw.FPDFAnnot_GetStringValue, entry, b"Contents")
            if pdf.formenv:
                yield _text(raw.FPDFAnnot_GetFormFieldValue, pdf.formenv, entry)
            raw.FPDFPage_CloseAnnot(entry)


def _text(ask: Any, *about: object) -> str:
    """Return a text that PDFium writes to a place which it has to be given, once it has said how
    large.
    """
    from pypdfium2 import raw

    size = min(ask(*about, None, 0), 2 * MOST_CHARACTERS)
    place = ctypes.create_string_buffer(size)
    ask(*about, ctypes.cast(place, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return place.raw.decode("utf-16-le", "replace").rstrip("\0")


def _is_picture(page: Any) -> bool:
    from pypdfium2 import raw

    width, height = page.get_size()
    for number, picture in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) >= _PART_OF_PAGE * width * height:
            return True
        if number == _MOST_ON_PAGE:
            break
    return False


def _limit_memory() -> None:
    """Let a file that unpacks without end hit a limit of this process; Windows has no such limits,
    and there time alone ends it.
    """
    try:
        import resource
    except ImportError:
        return
    # A copy of what a crashed process held would be a copy of somebody's file.
    for kind, most in ((resource.RLIMIT_AS, _MOST_MEMORY), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):
            continue


if __name__ == "__main__":
    main()
