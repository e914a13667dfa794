"""PDF files: the maker and the places that one names (in its properties, comments, pictures and
attached files, in older versions of it too), and the same file without that. pikepdf (qpdf) reads
it.
"""

from __future__ import annotations

import io
import re
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from practice.attachments.metadata import Look, Trace, in_xmp

if TYPE_CHECKING:
    import pikepdf

NOT_INSTALLED = "pikepdf, which reads PDF files, is not installed here"
MOST_OBJECTS = 100_000
MOST_SECONDS = 20.0
_MOST_UNPACKED = 64 * 1024 * 1024
_MOST_WARNINGS = 1_000
_MOST_NESTED = 10_000
# What is said of a document in its dictionary of properties, besides "Author": programs add names
# of their own.
_NAMES = frozenset({"/manager", "/lastmodifiedby", "/lastsavedby"})
# Comments. Forms have a /T too, which is the name of a field, and so have films, which is a title.
_COMMENTS = frozenset(
    {
        *(
            "/Text",
            "/FreeText",
            "/Line",
            "/Square",
            "/Circle",
            "/Polygon",
            "/PolyLine",
            "/Highlight",
            "/Underline",
            "/Squiggly",
        ),
        *("/StrikeOut", "/Stamp", "/Caret", "/Ink", "/FileAttachment", "/Sound", "/Redact"),
    }
)


class CannotRead(Exception):
    """A PDF that cannot be looked into; the message says why."""


class Locked(CannotRead):
    """A PDF that nobody can open without its password."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part: what it is, the object, its bytes (of properties: who is named in which)."""

    kind: Literal["properties", "xmp", "picture", "file", "comment"]
    object: pikepdf.Object
    content: bytes = b""
    keys: tuple[str, ...] = ()


