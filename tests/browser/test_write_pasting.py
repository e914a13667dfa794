"""What is pasted into the form: from Word, from Google Docs, from a sheet, as plain text; and
taking it back.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Visit
from .test_write import ADDRESS, start

pytestmark = pytest.mark.browser

# As Word puts it on the clipboard: its own conditions, styles, bullets as text, names of its own.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0cm} --></style></head>
<body lang=EN-GB><!--StartFragment-->
<h2>Who came<o:p></o:p></h2>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Few </b><b>women</b> came to
the <i>clinic</i>.<o:p></o:p></p>
<p class=MsoNormal>We asked <a href="https://www.example.org/a (1)">why</a>, and <a href="javascript:alert(1)">they</a> said:</p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>The letters<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp;</span></span>in English</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>The bus</p>
<p class=MsoNormal>That was in 2019.</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>We rang.</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>They came.</p>
<table><tr><td><p class=MsoNormal><b>Group</b></p></td><td><p>Before | after</p></td></tr>
<tr><td><p>Somali</p></td><td><p>40</p><p>women</p></td></tr></table>
<p class=MsoNormal><img src="https://elsewhere.example/x.png" onerror="document.title='run'"><script>document.title = "run"</script>End.</p>
<!--EndFragment--></body></html>"""
FROM_WORD = """### Who came

**Few women** came to the *clinic*.

We asked [why](https://www.example.org/a%20%281%29), and they said:

- The letters
  - in English
- The bus

That was in 2019.

1. We rang.
2. They came.

| Group | Before \\| after |
|---|---|
| Somali | 40 women |

End."""

DOCS = """<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span
style="font-weight:400">We </span><span style="font-weight:700;font-style:italic">rang</span><span> them.</span></p>
<ul><li dir="ltr" aria-level="1"><p role="presentation"><span>first</span></p></li><ul><li><p><span>below</span></p></li></ul>
<li><p>second</p></li></ul><br><p>After.</p><ol start="3"><li>third</li></ol></b>"""
FROM_DOCS = "We ***rang*** them.\n\n- first\n  - below\n- second\n\nAfter.\n\n3. third"

PLAIN = (
    ("One paragraph.\r\nAnother one\r\n\r\nA third", "One paragraph.\n\nAnother one\n\nA third"),
    ("Told:\n•\tone\n•\ttwo\nThat was in 2019.", "Told:\n\n- one\n- two\n\nThat was in 2019."),
    (
        "This line goes on because the page that it was on was not any wider\nthan this.\nNext.",
        "This line goes on because the page that it was on was not any wider\nthan this.\n\nNext.",
    ),
    ("- a\n- b\n  more of b\n\n> said", "- a\n- b\n  more of b\n\n> said"),
    ("```\na\nb\n```", "```\na\nb\n```"),
    ("\tindented\n\ttwice", "indented\n\ntwice"),
)

# As a sheet gives its cells.
SHEET = """<style><!--table {mso-displayed-decimal-separator:"\\.";}--></style><table border=0 width=128><col width=64 span=2>
<tr height=20><td height=20 width=64>Group</td><td width=64>Before</td></tr><tr><td>Somali</td><td align=right>40</td></tr></table>"""
FROM_SHEET = "| Group | Before |\n|---|---|\n| Somali | 40 |"


def paste(box: Locator, text: str, html: str = "") -> None:
    """Paste as a browser does: it inserts the plain text itself, unless the page has done something
    else.
    """
    box.evaluate(
        """(box, [text, html]) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            if (html) data.setData("text/html", html);
            box.focus();
            const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            if (box.dispatchEvent(event)) document.execCommand("insertText", false, text);
        }""",
        [text, html],
    )


def problem_box(visit: Visit) -> tuple[Page, Locator]:
    page = visit.go(ADDRESS)
    start(page)
    page.goto(page.url.partition("#")[0] + "#story")
    return page, page.get_by_label("What was the problem?")


@pytest.mark.parametrize(
    ("html", "text"),
    [(WORD, FROM_WORD), (DOCS, FROM_DOCS), (SHEET, FROM_SHEET)],
    ids=["Word", "Google Docs", "a sheet"],
)
def test_what_was_written_in_a_word_processor_keeps_its_paragraphs_lists_and_tables(
    visit: Visit, html: str, text: str
) -> None:
    page, box = problem_box(visit)
    title = page.title()
    paste(box, "all of it\non lines", html)
    expect(box).to_have_value(text)
    assert page.title() == title


def test_html_without_anything_of_its_own_is_taken_as_plain_text(visit: Visit) -> None:
    _, box = problem_box(visit)
    paste(box, "five < six", "<meta charset='utf-8'><span>five &lt; six</span>")
    expect(box).to_have_value("five < six")


def test_plain_text_keeps_its_paragraphs(visit: Visit) -> None:
    _, box = problem_box(visit)
    for pasted, text in PLAIN:
        box.fill("")
        paste(box, pasted)
        expect(box).to_have_value(text)


def test_what_was_pasted_stands_apart_and_can_be_taken_back(visit: Visit) -> None:
    page, box = problem_box(visit)
    box.focus()
    page.keyboard.type("An hour of my writing.")
    paste(box, "", WORD)
    expect(box).to_have_value(f"An hour of my writing.\n\n{FROM_WORD}")
    page.keyboard.press("Control+z")
    expect(box).to_have_value("An hour of my writing.")
    page.keyboard.press("Control+a")
    paste(box, "•\tone\r\n•\ttwo")
    expect(box).to_have_value("- one\n- two")
    page.keyboard.press("Control+z")
    expect(box).to_have_value("An hour of my writing.")


def test_one_line_stays_one_and_a_list_takes_an_entry_a_line(visit: Visit) -> None:
    page, _ = problem_box(visit)
    page.goto(page.url.partition("#")[0] + "#work")
    for label in ("What did you do? Give it a title", "Sum it up in one to three sentences"):
        box = page.get_by_label(label)
        paste(box, "Calls\r\nbefore \n\n a test\r\n")
        expect(box).to_have_value("Calls before a test")
    page.goto(page.url.partition("#")[0] + "#took")
    needs = page.get_by_label("What can you not do without?")
    paste(
        needs,
        "•\tA room\r\n\r\n- a budget of 2.5 days\r\n1.\ttwo phones\r\n-5 degrees\r\nb) somebody",
        "<ul><li>A room</li></ul>",
    )
    expect(needs).to_have_value("A room\na budget of 2.5 days\ntwo phones\n-5 degrees\nsomebody")
