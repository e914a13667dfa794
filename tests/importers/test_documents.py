"""Documents that know nothing of our form: what is taken for what, and what becomes of everything
else.
"""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import pypandoc
import pytest
from docx import Document
from docx.oxml import parse_xml
from markdown_it import MarkdownIt

from practice.content.front_matter import read_draft
from practice.forms.names import find_section
from practice.importers.documents import import_document
from practice.importers.opening import open_source
from practice.importers.pandoc import read_tree
from practice.importers.result import Imported
from practice.model.vocabulary import Vocabularies
from privacy.files import HEIC

from .making import archive, exif, jpeg, png, saved

PAGE = """\
<html><head><title>Minutes</title><style>p {colour: red}</style></head><body>
<h1>Shorter waits at the door</h1>
<h2>Summary</h2><p>A receptionist met people at the door.</p>
<h2>1. Background</h2><p>People waited <b>two hours</b>.</p>
<h2>Aims and objectives</h2>
<ul><li>Fewer people leave</li><li>Nobody is <i>lost</i><ol><li>not one</li></ol></li></ul>
<h2>What we did:</h2><p>We met them.</p>
<h3>First week</h3><p>Two of us. 5 * 3 &lt; 20 and snake_case.</p>
<h2>Reslts</h2>
<table><tr><th>Month</th><th>Left</th></tr><tr><td>May</td><td>40 | 41</td></tr></table>
<h2>Lessons learnt</h2>
<p>Ask at the door, see <a href="https://www.example.org/a(b)">the report</a>.</p>
<h2>Topics</h2><ul><li>waiting times</li></ul>
<h2>Trust</h2><p>Luton PCT</p>
<h2>Contact</h2><p>Screening lead, screening@trust.example</p>
<h2>Themes</h2><p>Something quite different.</p>
</body></html>
"""

PAGE_READ = """\
---
title: Shorter waits at the door
summary: A receptionist met people at the door.
trusts: [Luton PCT]
topics: [queues]
---

## The problem

People waited **two hours**.

### Aims and objectives

- Fewer people leave
- Nobody is *lost*
  1. not one

## What was done

We met them.

### First week

Two of us. 5 \\* 3 \\< 20 and snake_case.

## What happened

| Month | Left |
| --- | --- |
| May | 40 \\| 41 |

## What was learned

Ask at the door, see [the report](https://www.example.org/a%28b%29).

## Contact

Screening lead, screening@trust.example

## Themes

Something quite different.
"""

UNDERSTOOD = (
    "Left out, the title of the page's window: “Minutes”",
    "What stands below “Summary” is taken for the answer to 'summary'.",
    "“1. Background” is taken for the section “The problem”.",
    "“Aims and objectives” is taken for the section “The problem”.",
    "“What we did:” is taken for the section “What was done”.",
    "“Reslts” is taken for the section “What happened”.",
    "“Lessons learnt” is taken for the section “What was learned”.",
    "What stands below “Topics” is taken for the answer to 'topics'.",
    "What stands below “Trust” is taken for the answer to 'trusts'.",
)


def taken_in(path: Path, words: Vocabularies) -> Imported:
    return import_document(open_source(path), words)


def test_a_page_with_usual_headings(tmp_path: Path, words: Vocabularies) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    study = taken_in(path, words)
    assert study.file_text() == PAGE_READ
    assert study.understood == UNDERSTOOD


@pytest.mark.parametrize("ending", ["docx", "odt", "md"])
def test_the_same_in_other_forms(ending: str, tmp_path: Path, words: Vocabularies) -> None:
    path = tmp_path / f"page.{ending}"
    body = PAGE.replace("<title>Minutes</title>", "")
    command = [
        pypandoc.get_pandoc_path(),
        "--from=html",
        f"--to={'gfm' if ending == 'md' else ending}",
        "-o",
        str(path),
    ]
    subprocess.run(command, input=body.encode(), check=True, capture_output=True)
    # Markdown as code hosts write it makes a link of every address.
    linked = "[screening@trust.example](mailto:screening@trust.example)"
    expected = PAGE_READ.replace("screening@trust.example", linked) if ending == "md" else PAGE_READ
    assert taken_in(path, words).file_text() == expected