@contextmanager
def opened(content: bytes | memoryview) -> Iterator[pikepdf.Pdf]:
    """Open a PDF.

    Raises:
        Locked: it has a password.
        CannotRead: it is damaged beyond reading, or made to do harm; or there is no pikepdf for
            this computer.
    """
    import logging
    import tempfile

    try:
        import pikepdf
    except ImportError:
        raise CannotRead(NOT_INSTALLED) from None
    pikepdf.settings.set_qpdf_limits(
        doc_max_warnings=_MOST_WARNINGS,
        flate_max_memory=_MOST_UNPACKED,
        run_length_max_memory=_MOST_UNPACKED,
        png_max_memory=_MOST_UNPACKED,
        tiff_max_memory=_MOST_UNPACKED,
    )
    # What is odd about a file is for us to say, once and at its place.
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    limits = pikepdf.settings.qpdf_limit_errors()
    # From a file it is read ten times as fast as from memory.
    with tempfile.TemporaryDirectory(prefix="practice-pdf-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "looked-into.pdf"
        file.write_bytes(content)
        try:
            with pikepdf.open(file) as pdf:
                yield pdf
        except CannotRead:
            raise
        except pikepdf.PasswordError:
            raise Locked from None
        except (
            pikepdf.PdfError,
            pikepdf.PikepdfError,
            RuntimeError,
            ValueError,
            OverflowError,
            MemoryError,
        ):
            raise CannotRead("it is damaged") from None
    if pikepdf.settings.qpdf_limit_errors() > limits:
        raise CannotRead("it is damaged")


def parts(pdf: pikepdf.Pdf, until: float) -> Iterator[Part]:
    """Yield what may name somebody or a place; `until` is when to stop, by `time.monotonic`.

    Raises:
        CannotRead: it would take too long, or unpacks to too much.
    """
    import pikepdf

    if len(pdf.objects) > MOST_OBJECTS:
        raise CannotRead("it has more parts than anybody made")
    if isinstance(info := pdf.trailer.get("/Info"), pikepdf.Dictionary):
        yield from _properties(info, everything=True)
    for one in pdf.objects:
        if time.monotonic() > until:
            raise CannotRead(f"it takes longer than {MOST_SECONDS:.0f} seconds")
        if isinstance(one, pikepdf.Stream):
            yield from _in_stream(pdf, one)
        elif isinstance(one, pikepdf.Dictionary):
            yield from _in_dictionary(one)
        elif isinstance(one, pikepdf.Array):
            yield from _in_array(one)


def is_signed(pdf: pikepdf.Pdf) -> bool:
    """Whether somebody signed it: a change would break the signature."""
    import pikepdf

    every = (one for one in pdf.objects if isinstance(one, pikepdf.Dictionary))
    return "/Perms" in pdf.Root or any(
        "/ByteRange" in one or (str(one.get("/FT", "")) == "/Sig" and "/V" in one) for one in every
    )


def _in_dictionary(one: pikepdf.Object) -> Iterator[Part]:
    import pikepdf

    if str(one.get("/Subtype", "")) in _COMMENTS and _says_something(one.get("/T")):
        yield Part("comment", one)
    yield from _properties(one, everything=False)
    if (
        isinstance(about := one.get("/Metadata"), pikepdf.Stream)
        and str(about.get("/Type", "")) != "/Metadata"
    ):
        yield Part("xmp", about, about.read_bytes())
    if isinstance(files := one.get("/EF"), pikepdf.Dictionary):
        for name in sorted(files.keys()):
            if (
                isinstance(file := files[name], pikepdf.Stream)
                and str(file.get("/Type", "")) != "/EmbeddedFile"
            ):
                yield Part("file", file, file.read_bytes())
    if isinstance(comments := one.get("/Annots"), pikepdf.Array):
        yield from _in_array(comments)


def _in_array(one: pikepdf.Object) -> Iterator[Part]:
    import pikepdf

    # Comments may stand in the list itself; those that stand elsewhere are looked at there.
    for number in range(min(len(one), _MOST_NESTED)):
        if isinstance(held := one[number], pikepdf.Dictionary) and not held.is_indirect:
            yield from _in_dictionary(held)


def _in_stream(pdf: pikepdf.Pdf, one: pikepdf.Object) -> Iterator[Part]:
    kind, subtype = str(one.get("/Type", "")), str(one.get("/Subtype", ""))
    if kind == "/ObjStm":
        one.read_bytes()  # what is in it has been seen, unless it could not be unpacked
    elif kind == "/Metadata" or subtype == "/XML":
        yield Part("xmp", one, one.read_bytes())
    elif kind == "/EmbeddedFile":
        yield Part("file", one, one.read_bytes())
    elif (filters := filters_of(one)) and filters[-1] == "/DCTDecode":
        yield Part("picture", one, _packed_picture(pdf, one, filters))
    elif filters and filters[-1] == "/JPXDecode":
        yield Part("picture", one, one.read_raw_bytes())
    yield from _in_dictionary(one)


def filters_of(stream: pikepdf.Object) -> list[str]:
    """Return the names of what a stream is packed with, the outermost first."""
    import pikepdf

    found = stream.get("/Filter")
    return (
        [str(name) for name in found]
        if isinstance(found, pikepdf.Array)
        else [str(found)]
        if found is not None
        else []
    )


def _packed_picture(pdf: pikepdf.Pdf, stream: pikepdf.Object, filters: list[str]) -> bytes:
    import pikepdf

    if len(filters) == 1:
        return stream.read_raw_bytes()
    # A JPEG file that was packed once more: unpacked to that file and no further.
    outer = pikepdf.Stream(pdf, stream.read_raw_bytes())
    outer["/Filter"] = pikepdf.Array([pikepdf.Name(name) for name in filters[:-1]])
    if isinstance(how := stream.get("/DecodeParms"), pikepdf.Array):
        outer["/DecodeParms"] = pikepdf.Array(list(how)[: len(filters) - 1])
    return outer.read_bytes()


def _properties(one: pikepdf.Object, everything: bool) -> Iterator[Part]:
    keys = (
        [key for key in sorted(one.keys()) if "author" in key.lower() or key.lower() in _NAMES]
        if everything
        else ["/Author"]
    )
    told = tuple(key for key in keys if _says_something(one.get(key)))
    if told:
        yield Part("properties", one, keys=told)


def _says_something(value: object) -> bool:
    import pikepdf

    return isinstance(value, (str, pikepdf.String)) and bool(str(value).strip("\0 \t\r\n"))


_END = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF")
_MOST_VERSIONS = 10


def in_pdf(content: bytes, look: Look) -> Iterator[Trace]:
    """Yield what a PDF says; of one with a password only what stands in it without."""
    until = time.monotonic() + MOST_SECONDS
    try:
        yield from _in_version(content, look, until)
    except Locked:
        yield from in_xmp(content)
        return
    except CannotRead as error:
        yield Trace("unread", str(error))
        return
    versions = older_versions(content)
    if len(versions) > _MOST_VERSIONS:
        yield Trace("unread", f"it holds more than {_MOST_VERSIONS} older versions of itself")
        return
    for version in versions:
        try:
            yield from _in_version(version, look, until)
        except CannotRead:
            continue  # it only looks like one
    if time.monotonic() > until:
        yield Trace("unread", f"it takes longer than {MOST_SECONDS:.0f} seconds")


def _in_version(content: bytes | memoryview, look: Look, until: float) -> Iterator[Trace]:
    with opened(content) as pdf:
        for part in parts(pdf, until):
            if part.kind == "properties":
                yield from (Trace("author", key[1:]) for key in part.keys)
            elif part.kind == "comment":
                yield Trace("author", "comment")
            elif part.kind == "xmp":
                yield from in_xmp(part.content)
            else:
                yield from look(part.content)


def older_versions(content: bytes) -> list[memoryview]:
    """Return the file as it was before things were added to its end, as programs do that save
    quickly.
    """
    # A file made for reading page by page has such a mark near its start, which leads to 0.
    ends = [found.end() for found in _END.finditer(content) if int(found[1])][:-1]
    return [memoryview(content)[:end] for end in ends]


_EMPTY_XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'
)


def strip_pdf(content: bytes, strip_inner: Callable[[bytes], bytes]) -> bytes:
    """Return a PDF without its makers and places; `strip_inner` does the same for a picture or file
    in it.

    It is written anew, so that no older version stays in it. It comes back as it is where it is
    signed, locked or damaged, and where its pages would not be the same.
    """
    try:
        with opened(content) as pdf:
            if pdf.is_encrypted or is_signed(pdf) or pdf.get_warnings():
                return content
            before = _pages(pdf)
            for part in list(parts(pdf, time.monotonic() + MOST_SECONDS)):
                _strip_part(part, strip_inner)
            made = _written(pdf)
        with opened(made) as pdf:
            same = _pages(pdf) == before and not pdf.get_warnings()
    except CannotRead:
        return content
    return made if same else content


def _strip_part(part: Part, strip_inner: Callable[[bytes], bytes]) -> None:
    import pikepdf

    if part.kind == "properties":
        for key in part.keys:
            if key in part.object:  # the same entries may be found from two sides
                del part.object[key]
    elif part.kind == "xmp":
        if any(in_xmp(part.content)):
            part.object.write(_EMPTY_XMP)
    elif part.kind in ("picture", "file"):
        bare = strip_inner(part.content)
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
            # Else what is not packed by Flate alone is packed anew, and no page is as it was.
            compress_streams=False,
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
