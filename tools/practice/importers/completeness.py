"""The safety net of the import: every word that a reader sees in the file, held against what came
out of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree

from practice.attachments.errors import CannotImport, library

MAX_LETTERS = 300_000
"""Fifty thousand words. A case study has a tenth of that; comparing costs more than in proportion.
"""

_AHEAD = 2000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"

_BODY = re.compile(
    r"word/(document|footnotes|endnotes|charts/chart\d*|diagrams/data\d*)\.xml|content\.xml"
)
_EDGE = re.compile(r"word/(header|footer)\d*\.xml|styles\.xml")
# A word may go on across these; everything else inside a paragraph starts a new stretch.
_WITHIN = {
    f"{W}{name}"
    for name in (
        "r",
        "t",
        "rPr",
        "sdt",
        "sdtContent",
        "smartTag",
        "proofErr",
        "bookmarkStart",
        "bookmarkEnd",
        "noBreakHyphen",
    )
}
_WITHIN |= {
    f"{TEXT}{name}"
    for name in ("span", "s", "bookmark", "soft-page-break", "bookmark-start", "bookmark-end")
}
_SKIPPED = {
    f"{W}{name}" for name in ("instrText", "delText", "del", "moveFrom", "sdtPr", "pPr")
} | {f"{_MC}Fallback"}
_SKIPPED |= {
    f"{TEXT}tracked-changes",
    f"{OFFICE}annotation",
    f"{OFFICE}annotation-end",
    f"{TEXT}note-citation",
}
_SKIPPED |= {f"{TEXT}sequence-decls", f"{OFFICE}scripts"}
_STARTS = {f"{W}p", f"{TEXT}p", f"{TEXT}h", f"{_A}p", f"{_C}v"}
_ADDRESSES = re.compile(r"(?<!\\)\]\((?:[^()\s]|\\.)*\)")
_UNSEEN = {"script", "style", "template", "title", "noscript"}
_INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "big",
    "cite",
    "del",
    "em",
    "font",
    "i",
    "ins",
    "kbd",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "u",
}


def stretches_of_parts(parts: Mapping[str, bytes]) -> list[str]:
    """Return the visible text of an office file, in stretches within which nothing else can stand.

    Raises:
        CannotImport: a part is no XML, or there is more text than is read.
    """
    return within_limits(
        [
            text
            for name in sorted(parts)
            if _BODY.fullmatch(name)
            for text in _stretches(parse(name, parts[name]))
        ]
    )


def within_limits(stretches: list[str]) -> list[str]:
    """Return `stretches` if they are not too long together.

    Raises:
        CannotImport: there is more text than is read.
    """
    letters = sum(map(len, stretches))
    if letters > MAX_LETTERS:
        raise CannotImport(
            f"It holds {letters:,} letters; at most {MAX_LETTERS:,} are read. A case study is a few"
            " pages: cut it into parts."
        )
    return stretches


def edges_of_parts(parts: Mapping[str, bytes]) -> list[str]:
    """Return the text of headers and footers, each once."""
    found = (
        text
        for name in sorted(parts)
        if _EDGE.fullmatch(name)
        for text in _stretches(parse(name, parts[name]))
    )
    return list(dict.fromkeys(text for text in found if _letters(text).strip("0123456789")))


def asides_of_odt(content: bytes) -> tuple[list[str], list[str]]:
    """Return the comments and the deleted text of an OpenDocument file."""
    root = parse("content.xml", content)
    comments = [
        " ".join(_words(node) for node in note.iter(f"{TEXT}p"))
        for note in root.iter(f"{OFFICE}annotation")
    ]
    # Who deleted it, and when, is nobody's to know.
    deleted = [
        " ".join(_words(part) for part in node if part.tag != f"{OFFICE}change-info")
        for node in root.iter(f"{TEXT}deletion")
    ]
    return [" ".join(text.split()) for text in comments], [
        " ".join(text.split()) for text in deleted
    ]


def pictures_of_odt(content: bytes) -> list[tuple[str, str]]:
    """Return each picture of an OpenDocument file with its alternative text: the title, the
    description, or both.
    """
    found = []
    for frame in parse("content.xml", content).iter(f"{_DRAW}frame"):
        told = [
            " ".join(_words(node).split())
            for name in ("title", "desc")
            for node in frame.findall(f"{_SVG}{name}")
        ]
        words = ": ".join(dict.fromkeys(filter(None, told)))
        found += [(image.get(_HREF, ""), words) for image in frame.findall(f"{_DRAW}image")]
    return found


def stretches_of_html(text: str) -> list[str]:
    """Return the visible text of a page, in stretches between one tag and the next.

    Raises:
        CannotImport: there is more text than is read.
    """
    # Python's own reader of HTML takes minutes for a page made to that end.
    html, etree = library("lxml.html"), library("lxml.etree")
    try:
        page = html.document_fromstring(
            text.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
        )
    except etree.ParserError:
        return []
    parts = [""]
    unseen = 0
    for event, node in etree.iterwalk(page, events=("start", "end", "comment", "pi")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            unseen += tag in _UNSEEN
            parts += [] if tag in _INLINE else [""]
            parts[-1] += "" if unseen else node.text or ""
        else:
            unseen -= tag in _UNSEEN
            parts += [] if tag in _INLINE - {"a"} or not tag else [""]
            parts[-1] += "" if unseen else node.tail or ""
    return within_limits([found for part in parts if (found := " ".join(part.split()))])


def missing(stretches: Iterable[str], told: str) -> list[str]:
    """Return those of `stretches` that `told` does not hold as often as they stand in the file."""
    # Words of a link are followed by its address, which no reader sees; elsewhere the same signs
    # are words.
    results = (_letters(_ADDRESSES.sub("]", told)), _letters(told))
    wanted: Counter[str] = Counter()
    found: list[str] = []
    at = 0
    for stretch in stretches:
        letters = _letters(stretch)
        if not letters:
            continue
        wanted[letters] += 1
        # Most comes out in the order in which it stood: looking just ahead spares looking
        # everywhere.
        ahead = results[0].find(letters, at, at + len(letters) + _AHEAD)
        if ahead >= 0:
            at = ahead + len(letters)
        elif max(result.count(letters) for result in results) < wanted[letters]:
            found.append(" ".join(stretch.split()))
    return found


def _letters(text: str) -> str:
    # Signs differ (quotes, dashes, marks of Markdown), letters and figures must not.
    return "".join(
        letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum()
    )


def parse(name: str, part: bytes) -> ElementTree.Element:
    """Return a part of an office file as a tree.

    Raises:
        CannotImport: it is no XML.
    """
    try:
        # Parts with entities have been refused, so nothing can grow here.
        return ElementTree.fromstring(part)
    except ElementTree.ParseError:
        raise not_well_formed(name) from None


def not_well_formed(name: str) -> CannotImport:
    """Return what stops an import whose part `name` is no XML."""
    return CannotImport(
        f"It is damaged: its part {name} is not well-formed. Open it in the program that made it"
        " and save it anew."
    )


def _words(node: ElementTree.Element) -> str:
    return "".join(node.itertext())


def _stretches(root: ElementTree.Element) -> list[str]:
    found: list[str] = []
    current: list[str] = []

    def close() -> None:
        text = " ".join("".join(current).split())
        if text:
            found.append(text)
        current.clear()

    # Without recursion: XML may be nested deeper than Python's stack.
    steps: list[tuple[ElementTree.Element, bool]] = [(root, True)]
    while steps:
        node, entering = steps.pop()
        if not entering:
            if node.tag not in _WITHIN:
                close()
            if node.tail and node.tag.startswith((TEXT, OFFICE)):
                current.append(node.tail)
            continue
        if not isinstance(node.tag, str) or node.tag in _SKIPPED:
            close()
            if node.tail and isinstance(node.tag, str) and node.tag.startswith((TEXT, OFFICE)):
                current.append(node.tail)
            continue
        if node.tag not in _WITHIN:
            close()
        if node.tag in (f"{W}t", f"{_A}t", f"{_C}v") or node.tag.startswith(TEXT):
            current.append(node.text or (" " if node.tag == f"{TEXT}s" else ""))
        steps.append((node, False))
        steps.extend((child, True) for child in reversed(node))
    close()
    return found
