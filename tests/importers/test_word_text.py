"""What office programs show, hide or carry in their own ways: all of it comes along or is said."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pypandoc
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from practice.importers.completeness import asides_of_odt
from practice.importers.documents import import_document
from practice.importers.opening import open_source
from practice.importers.result import Imported
from practice.model.vocabulary import Vocabularies

from .making import archive, png, saved

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def results(*inner: str) -> WordDocument:
    document = Document()
    document.add_heading("Results", 1)
    for xml in inner:
        document.add_paragraph("Said: ")._p.append(parse_xml(xml))
    return document


def taken_in(path: Path, content: bytes, words: Vocabularies) -> Imported:
    path.write_bytes(content)
    return import_document(open_source(path), words)


def field(inner: str) -> str:
    """A field of an old form, as the runs of one smart tag, so that it is one element."""
    start = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inner}</w:ffData></w:fldChar></w:r>'
    return (
        f"<w:smartTag {W}>{start}<w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar"
        ' w:fldCharType="end"/></w:r></w:smartTag>'
    )


def test_what_was_chosen_in_an_old_form(tmp_path: Path, words: Vocabularies) -> None:
    chosen = (
        '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Bad"/><w:listEntry'
        ' w:val="Good"/></w:ddList>'
    )
    first = '<w:ddList><w:listEntry w:val="Bad"/></w:ddList>'
    boxes = ("<w:checked/>", '<w:checked w:val="0"/>', '<w:default w:val="1"/>')
    inner = [
        field(chosen),
        field(first),
        *(field(f"<w:checkBox><w:sizeAuto/>{box}</w:checkBox>") for box in boxes),
    ]
    study = taken_in(tmp_path / "a.docx", saved(results(*inner)), words)
    assert study.sections == {
        "What happened": "Said: Good\n\nSaid: Bad\n\nSaid: ☒\n\nSaid: ☐\n\nSaid: ☒"
    }


def test_hidden_and_moved_words_are_said(tmp_path: Path, words: Vocabularies) -> None:
    hidden = f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>for us alone</w:t></w:r>"
    about = 'w:author="Jo" w:date="2006-01-01T00:00:00Z"'
    old = f'<w:moveFrom {W} w:id="1" {about}><w:r><w:t>walks</w:t></w:r></w:moveFrom>'
    new = f'<w:moveTo {W} w:id="2" {about}><w:r><w:t>walks</w:t></w:r></w:moveTo>'
    study = taken_in(tmp_path / "a.docx", saved(results(hidden, old, new)), words)
    assert study.sections == {"What happened": "Said: for us alone\n\nSaid:\n\nSaid: walks"}
    assert study.understood[:2] == (
        (
            "Hidden in Word, and taken like the rest, so take it out if it is not for others: “for"
            " us alone”"
        ),
        "Words that were moved with changes tracked stand where they were moved to.",
    )
    assert not any("deleted" in line or "insertion" in line for line in study.understood)


def test_a_comment_at_a_point(tmp_path: Path, words: Vocabularies) -> None:
    document = results()
    document.add_comment(
        document.add_paragraph("Fewer left.").runs, text="Is that so?", author="Jo"
    )
    content = saved(document)
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    part = open_source(path).parts["word/document.xml"]
    at_a_point = re.sub(rb"<w:commentRange(?:Start|End)[^>]*/>", b"", part)
    assert at_a_point != part
    for one in (part, at_a_point):
        study = taken_in(path, archive({"word/document.xml": one}, content), words)
        assert [line for line in study.understood if "comment" in line] == [
            "Left out, a comment: “Is that so?”"
        ]


def test_a_picture_that_is_missing_leaves_its_words(tmp_path: Path, words: Vocabularies) -> None:
    (tmp_path / "door.png").write_bytes(png())
    document = results()
    document.add_paragraph().add_run().add_picture(str(tmp_path / "door.png"))
    for about in document.element.iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    ):
        about.set("descr", "A door that opens")
    path = tmp_path / "a.docx"
    path.write_bytes(saved(document))
    parts = open_source(path).parts
    kept = {name: part for name, part in parts.items() if "media/" not in name}
    assert kept != parts
    study = taken_in(path, archive(kept), words)
    assert study.sections == {"What happened": "A door that opens"}
    assert "Left out: the picture image1.png, which is not in the file." in study.understood


def test_the_strict_variant_of_words_format_is_read_like_the_other(
    tmp_path: Path, words: Vocabularies
) -> None:
    v = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    box = (
        f"<w:r {W} {v}><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>In a"
        " box</w:t></w:r></w:p></w:txbxContent>"
    )
    document = results(
        f"{box}</v:textbox></v:shape></w:pict></w:r>",
        f'<w:customXml {W} w:uri="u" w:element="x"><w:r><w:t>In a tag</w:t></w:r></w:customXml>',
    )
    document.sections[0].header.paragraphs[0].text = "In the header"
    path = tmp_path / "a.docx"
    usual = taken_in(path, saved(document), words)
    names = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
            b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        ),
        b"http://schemas.openxmlformats.org/officeDocument/2006/": (
            b"http://purl.oclc.org/ooxml/officeDocument/"
        ),
    }
    parts = dict(open_source(path).parts)
    for old, new in names.items():
        parts = {name: part.replace(old, new) for name, part in parts.items()}
    strict = taken_in(path, archive(parts), words)
    assert strict == usual
    told = "\n".join([strict.file_text(), *strict.understood])
    assert [text for text in ("In a box", "In a tag", "In the header") if text not in told] == []


def odt(path: Path, page: str) -> bytes:
    subprocess.run(
        [pypandoc.get_pandoc_path(), "--from=html", "--to=odt", "-o", str(path)],
        input=page.encode(),
        check=True,
        cwd=path.parent,
    )
    return path.read_bytes()


def test_the_words_of_pictures_in_opendocument(tmp_path: Path, words: Vocabularies) -> None:
    (tmp_path / "door.png").write_bytes(png())
    path = tmp_path / "a.odt"
    content = odt(path, "<h1>Results</h1>" + "<p>See <img src='door.png'></p>" * 3)
    part = open_source(path).parts["content.xml"].decode()
    told = iter(
        [
            "<svg:desc>A door</svg:desc>",
            "<svg:title>Opens</svg:title>",
            "<svg:title>A door</svg:title><svg:desc>It opens</svg:desc>",
        ]
    )
    described = re.sub(
        "</draw:frame>",
        lambda _: f"{next(told)}</draw:frame>",
        re.sub("<svg:(title|desc)>.*?</svg:(title|desc)>", "", part),
    )
    study = taken_in(path, archive({"content.xml": described}, content), words)
    assert re.findall(r"!\[(.*?)\]", study.sections["What happened"]) == [
        "A door",
        "Opens",
        "A door: It opens",
    ]


def test_deleted_words_of_opendocument_without_who_and_when() -> None:
    names = {"office": "office", "text": "text"}
    declared = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in names.items()
    )
    who = '<office:change-info><dc:creator xmlns:dc="urn:dc">Ed</dc:creator></office:change-info>'
    content = (
        "<office:x"
        f" {declared}><text:deletion>{who}<text:p>one</text:p><text:p>two</text:p>"
        "</text:deletion></office:x>"
    )
    assert asides_of_odt(content.encode()) == ([], ["one two"])