def test_what_is_chosen_from_a_list_in_libreoffice(tmp_path: Path, words: Vocabularies) -> None:
    path = tmp_path / "form.odt"
    command = [pypandoc.get_pandoc_path(), "--from=html", "--to=odt", "-o", str(path)]
    page = (
        b"<h1>Case study"
        b" form</h1><table><tr><td>Themes</td><td>XX</td></tr>"
        b"<tr><td>Place</td><td>Luton</td></tr></table>"
    )
    subprocess.run(command, input=page, check=True, capture_output=True)
    content = zipfile.ZipFile(path).read("content.xml").decode()
    chosen = (
        '<loext:content-control loext:tag="themes"><loext:list-item'
        ' loext:value="x"/>Leadership</loext:content-control>'
    )
    declared = content.replace(
        "<office:document-content", '<office:document-content xmlns:loext="urn:loext"', 1
    ).replace("XX", chosen)
    path.write_bytes(archive({"content.xml": declared}, path.read_bytes()))
    assert taken_in(path, words).fields == {
        "origin": "contributed",
        "themes": ["leadership"],
        "place": "Luton",
    }


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_what_word_carries_besides_text(tmp_path: Path, words: Vocabularies) -> None:
    document = Document()
    document.add_paragraph("A clinic at the door")
    heading = document.add_paragraph()
    heading.add_run("Results:").bold = True
    paragraph = document.add_paragraph("Fewer left")
    paragraph._p.append(
        parse_xml(
            f'<w:ins {W} w:author="Jo" w:id="1"><w:r><w:t xml:space="preserve"> at'
            " once</w:t></w:r></w:ins>"
        )
    )
    paragraph._p.append(
        parse_xml(
            f'<w:del {W} w:author="Jo" w:id="2"><w:r><w:delText>nearly</w:delText></w:r></w:del>'
        )
    )
    document.add_comment(paragraph.runs, text="Is that so?", author="Jo")
    box = (
        f"<w:r {W}"
        ' xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
    )
    inner = "<w:p><w:r><w:t>Ask Jo</w:t></w:r></w:p>"
    document.add_paragraph("Next.")._p.append(
        parse_xml(f"{box}{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>")
    )
    document.sections[0].header.paragraphs[0].text = "Luton PCT, in confidence"
    path = tmp_path / "story.docx"
    path.write_bytes(saved(document))
    study = taken_in(path, words)
    assert study.fields == {"title": "A clinic at the door"}
    assert study.sections == {
        "What happened": "Fewer left at once\n\nNext.",
        "Not placed": "Ask Jo",
    }
    assert study.understood == (
        "The first line is taken for the title: “A clinic at the door”",
        "“Results:” is taken for the section “What happened”.",
        "Left out, a comment: “Is that so?”",
        "Left out, as it was deleted with changes tracked: “nearly”",
        "Tracked changes: 1 insertion is taken as accepted.",
        "Left out, a header or footer of the page: “Luton PCT, in confidence”",
        "1 piece of text from boxes, charts or hidden places: kept under “Not placed”.",
        (
            "What found no place stands under “Not placed” at the end: move it to where it belongs,"
            " and delete that heading."
        ),
    )


FOOTNOTES = (
    f'<w:footnotes {W}><w:footnote w:id="7"><w:p><w:r><w:t>See the'
    " report.</w:t></w:r></w:p></w:footnote></w:footnotes>"
)


def test_footnotes_stand_where_they_belong(tmp_path: Path, words: Vocabularies) -> None:
    document = Document()
    document.add_heading("Results", 1)
    document.add_paragraph("Fewer left")._p.append(
        parse_xml(f'<w:r {W}><w:footnoteReference w:id="7"/></w:r>')
    )
    path = tmp_path / "story.docx"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    part = document.part
    made = type(part)(
        partname("/word/footnotes.xml"), FOOTNOTES_TYPE, parse_xml(FOOTNOTES), part.package
    )
    part.relate_to(made, kind)
    path.write_bytes(saved(document))
    study = taken_in(path, words)
    assert study.sections == {"What happened": "Fewer left (Note: See the report.)"}
    assert "1 footnote stands in the text as “(Note: …)”." in study.understood


FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def partname(text: str) -> object:
    from docx.opc.packuri import PackURI

    return PackURI(text)


