"""Nothing is lost: every word of any document is in the case study or in what is said of it."""

from __future__ import annotations

import itertools
import re
from html import escape
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from practice.importers.completeness import missing, stretches_of_html
from practice.importers.documents import import_document
from practice.importers.opening import open_source
from practice.model.vocabulary import Vocabularies

from .making import saved

HEADINGS = [
    "Background",
    "Aim",
    "Results",
    "Measures",
    "Summary",
    "Title",
    "Topics",
    "Cost",
    "Contact",
    "Status",
    "Our cat",
    "Not placed",
    "Sources",
    "",
]
SIGNS = [
    "",
    "*",
    "_",
    "#",
    "1.",
    "-",
    "+ ",
    "|",
    "<b>",
    "&amp;",
    "`",
    "~~~",
    "> ",
    "\\",
    "[x](y)",
    "---",
    "=",
    ":--",
    "!",
    "not reported",
]

Block = tuple[str, int, list[tuple[str, str]]]
BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "heading",
                "text",
                "bold",
                "list",
                "numbers",
                "table",
                "wide",
                "quote",
                "box",
                "header",
            ]
        ),
        st.integers(1, 4),
        st.lists(
            st.tuples(st.sampled_from(SIGNS), st.sampled_from(HEADINGS)), min_size=1, max_size=3
        ),
    ),
    max_size=10,
)
UNHURRIED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def numbered(blocks: list[Block]) -> tuple[list[tuple[str, int, list[str]]], set[str]]:
    """Give every text a word that no other has."""
    count = itertools.count()
    marks: set[str] = set()
    found = []
    for kind, level, texts in blocks:
        words = []
        for sign, usual in texts:
            mark = f"qz{next(count)}qz"
            marks.add(mark)
            words.append(
                f"{usual}"
                if kind == "heading" and usual and level == 1
                else f"{sign} {usual} {mark}"
            )
            if words[-1] == usual:
                marks.discard(mark)
        found.append((kind, level, words))
    return found, marks


def page(blocks: list[tuple[str, int, list[str]]]) -> str:
    parts = []
    for kind, level, texts in blocks:
        words = [escape(text) for text in texts]
        match kind:
            case "heading":
                parts.append(
                    f"<h{level}>{words[0]}</h{level}>"
                    + "".join(f"<p>{text}</p>" for text in words[1:])
                )
            case "bold":
                parts += [f"<p><b>{text}</b>x<i>{text}</i></p>" for text in words]
            case "list" | "numbers":
                tag = "ul" if kind == "list" else "ol"
                items = "".join(
                    f"<li>{text}<{tag}><li><p>{text}</p><p>{text}</p></li></{tag}></li>"
                    for text in words
                )
                parts.append(f"<{tag}>{items}</{tag}>")
            case "table" | "wide":
                cells = "".join(
                    f"<td colspan={1 + (kind == 'wide')}>{text}<ul><li>{text}</li></ul></td>"
                    for text in words
                )
                parts.append(f"<table><tr>{cells}</tr><tr>{cells}</tr></table>")
            case "quote":
                parts.append(
                    f"<blockquote><pre>{words[0]}</pre>"
                    + "".join(f"<dl><dt>{text}<dd>{text}</dl>" for text in words)
                    + "</blockquote>"
                )
            case _:
                parts += [f"<p>{text}<br>{text}</p>" for text in words]
    return "\n".join(parts)


def word_file(blocks: list[tuple[str, int, list[str]]]) -> bytes:
    document = Document()
    for kind, level, texts in blocks:
        match kind:
            case "heading":
                document.add_heading(texts[0], level)
                for text in texts[1:]:
                    document.add_paragraph(text)
            case "bold":
                for text in texts:
                    document.add_paragraph().add_run(text).bold = True
            case "list" | "numbers":
                for text in texts:
                    document.add_paragraph(
                        text, style="List Bullet" if kind == "list" else "List Number"
                    )
            case "table" | "wide":
                table = document.add_table(2, len(texts))
                for cell, text in zip(table.rows[0].cells, texts, strict=True):
                    cell.text = text
                if kind == "wide" and len(texts) > 1:
                    table.cell(1, 0).merge(table.cell(1, 1))
            case "box":
                _box(document, texts)
            case "header":
                document.sections[0].footer.paragraphs[0].add_run(" ".join(texts))
            case _:
                for text in texts:
                    document.add_paragraph(text)
    return saved(document)


def _box(document: WordDocument, texts: list[str]) -> None:
    w = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    inner = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in texts)
    xml = (
        "<w:r"
        f" {w}><w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    document.add_paragraph("Near.")._p.append(parse_xml(xml))


def left_over(path: Path, words: Vocabularies, marks: set[str]) -> set[str]:
    study = import_document(open_source(path), words)
    told = "\n".join([study.file_text(), *study.understood])
    assert "boxes, charts" not in told or path.suffix == ".docx"
    return marks - set(re.findall(r"qz\d+qz", told))


@settings(max_examples=30, suppress_health_check=UNHURRIED)
@example([("heading", 1, [("", "Measures"), ("", "Background")])] * 2)
@example([("heading", 2, [("", "Our own heading"), ("", "Background")])] * 3)
@given(BLOCKS)
def test_every_word_of_a_page_is_kept(
    tmp_path: Path, words: Vocabularies, blocks: list[Block]
) -> None:
    texts, marks = numbered(blocks)
    path = tmp_path / "page.html"
    path.write_text(page(texts) or "<p>Nothing.</p>", encoding="utf-8")
    assert left_over(path, words, marks) == set()


@settings(max_examples=30, suppress_health_check=UNHURRIED)
@given(BLOCKS)
def test_every_word_of_a_word_file_is_kept(
    tmp_path: Path, words: Vocabularies, blocks: list[Block]
) -> None:
    texts, marks = numbered(blocks)
    path = tmp_path / "story.docx"
    path.write_bytes(word_file(texts))
    assert left_over(path, words, marks) == set()


def test_the_net_sees_what_is_missing() -> None:
    stretches = stretches_of_html(
        "<p>One <b>t</b>wo &amp; three</p><p>four</p><p>four</p><script>five</script>"
    )
    assert stretches == ["One two & three", "four", "four"]
    assert missing(stretches, "four: *one* **two** three") == ["four"]
    assert missing(["see the report"], "see [the](https://www.example.org/) report") == []
