"""What a file is, whether it is safe to read, and its text in whatever encoding."""

from __future__ import annotations

import codecs
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from practice.attachments.archives import has_macros, unpack
from practice.attachments.errors import CannotImport

Kind = Literal["docx", "odt", "xlsx", "html", "md", "csv"]
KINDS: dict[str, Kind] = {
    ".docx": "docx",
    ".odt": "odt",
    ".xlsx": "xlsx",
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".markdown": "md",
    ".csv": "csv",
    ".tsv": "csv",
}
"""Ending of a file's name -> what it should be."""

MAX_BYTES = 50 * 1024 * 1024
MAX_TEXT = 2 * 1024 * 1024

_ENDINGS = ", ".join(ending for ending in KINDS if ending not in (".htm", ".markdown", ".tsv"))
_OLD_WORD = (
    "It is a file of Word 97 to 2003, or a newer one protected with a password. Open it in Word,"
    " take off the password (File, Info, Protect Document), save it as 'Word Document (*.docx)' and"
    " try again."
)
_OLD_EXCEL = (
    "It is a file of Excel 97 to 2003, or a newer one protected with a password. Open it in Excel,"
    " take off the password (File, Info, Protect Workbook), save it as 'Excel Workbook (*.xlsx)'"
    " and try again."
)
# Word can save files in the "Strict" variant of its format: the same under other names.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/math": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/math"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/"
    ),
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}
_MAIN_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "content.xml": "odt"}


@dataclass(frozen=True)
class Source:
    """A file that can be read: where it is, what it is, its bytes, and for an office file its
    parts.
    """

    path: Path
    kind: Kind
    content: bytes
    parts: dict[str, bytes]
    remarks: tuple[str, ...] = ()


def open_source(path: Path) -> Source:
    """Read the file at `path` and make sure that it is what it claims to be.

    Raises:
        CannotImport: it is no file of a kind that is read, or is too large, empty, damaged, locked
            or dangerous.
    """
    ending = path.suffix.lower()
    content = _read(path)
    if ending in (".docm", ".dotm", ".xlsm"):
        better = "Excel Workbook (*.xlsx)" if ending == ".xlsm" else "Word Document (*.docx)"
        raise CannotImport(
            f"It may hold macros, which are never run here. Save it as '{better}' and try again."
        )
    if ending in (".doc", ".dot", ".xls", ".rtf", ".pages", ".pdf", ".ods") or ending not in KINDS:
        raise CannotImport(
            f"Files of this kind ({ending or 'no ending'}) are not read. Save it as one of:"
            f" {_ENDINGS}."
        )
    kind = KINDS[ending]
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise CannotImport(_OLD_EXCEL if kind in ("xlsx", "csv") else _OLD_WORD)
    if kind in ("docx", "odt", "xlsx"):
        return _office(path, kind, content)
    if content.startswith(
        (b"PK\x03\x04", b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
    ):
        raise CannotImport(
            f"It is not text, although its name ends in {ending}. Open it in the program that made"
            " it and save it anew."
        )
    if len(content) > MAX_TEXT:
        raise CannotImport(
            f"It holds {len(content) / 1024 / 1024:.1f} MB of text; at most 2 MB are read. Cut it"
            " into smaller files."
        )
    return Source(path, kind, content, {})


def _office(path: Path, kind: Kind, content: bytes) -> Source:
    if content.lstrip()[:5] == b"{\\rtf":
        raise CannotImport(
            f"It is an RTF file, although its name ends in {path.suffix}. Open it in Word and save"
            " it as 'Word Document (*.docx)'."
        )
    if not content.startswith(b"PK"):
        raise CannotImport(
            f"It is not a {path.suffix} file, although its name says so, or it is damaged. "
            "Open it in the program that made it and save it anew."
        )
    parts = unpack(content)
    found = next((found for part, found in _MAIN_PARTS.items() if part in parts), None)
    if found != kind:
        raise CannotImport(
            f"It has no text that a {path.suffix} file has. Open it in the program that made it and"
            " save it anew."
        )
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise CannotImport(
            f"It holds macros, which are never run here, although its name ends in {path.suffix}."
            " Save it anew without them."
        )
    parts = {
        name: _usual(part) if name.endswith((".xml", ".rels")) else part
        for name, part in parts.items()
    }
    macros = has_macros(content)
    remarks = ("It holds macros. They were neither run nor taken over.",) if macros else ()
    return Source(path, kind, content, parts, remarks)


def _usual(part: bytes) -> bytes:
    if b"http://purl.oclc.org/ooxml/" in part:
        for strict, usual in _STRICT.items():
            part = part.replace(strict, usual)
    return part


def _read(path: Path) -> bytes:
    try:
        about = path.lstat()
        if stat.S_ISLNK(about.st_mode):
            raise CannotImport(
                "It is a link to another place, which is not followed. Name the file itself."
            )
        if not stat.S_ISREG(about.st_mode):
            raise CannotImport("It is not an ordinary file.")
        if about.st_size > MAX_BYTES:
            cure = "Large pictures are the usual cause: in Word, Picture Format, Compress Pictures."
            cure = (
                cure if path.suffix.lower() in (".docx", ".odt") else "Cut it into smaller files."
            )
            raise CannotImport(
                f"It has {about.st_size / 1024 / 1024:,.0f} MB; at most {MAX_BYTES // 1024 // 1024}"
                f" MB are read. {cure}"
            )
        # Not following a link that was put there in the meantime.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise CannotImport(f"It cannot be read: {error.strerror or error}.") from None
    if not content.strip():
        raise CannotImport("It is empty.")
    return content


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WINDOWS_GAPS = b"\x81\x8d\x8f\x90\x9d"
"""Bytes that mean nothing in Windows-1252."""


def decode(content: bytes) -> tuple[str, str]:
    """Return the text and a remark on its encoding, which is empty for UTF-8.

    Raises:
        CannotImport: it is not text.
    """
    text, remark = _decode(content)
    # A text has no such characters; a picture or a program has many.
    if "\0" in text:
        raise CannotImport(
            "It is not a text file. Open it in the program that made it and save it anew."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n"), remark


def _decode(content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), ""
            except UnicodeDecodeError:
                raise CannotImport(
                    "It is damaged: it starts as a Unicode text and goes on as something else."
                ) from None
    start = content[:2000]
    zeros = (start[::2].count(0), start[1::2].count(0))
    if 0 in zeros and max(zeros) > len(start) // 5:
        # Excel's "Unicode Text" always has a mark, but other programs leave it out: then every
        # second byte is zero.
        encoding = "utf-16-le" if zeros[1] else "utf-16-be"
        try:
            return content.decode(encoding), "It was read as UTF-16. Look at letters with accents."
        except UnicodeDecodeError:
            raise CannotImport(
                "It is not a text file. Open it in the program that made it and save it anew."
            ) from None
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    text = content.translate(None, _WINDOWS_GAPS).decode("cp1252")
    return (
        text,
        (
            "It was read as Windows text (code page 1252). Look at letters with accents, quotes and"
            " pound signs."
        ),
    )
