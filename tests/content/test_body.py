"""The body: headings, sections, links, pictures and raw HTML with their lines."""

from __future__ import annotations

from practice.content.markdown import read_body

TEXT = """Before everything.

## The problem

Women [missed](../other/study.md) their
screening, as ![](graph.png) and ![A chart](b.png "title") show.

### Inside

- A [list *link*](https://example.org "x")

## What was done

## What happened

<div>raw</div>

Text <b>bold</b>.
"""


def test_what_is_found_in_a_body_and_where() -> None:
    body = read_body(TEXT, "x.md", 10)
    assert body.preamble == "Before everything."
    assert [(h.level, h.text, h.place.line) for h in body.headings] == [
        (2, "The problem", 12),
        (3, "Inside", 17),
        (2, "What was done", 21),
        (2, "What happened", 23),
    ]
    assert [(s.heading, s.empty) for s in body.sections] == [
        ("The problem", False),
        ("What was done", True),
        ("What happened", False),
    ]
    assert [
        (link.text, link.target, link.place.line, link.place.column) for link in body.links
    ] == [
        ("missed", "../other/study.md", 14, 16),
        ("list link", "https://example.org", 19, 19),
    ]
    assert [(p.text, p.target, p.place.line) for p in body.pictures] == [
        ("", "graph.png", 15),
        ("A chart", "b.png", 15),
    ]
    assert [(h.text, h.place.line) for h in body.html] == [
        ("<div>raw</div>", 25),
        ("<b>", 27),
        ("</b>", 27),
    ]


def test_links_of_every_scheme_are_seen_so_that_a_rule_can_refuse_them() -> None:
    body = read_body("[a](javascript:alert(1)) [b](data:text/html,x) <mailto:a@b.example>", "x.md")
    assert [link.target for link in body.links] == [
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@b.example",
    ]


def test_a_heading_in_a_quotation_starts_no_section() -> None:
    body = read_body("## One\n\n> ## Quoted\n\nText\n", "x.md")
    assert [section.heading for section in body.sections] == ["One"]


def test_a_section_with_only_a_heading_in_it_is_empty() -> None:
    body = read_body("## One\n\n### Two\n\n## Three\n\n---\n", "x.md")
    assert [(section.heading, section.empty) for section in body.sections] == [
        ("One", True),
        ("Three", False),
    ]
