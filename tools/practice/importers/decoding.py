"""Bytes of a text file to text: UTF-8, UTF-16, or the Windows code page of western Europe."""

from __future__ import annotations

import codecs

from practice.attachments.errors import CannotImport

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
