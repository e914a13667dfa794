"""The title of a document that its author marked as one, wherever it stands above the first
heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from practice.attachments.errors import library
from practice.importers.completeness import OFFICE, TEXT, W, parse
from practice.importers.opening import Source

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TITLE_CLASS = re.compile(r"(?:^|\s)title(?:\s|$)", re.IGNORECASE)


def marked_title(source: Source, page: str = "") -> str:
    """Return the words of the first paragraph in the style "Title", or nothing; of a web page
    `page` is the text.
    """
    if source.kind == "docx":
        found = _in_word(source)
    elif source.kind == "odt":
        found = _in_odt(source)
    else:
        found = _on_page(page)
    return next((text for one in found if (text := " ".join(one.split()))), "")


def _in_word(source: Source) -> Iterator[str]:
    styles = parse("word/styles.xml", source.parts.get("word/styles.xml", b"<none/>"))
    names = {
        style.get(f"{W}styleId")
        for style in styles.iter(f"{W}style")
        if _named(style).casefold() == "title"
    }
    for paragraph in parse("word/document.xml", source.parts["word/document.xml"]).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in names:
            yield "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def _named(style: ElementTree.Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "")


def _in_odt(source: Source) -> Iterator[str]:
    content = parse("content.xml", source.parts["content.xml"])
    names = {"Title"}
    names |= {
        style.get(f"{_STYLE}name", "")
        for style in content.iter(f"{_STYLE}style")
        if style.get(f"{_STYLE}parent-style-name") == "Title"
    }
    body = content.find(f"{OFFICE}body")
    for paragraph in body.iter(f"{TEXT}p") if body is not None else ():
        if paragraph.get(f"{TEXT}style-name") in names:
            yield "".join(paragraph.itertext())


def _on_page(page: str) -> Iterator[str]:
    # Google Docs and Word mark it so when they save a page.
    if "title" not in page.lower():
        return
    html, etree = library("lxml.html"), library("lxml.etree")
    try:
        tree = html.document_fromstring(
            page.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
        )
    except etree.ParserError:
        return
    for paragraph in tree.iter("p"):
        if _TITLE_CLASS.search(paragraph.get("class", "")):
            yield "".join(paragraph.itertext())
