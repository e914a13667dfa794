"""A file cut into pieces: together they are the file, and each has the lines and the comments of
its own field.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from practice.content.front_matter_editor import FieldPiece, SectionPiece, cut

FILE = """\
---
# top

title: A # end
# above
summary: >- # folded
  text # not a comment

  more
needs:   # list
  - a
  # within
  - "b # no"
  # below the last

# practice: allow CS505 because it is ours
place: 'x # y' # practice: allow CS505 because it is ours
cost: {setup: a, # in braces
  running: b}
licence:
# last
---

before

The problem
-----------

x

## What was done ##
y
"""


def test_every_piece() -> None:
    pieces = cut(FILE)
    assert pieces
    assert pieces.fields == (
        FieldPiece("title", "# top\n\ntitle: A # end\n", "A", ("# top", ""), ("# end",)),
        FieldPiece(
            "summary",
            "# above\nsummary: >- # folded\n  text # not a comment\n\n  more\n",
            "text # not a comment more",
            ("# above",),
            ("# folded",),
        ),
        FieldPiece(
            "needs",
            'needs:   # list\n  - a\n  # within\n  - "b # no"\n',
            ["a", "b # no"],
            (),
            ("# list", "# within"),
        ),
        FieldPiece(
            "place",
            "  # below the last\n\n# practice: allow CS505 because it is ours\nplace: 'x # y' #"
            " practice: allow CS505 because it is ours\n",
            "x # y",
            ("  # below the last", ""),
            (),
        ),
        FieldPiece(
            "cost",
            "cost: {setup: a, # in braces\n  running: b}\n",
            {"setup": "a", "running": "b"},
            (),
            ("# in braces",),
        ),
        FieldPiece("licence", "licence:\n", "", (), ()),
    )
    assert pieces.between == "# last\n---\n\nbefore\n\n"
    assert pieces.sections == (
        SectionPiece(
            "The problem", "The problem\n-----------", "The problem\n-----------\n\nx\n\n"
        ),
        SectionPiece("What was done", "## What was done ##", "## What was done ##\ny\n"),
    )


def whole(text: str) -> str:
    pieces = cut(text)
    assert pieces
    return "".join(
        (
            "---\n",
            *(one.text for one in pieces.fields),
            pieces.between,
            *(one.text for one in pieces.sections),
        )
    )


def test_the_pieces_of_every_real_file_are_the_file(project: Path) -> None:
    files = sorted((project / "case_studies").glob("[a-z]*/*.md"))
    assert len(files) >= 59
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert whole(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "no front matter\n",
        "---\ntitle: never closed\n",
        "---\n{title: in braces}\n---\n",
        "---\ntitle: &name A\nplace: *name\n---\n",
        "---\n- a list\n---\n",
        "---\n---\n",
        "---\n  title: moved in\n---\n",
    ],
)
def test_what_cannot_be_cut(text: str) -> None:
    assert cut(text) is None


WORDS = st.text(
    st.sampled_from("ab #:'\"-éß🙂\\")
    | st.characters(codec="utf-8", exclude_categories=("C", "Z")),
    max_size=12,
)
VALUES = st.recursive(
    WORDS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from("abcdef"), VALUES, min_size=1),
    st.lists(st.sampled_from(("", "# x", "  # y", "#")), max_size=3),
    st.booleans(),
    st.text(st.sampled_from("ab#\n -="), max_size=30),
)
def test_any_fields_are_cut_into_themselves(
    fields: dict[str, object], comments: list[str], flow: bool, body: str
) -> None:
    dumped = [
        (
            f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
            if flow
            else yaml.safe_dump({name: value}, allow_unicode=True)
        )
        for name, value in fields.items()
    ]
    front = "".join("".join(f"{line}\n" for line in comments) + part for part in dumped)
    text = f"---\n{front}---\n{body}"
    assert whole(text) == text
    pieces = cut(text)
    assert pieces
    for piece, (name, value) in zip(pieces.fields, fields.items(), strict=True):
        assert piece.name == name
        assert yaml.safe_load(piece.text) == {name: value}
