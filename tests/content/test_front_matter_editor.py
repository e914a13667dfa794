"""An edit changes what it is to change and keeps every other line; the pieces of a file are the
file, and each has the lines and the comments of its own field.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from practice.content.draft import Mapping, Scalar, Sequence, Value
from practice.content.front_matter import read_adoptions, read_draft
from practice.content.front_matter_editor import (
    CannotEdit,
    Edit,
    FieldPiece,
    FrontMatterEditor,
    SectionPiece,
    apply,
    cut,
)
from practice.content.serializer import one_line
from practice.content.yaml_writer import scalar

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
            'needs:   # list\n  - a\n  # within\n  - "b # no"\n  # below the last\n',
            ["a", "b # no"],
            (),
            ("# list", "# within", "# below the last"),
        ),
        FieldPiece(
            "place",
            "\n# practice: allow CS505 because it is ours\nplace: 'x # y' #"
            " practice: allow CS505 because it is ours\n",
            "x # y",
            ("",),
            (),
            ("# practice: allow CS505 because it is ours",) * 2,
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


WRITTEN = st.sampled_from(
    [
        "{0}: plain words",
        '{0}: "in quotes # no comment"  ',
        "{0}: 'in quotes'  # a comment",
        "{0}: plain words\n  on two lines",
        "{0}: >-\n  folded\n\n  text",
        "{0}: |\n  # as it stands\n  text\n",
        "{0}: [a, 'b', c]",
        "{0}: [a,  # within\n  b]",
        "{0}:\n  - a\n  # within\n  - b\n  # below",
        "{0}:\n- a\n-   'b'  \n- c",
        "{0}: {{x: 1, y: [z]}}",
        "{0}:\n  x: 1\n  y:\n    - z",
        "{0}:",
        "'{0}': quoted name",
    ]
)
COMMENTS = st.lists(st.sampled_from(["# a comment", "", "#", "# practice: allow CS505 because x"]))
FIELDS = st.lists(st.tuples(st.lists(COMMENTS, max_size=1), WRITTEN), min_size=1, max_size=5)
NEW = st.text(max_size=30).map(one_line).filter(bool)


def case_study(fields: list[tuple[list[list[str]], str]], end: str) -> str:
    lines = [
        line
        for number, (comments, written) in enumerate(fields)
        for line in (
            *(comment for some in comments for comment in some),
            written.format(f"f{number}"),
        )
    ]
    return "\n".join(["---", *lines, "# last", "---", "", "## The problem", "", "f0: no"]).replace(
        "\n", end
    )


def plain(value: Value | None) -> object:
    """Return what a value says without where it stands."""
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Mapping):
        return {entry.key: plain(entry.value) for entry in value}
    return [plain(item) for item in value] if isinstance(value, Sequence) else None


def says(text: str) -> dict[str, object]:
    front = read_draft("a.md", text.encode()).front
    assert front
    return {entry.key: plain(entry.value) for entry in front}


def without_lines(text: str, part: str) -> str:
    assert text.count(part) == 1
    return text.replace(part, "")


ENDS = st.sampled_from(["\n", "\r\n"])


@given(FIELDS, st.integers(0, 5), NEW, ENDS)
def test_a_field_that_is_set_says_so_and_nothing_else_changes(
    fields: list[tuple[list[list[str]], str]], number: int, new: str, end: str
) -> None:
    text = case_study(fields, end)
    name = f"f{number}"
    old = says(text)
    try:
        after = FrontMatterEditor(text).set_field(
            name, scalar(new, None), [f"f{n}" for n in range(6)]
        )
    except CannotEdit:
        assert "#" in fields[number][1].replace("quotes # no", "")
        return
    assert says(after) == {**old, name: new}
    line = f"{name}: {scalar(new, None)}{end}"
    rest = without_lines(after, line)
    if name not in old:
        assert rest == text
        return
    removed = FrontMatterEditor(text).remove_field(name)
    assert rest == removed
    if len(old) > 1:
        assert says(removed) == {key: value for key, value in old.items() if key != name}
    kept = iter(text.split(end))
    assert all(line in kept for line in removed.split(end))  # in their order


@given(FIELDS, ENDS, st.randoms())
def test_fields_in_another_order_say_the_same_in_the_same_lines(
    fields: list[tuple[list[list[str]], str]], end: str, random: Random
) -> None:
    text = case_study(fields, end)
    order = [f"f{number}" for number in range(len(fields))]
    random.shuffle(order)
    after = FrontMatterEditor(text).reorder_fields(lambda names: order)
    assert list(says(after)) == order
    assert says(after) == says(text)
    assert sorted(after.split(end)) == sorted(text.split(end))


@given(FIELDS, NEW, ENDS)
def test_plain_values_names_and_items_change_in_place(
    fields: list[tuple[list[list[str]], str]], new: str, end: str
) -> None:
    # Places count as a draft does, whose ends of lines are plain.
    text = case_study(fields, "\n")
    editor = FrontMatterEditor(text.replace("\n", end))
    front = read_draft("a.md", text.encode()).front
    assert front

    def check(edit: Edit | None, name: str, value: object, at: str = "") -> None:
        if edit:
            after = apply(editor.text, [edit])
            old = says(text)
            assert says(after) == {
                (at if at and key == name else key): (value if key == name else said)
                for key, said in old.items()
            }
            assert abs(len(after.split(end)) - len(text.split("\n"))) <= 1

    for entry in front:
        check(editor.rename(entry, "renamed"), entry.key, plain(entry.value), "renamed")
        if isinstance(entry.value, Scalar) and entry.value.text:
            check(editor.replace(entry.value, scalar(new, None)), entry.key, new)
        if isinstance(entry.value, Sequence):
            words = [item.text for item in entry.value if isinstance(item, Scalar)]
            for number, item in enumerate(entry.value):
                assert isinstance(item, Scalar)
                rest = [*words[:number], *words[number + 1 :]]
                check(editor.remove_item(entry.value, number), entry.key, rest)
                replaced = [*words[:number], new, *words[number + 1 :]]
                in_flow = "[" in editor.text and "," in scalar(new, None)
                if not in_flow:
                    check(editor.replace(item, scalar(new, None)), entry.key, replaced)


@given(
    st.lists(st.sampled_from(["- a: 1", "-   a: 'x # y'  # why", "- a: >\n    b\n", "# here", ""])),
    st.sampled_from(["", "  "]),
    ENDS,
    st.dictionaries(st.sampled_from("xyz"), NEW, min_size=1),
)
def test_a_record_is_appended_behind_all_that_is_there(
    lines: list[str], indent: str, end: str, record: dict[str, str]
) -> None:
    text = "".join(
        f"{indent}{line}{end}" if line else end for whole in lines for line in whole.split("\n")
    )
    after = FrontMatterEditor(text).append_record(
        {name: scalar(value, None) for name, value in record.items()}
    )
    assert after.startswith(text)
    before = [plain(item) for item in read_adoptions("a.yml", text.encode()).items]
    assert [plain(item) for item in read_adoptions("a.yml", after.encode()).items] == [
        *before,
        record,
    ]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("---\nb: 1\n---", "---\nb: 1\na: x\n---"),
        ("---\nb: &x 1\nc: *x\n---\n", None),
        ("---\na: 1\na: 2\n---\n", None),
        ("---\n{a: 1}\n---\n", None),
        ("---\na: 1 # why\n---\n", None),
        ("---\na: [\n---\n", None),
        ("no front matter\n", None),
    ],
)
def test_what_hangs_together_is_not_set(text: str, after: str | None) -> None:
    if after:
        assert FrontMatterEditor(text).set_field("a", "x") == after
        return
    with pytest.raises(CannotEdit):
        FrontMatterEditor(text).set_field("a", "x")
