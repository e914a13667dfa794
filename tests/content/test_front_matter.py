"""One file to a draft: any bytes give a draft or a diagnostic on the right line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.content.draft import Mapping, Scalar, Sequence
from practice.content.front_matter import read_adoptions, read_draft
from practice.model.diagnostics import Place


@pytest.mark.parametrize(
    ("content", "name", "place"),
    [
        (b"", "no-front-matter", "1:1"),
        (b"# Just a heading\n", "no-front-matter", "1:1"),
        (b"---\ntitle: never closed\n", "no-front-matter", "1:1"),
        (b"---\n---\ntext", "front-matter-not-mapping", "1:1"),
        (b"---\n- a list\n---\n", "front-matter-not-mapping", "2:1"),
        (b"---\njust words\n---\n", "front-matter-not-mapping", "2:1"),
        (b"---\ntitle: one: two\n---\n", "broken-yaml", "2:11"),
        (b"---\na: 1\n\nb: [x, y\n---\n", "broken-yaml", "5:1"),
        (b"---\n\tb: 1\n---\n", "broken-yaml", "2:1"),
        (b'---\na: "open\n---\n', "broken-yaml", "3:1"),
        (b"---\na: *starred*\n---\n", "broken-yaml", "2:12"),
        (b"---\na: \x07bell\n---\n", "broken-yaml", "2:4"),
        (b"---\n? [x]\n: y\n---\n", "broken-yaml", "2:3"),
        (b"---\na: 1\nb: 2\na: 3\n---\n", "duplicate-key", "4:1"),
        (b"---\nm:\n  x: 1\n  x: 2\n---\n", "duplicate-key", "4:3"),
        ("---\ntitle: café\n---\n".encode("cp1252"), "wrong-encoding", "2:11"),
        (b"\xff\xfe-\x00-\x00", "wrong-encoding", "1:1"),
        (b"PK\x03\x04\x00\x00", "wrong-encoding", "1:5"),
        (b"---\na: &a [*a]\n---\n", "file-too-large", "2:1"),
        (b"---\na: " + b"[" * 5000 + b"\n---\n", "file-too-large", "2:1"),
        (b"---\n" + b"- " * 5000 + b"x\n---\n", "file-too-large", "2:1"),
        (b"x" * (1024 * 1024 + 1), "file-too-large", "1:1"),
        (b"---\na: " + b"x" * 70_000 + b"\n---\n", "file-too-large", "1:1"),
    ],
)
def test_a_file_that_is_no_case_study_is_a_diagnostic_on_its_line(
    content: bytes, name: str, place: str
) -> None:
    problems = read_draft("x.md", content).problems
    assert [(problem.name, str(problem.place)) for problem in problems] == [(name, f"x.md:{place}")]


def test_aliases_that_multiply_are_stopped() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    problems = read_draft("x.md", ("---\n" + "\n".join(lines) + "\n---\n").encode()).problems
    assert [problem.name for problem in problems] == ["file-too-large"]


def test_every_value_knows_its_line_and_column() -> None:
    draft = read_draft(
        "t/x.md",
        b"---\n\ntitle: A title\nthemes: [one, two]\ncost:\n  setup: 4\n---\n\n## The"
        b" problem\n\nText.\n",
    )
    front = draft.front
    assert isinstance(front, Mapping)
    assert draft.place("cost") == Place("t/x.md", 5, 1)
    themes, cost = front.get("themes"), front.get("cost")
    assert isinstance(themes, Sequence)
    assert themes.items == (
        Scalar("one", "str", Place("t/x.md", 4, 10)),
        Scalar("two", "str", Place("t/x.md", 4, 15)),
    )
    assert isinstance(cost, Mapping)
    assert cost.get("setup") == Scalar("4", "int", Place("t/x.md", 6, 10))
    assert draft.body.headings[0].place == Place("t/x.md", 9, 1)
    assert draft.id == "x"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_and_a_byte_order_mark_change_nothing(ending: str) -> None:
    text = "---\ntitle: A title\n---\n\n## The problem\n\nText.\n"
    plain = read_draft("x.md", text.encode())
    assert read_draft("x.md", text.replace("\n", ending).encode("utf-8-sig")) == plain


def test_plain_words_that_yaml_takes_for_something_else_keep_their_text() -> None:
    front = read_draft("x.md", b"---\na: no\nb: 13.60\nc: 2005-07-10\nd:\ne: '5'\n---\n").front
    assert front is not None
    assert [(e.key, e.value.text, e.value.tag) for e in front if isinstance(e.value, Scalar)] == [
        ("a", "no", "bool"),
        ("b", "13.60", "float"),
        ("c", "2005-07-10", "date"),
        ("d", "", "null"),
        ("e", "5", "str"),
    ]


def test_adoptions_are_a_list() -> None:
    assert read_adoptions("a.yml", b"").items == ()
    assert len(read_adoptions("a.yml", b"- practice: x\n- practice: y\n").items) == 2
    assert [p.name for p in read_adoptions("a.yml", b"practice: x\n").problems] == [
        "front-matter-not-mapping"
    ]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_a_traceback(content: bytes) -> None:
    for prefix in (b"", b"---\n", b"---\na: "):
        draft = read_draft("x.md", prefix + content)
        assert draft.front is not None or draft.problems
        read_adoptions("a.yml", prefix + content)


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_traceback(text: str) -> None:
    draft = read_draft("x.md", f"---\ntitle: x\n---\n{text}".encode("utf-8", "replace"))
    assert draft.front is not None or draft.problems
