"""The few things that a Word form needs and python-docx has no words for: lists to choose from,
shading, pages on their side.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from practice.attachments.errors import library

_FONT = "Arial"
_INK = (0x1F, 0x3A, 0x5F)
_GREY = (0x50, 0x50, 0x50)


def prepare(document: Any, title: str) -> None:
    """Set page, fonts, language and the file's own title; no author."""
    shared, enum = library("docx.shared"), library("docx.enum.style")
    section = document.sections[0]
    section.page_width, section.page_height = shared.Cm(21), shared.Cm(29.7)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, shared.Cm(2))
    styles = document.styles
    for name, size, bold in (
        ("Normal", 11, False),
        ("Title", 24, True),
        ("Heading 1", 18, True),
        ("Heading 2", 14, True),
    ):
        _font(styles[name], size, bold, None if name == "Normal" else _INK)
    styles["Normal"].paragraph_format.space_after = shared.Pt(6)
    styles["Heading 1"].paragraph_format.space_before = shared.Pt(24)
    for name, size in (("Guidance", 10), ("Help", 9)):
        style = styles.add_style(name, enum.WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        # What is typed below guidance is not guidance.
        style.next_paragraph_style = styles["Normal"]
        _font(style, size, False, _GREY)
        style.paragraph_format.space_after = shared.Pt(2)
    styles["Guidance"].paragraph_format.keep_with_next = True
    _language(styles["Normal"])
    package = document.part.package
    for key in [
        key for key, relation in package.rels.items() if relation.reltype.endswith("/thumbnail")
    ]:
        # A picture of the empty page that python-docx's template brings along.
        package.rels.pop(key)
    about = document.core_properties
    about.title, about.author, about.comments, about.language = title, "", "", "en-GB"
    about.created = about.modified = datetime.datetime(2000, 1, 1)


def _font(style: Any, size: int, bold: bool, colour: tuple[int, int, int] | None) -> None:
    shared, ns = library("docx.shared"), library("docx.oxml.ns")
    style.font.name, style.font.size, style.font.bold = _FONT, shared.Pt(size), bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(ns.qn(name), _FONT)
    if colour:
        style.font.color.rgb = shared.RGBColor(*colour)


def _language(style: Any) -> None:
    style.element.get_or_add_rPr().append(_element("w:lang", val="en-GB"))


def drop_down(
    paragraph: Any, name: str, shown: str, items: Sequence[tuple[str, str]], *, typing: bool = False
) -> None:
    """Put a list to choose from into `paragraph`.

    Args:
        paragraph: where it goes.
        name: what screen readers call it.
        shown: what it shows until something is chosen.
        items: what each choice shows, and its value.
        typing: whether other words may be typed as well.
    """
    control, about, content = _element("w:sdt"), _element("w:sdtPr"), _element("w:sdtContent")
    choices = _element("w:comboBox" if typing else "w:dropDownList")
    choices.extend(_element("w:listItem", displayText=label, value=value) for label, value in items)
    about.extend(
        (
            _element("w:alias", val=name),
            _element("w:tag", val=name),
            _element("w:showingPlcHdr"),
            choices,
        )
    )
    run, text, look = _element("w:r"), _element("w:t"), _element("w:rPr")
    look.append(_element("w:color", val="505050"))
    text.text = shown
    run.extend((look, text))
    content.append(run)
    control.extend((about, content))
    paragraph._p.append(control)


def shade(cell: Any) -> None:
    """Give a cell the light background of a question."""
    cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill="EDF1F6"))


def keep_together(row: Any) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def repeat_header(row: Any) -> None:
    """Repeat a row at the top of each page, and tell screen readers that it holds the headings."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))


def finish_table(table: Any, centimetres: Sequence[float]) -> None:
    """Give a table thin grey lines, some air, and the widths of its columns, in every cell, since
    Word looks there.
    """
    width = library("docx.shared").Cm
    table.autofit = False
    for column, size in zip(table.columns, centimetres, strict=True):
        column.width = width(size)
        for cell in column.cells:
            cell.width = width(size)
    properties = table._tbl.tblPr
    lines, room = _element("w:tblBorders"), _element("w:tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        lines.append(_element(f"w:{side}", val="single", sz="4", space="0", color="A0A8B4"))
    for side, space in (("top", "60"), ("left", "100"), ("bottom", "60"), ("right", "100")):
        room.append(_element(f"w:{side}", w=space, type="dxa"))
    # Word insists on their order.
    look = properties.find(library("docx.oxml.ns").qn("w:tblLook"))
    layout = properties.find(library("docx.oxml.ns").qn("w:tblLayout"))
    layout.addprevious(lines)
    look.addprevious(room)


def turn(document: Any, *, wide: bool) -> None:
    """Start a page on its side, or an upright one."""
    section_enum = library("docx.enum.section")
    section = document.add_section(section_enum.WD_SECTION.NEW_PAGE)
    sides = sorted((section.page_width, section.page_height), reverse=wide)
    section.page_width, section.page_height = sides
    section.orientation = (
        section_enum.WD_ORIENT.LANDSCAPE if wide else section_enum.WD_ORIENT.PORTRAIT
    )


def _element(name: str, **values: str) -> Any:
    element = library("docx.oxml").OxmlElement(name)
    for key, value in values.items():
        element.set(library("docx.oxml.ns").qn(f"w:{key}"), value)
    return element