def test_pictures_come_with_their_words_or_ask_for_them(
    tmp_path: Path, words: Vocabularies
) -> None:
    (tmp_path / "door.png").write_bytes(png(extra=[(b"tEXt", b"Author\0Nurse Example")]))
    (tmp_path / "old.bmp").write_bytes(b"BM" + b"\0" * 60)
    path = tmp_path / "story.md"
    path.write_text(
        "# At the door\n\n## Results\n\n![The door](door.png) ![door.png](door.png)\n\n"
        "![x](old.bmp) ![Far](https://x.example/a.png) ![Up](../up.png)\n"
    )
    (tmp_path.parent / "up.png").write_bytes(png())
    study = taken_in(path, words)
    assert study.sections == {
        "What happened": "![The door](at-the-door-1.png) ![](at-the-door-1.png)\n\nx Far Up"
    }
    assert [picture.content for picture in study.pictures] == [png()]
    assert study.picture_names() == ("at-the-door-1.png",)
    assert study.understood[1:] == (
        (
            "“door.png” says nothing of what a picture shows, so it was not taken for its"
            " alternative text."
        ),
        (
            "Left out: the picture old.bmp, of a kind that browsers do not show. Save it as PNG or"
            " JPEG and add it by hand."
        ),
        (
            "Left out: the picture https://x.example/a.png, which lies on another site. Save it"
            " beside the case study and add it by hand."
        ),
        "Left out: the picture up.png, which is not in the file.",
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.heic", HEIC),
        ("photo.tiff", exif(1)[6:]),
        ("photo.emf", b"\1\0\0\0" + bytes(84)),
        ("photo.bmp", b"BM" + bytes(60)),
    ],
)
def test_a_picture_that_no_browser_shows_is_left_out_and_said(
    tmp_path: Path, words: Vocabularies, name: str, content: bytes
) -> None:
    document = Document()
    document.add_heading("Results", 1)
    document.add_picture(io.BytesIO(png()))
    path = tmp_path / "story.docx"
    with zipfile.ZipFile(io.BytesIO(saved(document))) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            held = (
                content
                if "image1" in part
                else old.read(part).replace(b"image1.png", name.encode())
            )
            new.writestr(part.replace("image1.png", name), held)
    study = taken_in(path, words)
    assert study.pictures == ()
    assert (
        f"Left out: the picture {name}, of a kind that browsers do not show. Save it as PNG or JPEG"
        " and add it by hand." in study.understood
    )


def test_a_picture_is_taken_for_what_it_is_whatever_it_is_called(
    tmp_path: Path, words: Vocabularies
) -> None:
    (tmp_path / "door.png").write_bytes(jpeg((0xE1, exif(1))))
    path = tmp_path / "story.md"
    path.write_text("# At the door\n\n## Results\n\n![The door](door.png)\n")
    study = taken_in(path, words)
    assert (study.picture_names(), [picture.content for picture in study.pictures]) == (
        ("at-the-door-1.jpg",),
        [jpeg()],
    )


def test_a_case_study_is_taken_as_it_is(tmp_path: Path, words: Vocabularies) -> None:
    (tmp_path / "door.png").write_bytes(png(extra=[(b"tEXt", b"Author\0Nurse Example")]))
    text = (
        "---\ntitle: At the door # a remark\ntrusts: [Luton PCT]\n---\n\n## Results\n\n![The"
        " door](door.png)\n"
    )
    path = tmp_path / "story-of-a-door.md"
    path.write_text(text)
    study = taken_in(path, words)
    assert (study.file_text(), study.slug, study.trusts) == (
        text,
        "story-of-a-door",
        ("Luton PCT",),
    )
    assert [(picture.name, picture.content) for picture in study.pictures] == [("door.png", png())]


