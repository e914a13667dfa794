"""Addresses, links between them, and heads that any site engine may print."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from practice.site.page import Page, address_of, head_words, plain, relative


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.md", ""),
        ("browse.md", "browse/"),
        ("themes/index.md", "themes/"),
        ("themes/workforce.md", "themes/workforce/"),
    ],
)
def test_address(path: str, address: str) -> None:
    assert address_of(path) == address


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("", "", "./"),
        ("", "browse/", "browse/"),
        ("browse/", "", "../"),
        ("themes/a/", "themes/b/", "../b/"),
        ("case-studies/x/", "themes/a/", "../../themes/a/"),
        ("case-studies/x/", "files/t/a.pdf", "../../files/t/a.pdf"),
        ("case-studies/x/", "about/#privacy", "../../about/#privacy"),
    ],
)
def test_link(here: str, there: str, link: str) -> None:
    assert relative(here, there) == link


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('Calling it "Living well" in A&E', "Calling it \u201cLiving well\u201d in A\uff06E"),
        ("HbA1c < 58", "HbA1c \uff1c 58"),
        ("R & D", "R & D"),
        ("&lt;script&gt;", "\uff06lt;script\uff06gt;"),
        ("two\nlines", "two lines"),
    ],
)
def test_words_of_a_head(text: str, words: str) -> None:
    assert head_words(text) == words


@given(st.text(), st.text())
def test_every_head_is_read_back_and_harmless(title: str, description: str) -> None:
    page = Page("a.md", title, description, "Body.", "listing")
    head = page.markdown.removeprefix("---\n").split("\n---\n", 1)[0]
    read = yaml.safe_load(head)
    assert read["title"] == head_words(title)
    assert not set('<>"\n') & set(read["title"] + read["description"])


@given(st.text())
def test_plain_words_are_one_line_of_printable_signs(text: str) -> None:
    assert plain(text) == plain(plain(text))
    assert plain(text).isprintable() or not any(
        sign in plain(text) for sign in "\n\r\t\x00\x02\x03"
    )
