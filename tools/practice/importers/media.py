"""The pictures that a document holds: found, made safe, named, and put into the text where they
stood.
"""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from practice.attachments.errors import CannotImport
from practice.attachments.images import UnsafePicture, kind_of, make_safe
from practice.importers.opening import Source
from practice.importers.pandoc_markdown import PICTURE, Extras, escape
from practice.importers.result import Picture, sentence

MAX_PICTURES = 100
MAX_PICTURE_BYTES = 20 * 1024 * 1024

_LONGEST_NAME = 260
_NO_WORDS = re.compile(
    r"(?:[\w\\/:. -]*[\\/])?[\w .()-]*\.(?:png|jpe?g|gif|bmp|tiff?|webp|emf|wmf|svg|heic)"
    r"|(?:picture|image|img|graphic|bild)[ _-]*\d*",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"\s*(?:Description (?:automatically )?generated(?: with \w+ confidence)?|AI-generated content"
    r" may be incorrect\.?)",
    re.IGNORECASE,
)


def take_pictures(
    source: Source, extras: Extras, stem: str, texts: Mapping[str, str]
) -> tuple[dict[str, str], list[Picture], list[str]]:
    """Return `texts` with the pictures in their places, the pictures in order, and what to say of
    them.

    `stem` is what their names start with.

    Raises:
        CannotImport: a picture must not be published, or there are too many.
    """
    if len(extras.pictures) > MAX_PICTURES:
        raise CannotImport(
            f"It holds {len(extras.pictures):,} pictures; at most {MAX_PICTURES} are taken. Cut it"
            " into smaller files."
        )
    found: list[Picture] = []
    remarks: list[str] = []
    names: dict[bytes, str] = {}
    marks: dict[str, str] = {}
    for number, (target, alt) in enumerate(extras.pictures):
        words, remark = _words(alt)
        if remark:
            remarks.append(remark)
        content = _content(source, target)
        if content is None or not kind_of(content):
            marks[PICTURE.format(number)] = escape(words)
            remarks.append(_left_out(target, content))
            continue
        safe = _safe(target, content)
        if safe not in names:
            found.append(Picture(safe, kind_of(safe)))
            names[safe] = f"{stem}-{len(found)}{kind_of(safe)}"
        marks[PICTURE.format(number)] = f"![{escape(words)}]({names[safe]})"
    return {heading: _filled(text, marks) for heading, text in texts.items()}, found, remarks


def pictures_beside(source: Source, targets: Iterable[str]) -> tuple[Picture, ...]:
    """Return the pictures that lie in the same folder as a Markdown file and that it shows, each
    once, under their own names.

    Raises:
        CannotImport: one of them must not be published.
    """
    found: dict[str, Picture] = {}
    for target in targets:
        content = _beside(source.path, target) if posixpath.basename(target) == target else None
        if content is not None and kind_of(content):
            found[target] = Picture(_safe(target, content), kind_of(content), target)
    return tuple(found.values())


def _safe(target: str, content: bytes) -> bytes:
    try:
        return make_safe(content)
    except UnsafePicture as error:
        raise CannotImport(
            f"Its picture {sentence(posixpath.basename(target), 60)} cannot be taken: {error}."
        ) from None


def _filled(text: str, marks: Mapping[str, str]) -> str:
    pattern = re.compile(re.escape(PICTURE).replace(r"\{\}", r"\d+"))
    return pattern.sub(lambda mark: marks.get(mark[0], ""), text)


def _words(alt: str) -> tuple[str, str]:
    """Return the words for readers who cannot see the picture, and a remark on what was not taken
    for such words.
    """
    if len(alt) <= _LONGEST_NAME and _NO_WORDS.fullmatch(alt):
        return (
            "",
            (
                f"“{sentence(alt, 120)}” says nothing of what a picture shows, so it was not taken"
                " for its alternative text."
            ),
        )
    plain = _MACHINE.sub("", alt).strip()
    return (
        (
            plain,
            (
                f"A program wrote the alternative text “{sentence(plain, 120)}”. Make sure that it"
                " is right."
            ),
        )
        if plain != alt
        else (alt, "")
    )


def _content(source: Source, target: str) -> bytes | None:
    if target.startswith("data:"):
        return _from_data(target)
    if source.parts:
        folder = "word/" if source.kind == "docx" else ""
        return source.parts.get(posixpath.normpath(folder + unquote(target))) or None
    return _beside(source.path, unquote(target))


def _from_data(target: str) -> bytes | None:
    head, _, data = target.partition(",")
    try:
        return (
            base64.b64decode(unquote_to_bytes(data), validate=False)
            if head.endswith(";base64")
            else unquote_to_bytes(data)
        )
    except binascii.Error:
        return None


def _beside(path: Path, target: str) -> bytes | None:
    """Return a picture that lies beside the file or below its folder; a path or a link that leads
    elsewhere is not followed.
    """
    if "://" in target or target.startswith(("/", "\\")) or ":" in target:
        return None
    folder = path.parent.resolve()
    file = folder / target
    try:
        if (
            not file.resolve().is_relative_to(folder)
            or file.is_symlink()
            or file.stat().st_size > MAX_PICTURE_BYTES
        ):
            return None
        return file.read_bytes()
    except (OSError, ValueError):
        return None


def _left_out(target: str, content: bytes | None) -> str:
    name = (
        "a picture inside the page"
        if target.startswith("data:")
        else sentence(posixpath.basename(target) or target, 80)
    )
    if content is not None:
        return (
            f"Left out: the picture {name}, of a kind that browsers do not show. Save it as PNG or"
            " JPEG and add it by hand."
        )
    if target.startswith(("http://", "https://")):
        return (
            f"Left out: the picture {sentence(target, 200)}, which lies on another site. Save it"
            " beside the case study and add it by hand."
        )
    return f"Left out: the picture {name}, which is not in the file."