def test_a_table_of_questions_in_any_document(tmp_path: Path, words: Vocabularies) -> None:
    document = Document()
    table = document.add_table(4, 2)
    rows = (
        ("Project title", "At the door"),
        ("Start date", "10 July 2005"),
        ("Who it was for", "Bengali; staff"),
        ("Car park", "full"),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    path = tmp_path / "story.docx"
    path.write_bytes(saved(document))
    study = taken_in(path, words)
    assert study.fields == {
        "title": "At the door",
        "started": "2005-07-10",
        "communities": ["bangladeshi", "staff"],
    }
    assert study.sections == {"Not placed": "Car park: full"}


TITLES = {
    "An emoji 🙂 in it": "an-emoji-in-it",
    "🙂🙂": "case-study",
    "مستشفى النور": "case-study",
    "Café für Łódź": "cafe-fur-odz",
    "../../etc/passwd": "etc-passwd",
    "A" * 100: "a" * 60,
    " ".join(["word"] * 30): "-".join(["word"] * 12),
}


@pytest.mark.parametrize("title", TITLES)
def test_the_name_of_the_file_comes_from_the_title(
    title: str, tmp_path: Path, words: Vocabularies
) -> None:
    path = tmp_path / "story.md"
    path.write_text(f"# {title}\n\n## Results\n\nText.\n")
    study = taken_in(path, words)
    assert study.fields == {"title": title}
    assert study.slug == TITLES[title]


def test_macros_are_neither_run_nor_taken_over(tmp_path: Path, words: Vocabularies) -> None:
    document = Document()
    document.add_heading("Results", 1)
    document.add_paragraph("Fewer left.")
    path = tmp_path / "story.docx"
    path.write_bytes(
        archive({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 a program"}, saved(document))
    )
    source = open_source(path)
    assert "word/vbaProject.bin" not in source.parts
    assert (
        import_document(source, words).understood[0]
        == "It holds macros. They were neither run nor taken over."
    )


def test_pandoc_gives_a_tree_and_not_a_file(tmp_path: Path) -> None:
    page = b"<p>One</p><img src='file:///etc/hostname'><iframe src='/etc/passwd'></iframe>"
    tree = read_tree(page, "html")
    assert [block["t"] for block in tree["blocks"]][:1] == ["Para"]
    assert "root:" not in str(tree)


@pytest.mark.parametrize("ending", ["docx", "odt", "html"])
def test_real_case_studies_come_back_from_other_forms(
    ending: str, tmp_path: Path, project: Path, words: Vocabularies
) -> None:
    for source in sorted((project / "case_studies").glob("[a-z]*/*.md"))[::20]:
        draft = read_draft("case_studies/trust/story.md", source.read_bytes())
        body = source.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        path = tmp_path / f"{source.stem}.{ending}"
        command = [
            pypandoc.get_pandoc_path(),
            "--from=commonmark+pipe_tables",
            f"--to={ending}",
            "-o",
            str(path),
        ]
        subprocess.run(
            command, input=f"# {source.stem}\n\n{body}".encode(), check=True, capture_output=True
        )
        study = taken_in(path, words)
        assert study.fields == {"title": source.stem}
        assert {name: shown(text) for name, text in study.sections.items()} == {
            section.heading: shown(section.markdown) for section in draft.body.sections
        }
        assert study.understood == ()


def shown(text: str) -> list[str]:
    """What a reader sees, whether or not a list has room between its lines."""
    return (
        MarkdownIt("commonmark")
        .enable(["table"])
        .render(text)
        .replace("<p>", "")
        .replace("</p>", "")
        .split()
    )


HEAD = '<tr><{0} rowspan="2">Group</{0}><{0} colspan="2">Year</{0}></tr>'
SECOND = "<tr><{0}>2005</{0}><{0}>2006</{0}></tr>"
HEADS = {
    "a head and a body": f"<thead>{HEAD}</thead><tbody>{SECOND}",
    "a head of two rows": f"<thead>{HEAD}{SECOND}</thead><tbody>",
    "no parts": f"{HEAD}{SECOND}<tbody>",
}


@pytest.mark.parametrize("case", HEADS)
@pytest.mark.parametrize("cell", ["th", "td"])
def test_a_head_of_two_rows_stays_above_its_columns(
    case: str, cell: str, tmp_path: Path, words: Vocabularies
) -> None:
    path = tmp_path / "page.html"
    table = HEADS[case].format(cell)
    path.write_text(
        f"<h1>Results</h1><table>{table}<tr><td>Women</td><td>120</td><td>3</td></tr></tbody></table>"
    )
    assert taken_in(path, words).sections == {
        "What happened": (
            "| Group | Year |  |\n| --- | --- | --- |\n|  | 2005 | 2006 |\n| Women | 120 | 3 |"
        )
    }


def test_the_style_says_what_the_title_is(tmp_path: Path, words: Vocabularies) -> None:
    document = Document()
    document.add_paragraph("Luton Primary Care Trust")
    document.add_heading("Walking groups", 0)
    document.add_heading("Results", 1)
    document.add_paragraph("Fewer left.")
    path = tmp_path / "story.docx"
    path.write_bytes(saved(document))
    study = taken_in(path, words)
    assert study.fields == {"title": "Walking groups"}
    assert study.sections == {
        "What happened": "Fewer left.",
        "Not placed": "Luton Primary Care Trust",
    }
    # As Google Docs writes it, with the header of its pages above.
    page = tmp_path / "story.html"
    page.write_text(
        '<div><p class="c1"><span>The trust</span></p></div><p class="c1 title"'
        ' id="h.a"><span>Walking <b>groups</b></span></p><h1>Results</h1><p>Fewer left.</p>'
    )
    assert taken_in(page, words).fields == {"title": "Walking groups"}
    assert taken_in(page, words).sections == {
        "What happened": "Fewer left.",
        "Not placed": "The trust",
    }


def test_the_style_says_what_the_title_is_in_opendocument(
    tmp_path: Path, words: Vocabularies
) -> None:
    path = tmp_path / "story.odt"
    command = [pypandoc.get_pandoc_path(), "--from=html", "--to=odt", "-o", str(path)]
    page = b"<p>The trust</p><p>TITLE</p><h1>Results</h1><p>Fewer left.</p>"
    subprocess.run(command, input=page, check=True, capture_output=True)
    content = zipfile.ZipFile(path).read("content.xml").decode()
    marked, times = re.subn(
        r'text:style-name="[^"]*">TITLE<', 'text:style-name="Title">Walking groups<', content
    )
    assert times == 1
    path.write_bytes(archive({"content.xml": marked}, path.read_bytes()))
    assert taken_in(path, words).fields == {"title": "Walking groups"}


TABLE = {
    "Project title": "Walking groups",
    "Background": "People sat.",
    "Aims": "To walk.",
    "What we did": "We walked.",
    "Outcome": "Fewer falls, we think.",
    "Cost": "£400",
    "Car park": "full",
}


def test_a_table_with_sections_in_its_rows(tmp_path: Path, words: Vocabularies) -> None:
    document = Document()
    document.add_heading("Case study", 1)
    table = document.add_table(len(TABLE), 2)
    for row, texts in zip(table.rows, TABLE.items(), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_comment(table.cell(1, 1).paragraphs[0].runs, text="Sure?", author="Jo")
    path = tmp_path / "story.docx"
    path.write_bytes(saved(document))
    study = taken_in(path, words)
    assert study.fields == {"title": "Walking groups"}
    assert study.sections == {
        "The problem": "People sat.\n\n### Aims\n\nTo walk.",
        "What was done": "We walked.",
        "What happened": "Fewer falls, we think.",
        "What it took": "£400",
        "Not placed": "Car park: full",
    }
    assert study.understood.count("Left out, a comment: “Sure?”") == 1
    assert "Nothing stands directly below the heading “Case study”." in study.understood


COSTS = {
    "words": ("What did it cost?", "Little: £400 for shoes.", "", {}, "What it took"),
    "words below a section": ("What did it cost?", "£400", "<h2>Results</h2>", {}, "What it took"),
    "not reported": ("What did it cost?", "Not reported", "", {"cost": "not-reported"}, None),
    "left empty": ("What did it cost?", "", "", {}, None),
    "parts of no section": ("How much staff time did it take?", "A day.", "", {}, "Not placed"),
}


@pytest.mark.parametrize("case", COSTS)
def test_words_beside_a_question_with_parts_are_text_and_no_field(
    case: str, tmp_path: Path, words: Vocabularies
) -> None:
    question, answer, above, fields, section = COSTS[case]
    rows = {"Project title": "Walking groups", "Start date": "2020-05", question: answer}
    cells = "".join(f"<tr><td>{name}</td><td>{text}</td></tr>" for name, text in rows.items())
    path = tmp_path / "page.html"
    path.write_text(f"{above}<table>{cells}</table>")
    study = taken_in(path, words)
    assert study.fields == {"title": "Walking groups", "started": "2020-05", **fields}
    assert [name for name, text in study.sections.items() if answer and answer in text] == (
        [section] if section else []
    )


TABLES_OF_RESULTS = {
    "figures": (
        "<h1>Report</h1>",
        "<tr><td>Outcomes</td><td>12</td></tr><tr><td>Activities</td><td>30</td></tr>",
    ),
    "below a section": (
        "<h1>A door</h1><h2>Results</h2>",
        "<tr><td>Outcomes</td><td>good</td></tr><tr><td>Staff</td><td>glad</td></tr>",
    ),
}


@pytest.mark.parametrize("case", TABLES_OF_RESULTS)
def test_a_table_of_results_stays_a_table(case: str, tmp_path: Path, words: Vocabularies) -> None:
    above, rows = TABLES_OF_RESULTS[case]
    path = tmp_path / "page.html"
    path.write_text(f"{above}<table>{rows}</table>")
    assert any("| --- | --- |" in text for text in taken_in(path, words).sections.values())


JOINED = {
    "Methodology and approach": "What was done",
    "Evaluation & results": "What happened",
    "Staffing and budget": "What it took",
    "Key achievements": "What happened",
    "3. Results and recommendations": "What happened",
    "Results and what they mean for the staff": None,
    "Tea and results": None,
    "Key contacts": None,
}


@pytest.mark.parametrize("heading", JOINED)
def test_joined_names_mean_what_the_first_means(heading: str) -> None:
    assert find_section(heading) == JOINED[heading]
