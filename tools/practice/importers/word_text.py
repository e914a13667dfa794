"""What Word shows or hides in a way that Pandoc does not read: fields of old forms, hidden and
moved words, comments at a point.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from practice.attachments.errors import library
from practice.importers.completeness import W, not_well_formed, parse
from practice.importers.result import sentence

_DOCUMENT = "word/document.xml"
_LINKS = "word/_rels/document.xml.rels"
_LINK = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFF = ("0", "false", "off")


def plain_word(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[str]]:
    """Return the parts of a Word file with all that it shows in plain words, and what to say of it.

    What was chosen in an old form stands in the text; moved words stand where they were moved to; a
    picture that is missing has an empty part, so that its place and its words are read.

    Raises:
        CannotImport: its text is no XML.
    """
    made = dict(parts)
    for name in _missing_pictures(parts):
        made[name] = b""
    part = parts[_DOCUMENT]
    said: list[str] = []
    if any(mark in part for mark in (b"ffData", b"vanish", b"moveFrom", b"moveTo")):
        etree = library("lxml.etree")
        try:
            root = etree.fromstring(
                part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            )
        except etree.XMLSyntaxError:
            raise not_well_formed(_DOCUMENT) from None
        _fill_in_forms(root, etree)
        said = [*_hidden(root), *_moved(root)]
        made[_DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return made, said


def comments_of_word(parts: Mapping[str, bytes]) -> list[str]:
    """Return every comment, those at a point among them, which Pandoc leaves out."""
    if "word/comments.xml" not in parts:
        return []
    comments = parse("word/comments.xml", parts["word/comments.xml"]).iter(f"{W}comment")
    paragraphs = (
        ["".join(text.text or "" for text in line.iter(f"{W}t")) for line in comment.iter(f"{W}p")]
        for comment in comments
    )
    return [" ".join(" ".join(lines).split()) for lines in paragraphs]


def _missing_pictures(parts: Mapping[str, bytes]) -> list[str]:
    links = parse(_LINKS, parts[_LINKS]).iter(_LINK) if _LINKS in parts else ()
    pictures = [
        link
        for link in links
        if link.get("Type", "").endswith("/image") and link.get("TargetMode") != "External"
    ]
    names = [link.get("Target", "") for link in pictures]
    full = [
        name.lstrip("/") if name.startswith("/") else f"word/{name}"
        for name in names
        if name and ".." not in name
    ]
    return [name for name in full if name not in parts]


def _is_on(node: Any) -> bool:
    return node is not None and node.get(f"{W}val", "1") not in _OFF


def _fill_in_forms(root: Any, etree: Any) -> None:
    for data in list(root.iter(f"{W}ffData")):
        run = next(data.iterancestors(f"{W}r"), None)
        words = _chosen(data)
        if run is None or not words:
            continue
        shown = etree.Element(f"{W}r")
        text = etree.SubElement(shown, f"{W}t")
        text.text = words
        run.addprevious(shown)


def _chosen(data: Any) -> str:
    """Return what a field of an old form shows: the word chosen from its list, or its box, ticked
    or not.
    """
    if (box := data.find(f"{W}checkBox")) is not None:
        checked, default = box.find(f"{W}checked"), box.find(f"{W}default")
        return "☒" if _is_on(default if checked is None else checked) else "☐"
    if (choices := data.find(f"{W}ddList")) is None:
        return ""
    words = [entry.get(f"{W}val", "") for entry in choices.iter(f"{W}listEntry")]
    number = choices.find(f"{W}result")
    number = choices.find(f"{W}default") if number is None else number
    chosen = "0" if number is None else number.get(f"{W}val", "0")
    return words[int(chosen)] if chosen.isdecimal() and int(chosen) < len(words) else ""


def _hidden(root: Any) -> list[str]:
    runs = [
        run
        for mark in root.iter(f"{W}vanish")
        if _is_on(mark) and (run := mark.getparent().getparent()) is not None
    ]
    texts = [
        "".join(text.text or "" for text in run.iter(f"{W}t")) for run in runs if run.tag == f"{W}r"
    ]
    words = " … ".join(text.strip() for text in texts if text.strip())
    return (
        [
            "Hidden in Word, and taken like the rest, so take it out if it is not for others:"
            f" “{sentence(words)}”"
        ]
        if words
        else []
    )


def _moved(root: Any) -> list[str]:
    moved = False
    for old in list(root.iter(f"{W}moveFrom")):
        parent = old.getparent()
        # Within the properties of a paragraph it is a mark alone.
        if parent.tag != f"{W}rPr":
            moved = moved or any(text.text for text in old.iter(f"{W}t", f"{W}delText"))
            parent.remove(old)
    for new in list(root.iter(f"{W}moveTo")):
        if new.getparent().tag != f"{W}rPr":
            for child in list(new):
                new.addprevious(child)
            new.getparent().remove(new)
    return (
        ["Words that were moved with changes tracked stand where they were moved to."]
        if moved
        else []
    )
