"""The parts of a PDF in which the name of its maker or a place can stand, each found once; pikepdf
(qpdf) reads the PDF.

Nothing is believed of a PDF: not its sizes, not its table of contents, not that it ends. What is
unpacked is limited, and so are the number of its objects and the time. pikepdf is imported only
when there is a PDF to look into.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

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
    """One part: what it is, the object, and its bytes (of properties: which entries name somebody)."""

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
