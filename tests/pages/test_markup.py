"""What a contributor writes comes out as plain text, lists, tables, links and pictures, or not at
all.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.content.html import references, render

from .world import elements, links

ALLOWED = {
    *(
        (tag, ())
        for tag in [
            "p",
            "br",
            "hr",
            "strong",
            "em",
            "s",
            "code",
            "pre",
            "blockquote",
            "ul",
            "ol",
            "li",
        ]
    ),
    *((tag, ()) for tag in ["table", "thead", "tbody", "tr", "th", "td", "h3", "h4", "h5", "h6"]),
    ("ol", ("start",)),
    ("a", ("href", "rel")),
    ("img", ("alt", "loading", "src")),
    ("div", ("aria-label", "class", "role", "tabindex")),
}


def keep(target: str) -> str | None:
    return target


def nowhere(target: str) -> str | None:
    return None


PLAIN = [
    ("Hello *there*, **you**.", "<p>Hello <em>there</em>, <strong>you</strong>.</p>"),
    ("- one\n- two", "<ul> <li>one</li> <li>two</li> </ul>"),
    ("# Big\n\n#### Small", "<h3>Big</h3> <h4>Small</h4>"),
    ("~~no~~", "<p><s>no</s></p>"),
    ("```\na\n  b\n```", "<pre><code>a&#10;  b&#10;</code></pre>"),
    (
        "[a](https://e.example/x?y=1&z=2)",
        '<p><a href="https://e.example/x?y=1&amp;z=2" rel="noopener">a</a></p>',
    ),
    ("![a *cat*](cat.png)", '<p><img src="cat.png" alt="a cat" loading="lazy"></p>'),
    ("3. three", '<ol start="3"> <li>three</li> </ol>'),
    (
        "| a | b |\n|---|--:|\n| 1 | 2 |",
        (
            '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table> <thead> <tr>'
            " <th>a</th> <th>b</th> </tr> </thead> <tbody> <tr> <td>1</td> <td>2</td> </tr>"
            " </tbody> </table></div>"
        ),
    ),
]

HOSTILE = [
    ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ("<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"),
    ("<!-- hidden --> seen", "<p>&lt;!-- hidden --&gt; seen</p>"),
    ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
    ("[x](&#106;avascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
    ("[x](JaVaScRiPt&colon;alert(1))", "<p>[x](JaVaScRiPt:alert(1))</p>"),
    ("![x](data:image/svg+xml;base64,PHN2Zz4=)", "<p>![x](data:image/svg+xml;base64,PHN2Zz4=)</p>"),
    ("&lt;script&gt;", "<p>&lt;script&gt;</p>"),
    ("text {: onclick=alert(1) }", "<p>text {: onclick=alert(1) }</p>"),
    ("{{ config }} {% raw %}", "<p>{{ config }} {% raw %}</p>"),
    ('--8<-- "mkdocs.yml"', '<p>--8&lt;-- "mkdocs.yml"</p>'),
    ("\\`\\`\\`\nx\n\\`\\`\\`", "<p>``` x ```</p>"),
    (
        "<svg><style>*{color:red}</style></svg>",
        "<p>&lt;svg&gt;&lt;style&gt;*{color:red}&lt;/style&gt;&lt;/svg&gt;</p>",
    ),
    ("a\x00b\x02wzxhzdk:0\x03", None),
]


@pytest.mark.parametrize(("markdown", "html"), PLAIN)
def test_plain_markdown(markdown: str, html: str) -> None:
    assert render(markdown, keep, keep) == html


@pytest.mark.parametrize(("markdown", "html"), HOSTILE)
def test_hostile_markdown(markdown: str, html: str | None) -> None:
    rendered = render(markdown, keep, keep)
    assert {tag for tag, _ in elements(rendered)} == {"p"}
    assert html is None or rendered == html


def test_an_address_that_leads_nowhere_leaves_its_words() -> None:
    assert (
        render("See [the *plan*](plan.exe) and ![a map](map.svg).", nowhere, nowhere)
        == "<p>See the <em>plan</em> and a map.</p>"
    )


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"]
)
def test_even_a_bad_resolver_cannot_make_a_harmful_link(address: str) -> None:
    rendered = render("[x](https://a.example) ![y](b.png)", lambda _: address, lambda _: address)
    assert address not in links(rendered)


signs = st.text(alphabet=st.sampled_from("<>&\"'`*_[]()!#-|~:{}\\/ \n\tabx0=;"), max_size=60)


@given(st.one_of(st.text(max_size=80), signs))
def test_nothing_else_ever_comes_out(markdown: str) -> None:
    rendered = render(markdown, keep, keep)
    assert "\n" not in rendered
    assert set(elements(rendered)) <= ALLOWED
    for address in links(rendered):
        assert not address.strip().lower().startswith(("javascript:", "data:", "vbscript:"))


def test_a_link_may_be_defined_in_another_part_of_the_text() -> None:
    parts = ["See [it][1] and [that].", "[1]: a.pdf\n[that]: b.pdf", "[that]: c.pdf\n\n[that]"]
    known = references(parts)
    assert (
        render(parts[0], keep, keep, known)
        == '<p>See <a href="a.pdf" rel="noopener">it</a> and <a href="b.pdf"'
        ' rel="noopener">that</a>.</p>'
    )
    # As when the text is read as a whole: what is defined first counts.
    assert render(parts[2], keep, keep, known) == '<p><a href="b.pdf" rel="noopener">that</a></p>'
    assert references(["No links."]) == {}
