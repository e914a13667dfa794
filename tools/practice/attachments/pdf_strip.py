"""A PDF without the names in its properties and without what the pictures and files in it say; its
pages stay as they are.
"""

from __future__ import annotations

import io
import time
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

from practice.attachments.inspect import find_hidden
from practice.attachments.metadata import in_xmp
from practice.attachments.pdf_parts import (
    MOST_SECONDS,
    CannotRead,
    Part,
    filters_of,
    is_signed,
    opened,
    parts,
)

if TYPE_CHECKING:
    import pikepdf

_EMPTY_XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'
)


def mend_pdf(content: bytes, mend: Callable[[bytes], bytes]) -> bytes:
    """Return a PDF without its makers and places; `mend` does the same for a picture or file in it.

    It is written anew, so that no older version stays in it. It comes back as it is where that is
    not all it says (names beside comments are part of the text), where it is signed, locked or
    damaged, and where its pages would not be the same.
    """
    told = find_hidden(content)
    if not told or any(trace.kind == "unread" for trace in told):
        return content
    try:
        with opened(content) as pdf:
            if pdf.is_encrypted or is_signed(pdf) or pdf.get_warnings():
                return content
            before = _pages(pdf)
            for part in list(parts(pdf, time.monotonic() + MOST_SECONDS)):
                _mend_part(part, mend)
            made = _written(pdf)
        with opened(made) as pdf:
            same = _pages(pdf) == before and not pdf.get_warnings()
    except CannotRead:
        return content
    return made if same and not find_hidden(made) else content


def _mend_part(part: Part, mend: Callable[[bytes], bytes]) -> None:
    import pikepdf

    if part.kind == "properties":
        for key in part.keys:
            if key in part.object:  # the same entries may be found from two sides
                del part.object[key]
    elif part.kind == "xmp":
        if any(in_xmp(part.content)):
            part.object.write(_EMPTY_XMP)
    elif part.kind in ("picture", "file"):
        bare = mend(part.content)
        if bare == part.content:
            return
        if part.kind == "file":
            part.object.write(bare)
            if isinstance(sizes := part.object.get("/Params"), pikepdf.Dictionary):
                sizes["/Size"] = len(bare)
                if "/CheckSum" in sizes:
                    del sizes["/CheckSum"]
        else:
            how = part.object.get("/DecodeParms")
            inner = how[len(filters_of(part.object)) - 1] if isinstance(how, pikepdf.Array) else how
            part.object.write(
                bare,
                filter=pikepdf.Name.DCTDecode,
                decode_parms=inner if isinstance(inner, pikepdf.Dictionary) else None,
            )


def _written(pdf: pikepdf.Pdf) -> bytes:
    import pikepdf

    made = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what is odd about it was so before
        pdf.save(
            made,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            compress_streams=False,  # else what is not packed by Flate alone is packed anew, and no page is as it was
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
            deterministic_id=True,
        )
    return made.getvalue()


def _pages(pdf: pikepdf.Pdf) -> list[tuple[str, bytes]]:
    """Return the size of every page and what is written on it."""
    return [(str(page.mediabox), _raw(page.obj.get("/Contents"))) for page in pdf.pages]


def _raw(held: object) -> bytes:
    import pikepdf

    if isinstance(held, pikepdf.Stream):
        return held.read_raw_bytes()
    return b"".join(_raw(one) for one in held) if isinstance(held, pikepdf.Array) else b""
