"""What a person typed, as read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.search import Request, search
from practice.search.query import parse

from .builders import document, find, index_of


def shown(text: str) -> list[str]:
    """Return each clause as one readable text."""
    return [
        ("-" if clause.excluded else "+" if clause.required else "")
        + (f"{clause.field}:" if clause.field else "")
        + f"{clause.kind}({clause.text})"
        for clause in parse(text).clauses
    ]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("", []),
        ("  ", []),
        ("two words", ["word(two)", "word(words)"]),
        ('"language line" cost', ["+phrase(language line)", "word(cost)"]),
        ("“language line”", ["+phrase(language line)"]),
        ('half "a quote', ["word(half)", "word(a)", "word(quote)"]),
        ('"', []),
        ('""', ["+phrase()"]),
        ("title:roma Heading:aims", ["+title:word(roma)", "+headings:word(aims)"]),
        ('title:"roma health"', ["+title:phrase(roma health)"]),
        ("title: roma", ["word(title:)", "word(roma)"]),
        ("colour:red", ["word(colour:red)"]),
        ("::", ["word(::)"]),
        ("interp*", ["prefix(interp)"]),
        ("title:interp*", ["+title:prefix(interp)"]),
        ("*", ["word(*)"]),
        ("-children", ["-word(children)"]),
        ("NOT children", ["-word(children)"]),
        ("not children", ["word(not)", "word(children)"]),
        (
            '-"young people" -title:x -pre*',
            ["-phrase(young people)", "-title:word(x)", "-prefix(pre)"],
        ),
        ("co-production", ["word(co-production)"]),
        ("- children", ["word(-)", "word(children)"]),
        ("--children", ["word(--children)"]),
        ("+maternity", ["+word(maternity)"]),
        ("NOT", ["word(NOT)"]),
        ("KNOT tied", ["word(KNOT)", "word(tied)"]),
        ("nul\0byte", ["word(nul)", "word(byte)"]),
    ],
)
def test_clauses(text: str, clauses: list[str]) -> None:
    assert shown(text) == clauses


def test_a_plain_text_has_no_syntax() -> None:
    assert [clause.kind for clause in parse('-a "b title:c*', plain=True).clauses] == ["word"] * 3


@given(st.text() | st.text(alphabet='"-+*: \0aTtitle:NOTé', max_size=60))
def test_every_clause_knows_its_place(text: str) -> None:
    for clause in parse(text).clauses:
        assert 0 <= clause.start <= clause.end <= len(text)


HARD = [
    "a" * 10_000,
    "a " * 5_000,
    '"' * 9_999,
    "-" * 10_000,
    "title:" * 1_600,
    "*" * 10_000,
    "\0",
    "\ud800",
    "שלום",
    "🙂",
]
HARD += [
    "the",
    "NOT",
    "-the",
    '"the of"',
    "title:the",
    "+the",
    "the -interpreting",
    "a*" * 200,
    "' OR 1=1",
    "\\",
    "(",
    "[1 TO",
]


def test_hard_queries_are_answered() -> None:
    with index_of(
        document("one", "Interpreting for all", "שלום 🙂 a"), document("two", "Other")
    ) as index:
        for text in HARD:
            response = search(index, Request(text))
            assert response.total == len(response.hits), text


def test_any_string_is_a_query() -> None:
    words = st.sampled_from(
        [
            "interpreting",
            "title:",
            '"',
            "-",
            "*",
            "NOT ",
            "+",
            " ",
            "roma",
            "é",
            "co-production",
            "13.6",
        ]
    )
    with index_of(
        document("one", "Interpreting for Roma", "co-production 13.6"), document("two", "é")
    ) as index:

        @settings(max_examples=300)
        @given(st.text() | st.lists(words, max_size=12).map("".join))
        def answered(text: str) -> None:
            response = search(index, Request(text))
            assert response.total <= 2
            if response.suggestion is not None:
                assert search(index, Request(response.suggestion)).total > 0

        answered()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("interpreters", ["title", "body"]),
        ("title:interpreting", ["title"]),
        ("body:interpreting", ["body"]),
        ('"language line"', ["line"]),
        ('"line language"', []),
        ('body:"language line"', ["line"]),
        ('title:"language line"', []),
        ("langu*", ["line"]),
        ("body:langu*", ["line"]),
        ("title:langu*", []),
        ("interpreting -title:interpreting", ["body"]),
        ("-interpreting", ["line"]),
        ("NOT interpr*", ["line"]),
        ("interpreting +clinics", ["body"]),
        ('interpreting "language line"', ["line"]),
        ("the", []),
        ("clinic's", ["body"]),
        ("co-production", ["line"]),
        ("coproduction", ["line"]),
        ("coprod*", ["line"]),
        ("co-prod*", ["line"]),
        ('"co production"', ["line"]),
        ("-co-production interpreting", ["title", "body"]),
    ],
)
def test_what_a_query_finds(text: str, found: list[str]) -> None:
    documents = [
        document("title", "Interpreting", "nothing else"),
        document("body", "Elsewhere", "an interpreter in clinics"),
        document("line", "Phones", "the language line, by co-production"),
    ]
    with index_of(*documents) as index:
        assert find(index, text) == found


def test_a_phrase_does_not_cross_fields_and_minds_stop_words() -> None:
    with index_of(document("one", "point", "care", summary="point of care")) as index:
        assert find(index, '"point care"') == []
        assert find(index, '"point of care"') == ["one"]
