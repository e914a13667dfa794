"""Files for the tests of the import, made here: forms that are filled in, pictures, and archives of
any parts.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table, _Cell

from practice.forms.definition import Question, about, parts
from practice.model.schema import FIELDS, HEADINGS, NOT_REPORTED, Field
from practice.model.vocabulary import Vocabularies

Fields = Mapping[str, Any]


def fill_in(
    form: bytes,
    fields: Fields,
    sections: Mapping[str, Sequence[str]],
    words: Vocabularies,
    schema: tuple[Field, ...] = FIELDS,
) -> bytes:
    """Fill in the Word form as a person would: type, choose from the lists, add rows."""
    document = Document(io.BytesIO(form))
    questions = [
        Question(field, part) for field in schema for part in (None, *field.fields) if field.asked
    ]
    asked = {
        question.text: question
        for question in questions
        if not (question.part and question.field.many)
    }
    tables = [field for field in schema if field.many and field.fields]
    texts = {heading.text: about(heading).text for heading in HEADINGS}
    headings = _headings_of_tables(document)
    for table, above in zip(document.tables, headings, strict=True):
        owner = next((field for field in tables if above == Question(field).text), None)
        if (
            owner
            and len(table.columns) == len(parts(owner))
            and table.rows[0].cells[0].text.startswith(parts(owner)[0].text)
        ):
            _fill_items(table, owner, fields.get(owner.name, []), words)
        else:
            for row in table.rows:
                _fill_answer(row.cells[1], asked[row.cells[0].paragraphs[0].text], fields, words)
    for heading, paragraphs in sections.items():
        at = next(
            number
            for number, paragraph in enumerate(document.paragraphs)
            if paragraph.text == texts.get(heading, heading)
        )
        empty = document.paragraphs[at + 2]
        for text in paragraphs:
            empty.insert_paragraph_before(text)
    return saved(document)


def saved(document: WordDocument) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _headings_of_tables(document: WordDocument) -> list[str]:
    """The heading above each table, if it is the first below it."""
    found: list[str] = []
    heading = ""
    for element in document.element.body:
        if element.tag == qn("w:p") and str(element.style).startswith("Heading"):
            heading = "".join(text.text or "" for text in element.iter(qn("w:t")))
        elif element.tag == qn("w:tbl"):
            found.append(heading)
            heading = ""
    return found


def _fill_items(table: Table, owner: Field, items: Any, words: Vocabularies) -> None:
    if isinstance(items, str):
        return
    while len(table.rows) < len(items) + 1:
        table.add_row()
    for row, item in zip(table.rows[1:], items, strict=False):
        for cell, part in zip(row.cells, parts(owner), strict=True):
            _put(cell, part.asked, item.get(part.asked.name, ""), words)


def _fill_answer(cell: _Cell, question: Question, fields: Fields, words: Vocabularies) -> None:
    value = fields.get(question.field.name, "")
    if question.part:
        _put(
            cell,
            question.part,
            value.get(question.part.name, "") if isinstance(value, Mapping) else "",
            words,
        )
    elif question.field.fields:
        _put(cell, question.field, value if value == NOT_REPORTED else "", words)
    else:
        _put(cell, question.field, value, words)


def _put(cell: _Cell, asked: Field, value: Any, words: Vocabularies) -> None:
    values = [
        _shown(asked, item, words)
        for item in ([value] if isinstance(value, str) else value)
        if item
    ]
    lists = list(cell._tc.iter(qn("w:sdt")))
    for number, text in enumerate(values):
        if number < len(lists):
            next(lists[number].iter(qn("w:t"))).text = text
        elif number == 0:
            cell.paragraphs[0].text = text
        else:
            cell.add_paragraph(text)


def _shown(asked: Field, value: str, words: Vocabularies) -> str:
    if asked.kind == "term" and value in words[asked.vocabulary]:
        return words[asked.vocabulary][value].label
    if value == NOT_REPORTED:
        return next(
            (choice.label for choice in asked.choices if choice.value == value), "Not reported"
        )
    return next((choice.label for choice in asked.choices if choice.value == value), value)


def archive(parts: Mapping[str, bytes | str], source: bytes = b"") -> bytes:
    """A ZIP file with the parts of `source`, changed and with more."""
    before: dict[str, bytes] = {}
    if source:
        with zipfile.ZipFile(io.BytesIO(source)) as opened:
            before = {name: opened.read(name) for name in opened.namelist()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name, part in {**before, **parts}.items():
            written.writestr(name, part)
    return target.getvalue()


def word(*paragraphs: str, heading: str = "What we did") -> bytes:
    """A Word file with a title, one heading and paragraphs."""
    document = Document()
    document.add_heading("A clinic at the door", 0)
    document.add_heading(heading, 1)
    for text in paragraphs or ("We met people at the door.",):
        document.add_paragraph(text)
    return saved(document)


def png(width: int = 2, height: int = 2, extra: Sequence[tuple[bytes, bytes]] = ()) -> bytes:
    """A grey PNG; `extra` are blocks about the picture."""
    rows = b"".join(b"\0" + b"\x80" * min(width, 4) for _ in range(min(height, 4)))
    blocks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        *extra,
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in blocks
    )


def exif(orientation: int, *, order: str = ">") -> bytes:
    """What a camera writes: how it was held, who owns it, and where it was."""
    mark = b"MM" if order == ">" else b"II"
    owner = b"Nurse Example\0"
    entries = [
        (0x0112, 3, 1, struct.pack(f"{order}HH", orientation, 0)),
        (0x013B, 2, len(owner), struct.pack(f"{order}I", 62)),
    ]
    entries += [(0x8825, 4, 1, struct.pack(f"{order}I", 76))]
    body = struct.pack(f"{order}H", len(entries)) + b"".join(
        struct.pack(f"{order}HHI", *entry[:3]) + entry[3] for entry in entries
    )
    tiff = mark + struct.pack(f"{order}HI", 42, 8) + body + struct.pack(f"{order}I", 0)
    return b"Exif\0\0" + tiff.ljust(62, b"\0") + owner + b"GPS 51.5N 0.1W"


def jpeg(*segments: tuple[int, bytes], tail: bytes = b"", width: int = 2, height: int = 2) -> bytes:
    """A JPEG with these segments before its dots, and `tail` behind its end."""
    out = b"\xff\xd8"
    for marker, body in segments:
        out += bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body
    for marker, body in JPEG_BODY:
        body = body[:1] + struct.pack(">HH", height, width) + body[5:] if marker == 0xC0 else body
        out += bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body
    return out + b"\x00\xff\x00\x7f\xff\xd0\x11\xff\xd9" + tail


JPEG_BODY = (
    (0xDB, b"\0" + bytes(range(1, 65))),
    (0xC0, b"\x08\0\x02\0\x02\x01\x01\x11\0"),
    (0xC4, b"\0" + b"\0" * 16),
    (0xDA, b"\x01\x01\0\0\x3f\0"),
)
"""Tables, frame, codes and the start of the dots, without anything about the picture."""
