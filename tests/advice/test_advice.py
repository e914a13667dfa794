"""Advice on plain words, as tables; and that it helps with the real case studies without being
noise.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from building import SECTIONS, sections, study_text, write_network
from checks.worlds import STUDY, words
from practice.advice import advice
from practice.advice.advice import MOST_SENTENCES, OurWords, advice_on, advise, near_duplicates
from practice.advice.prose import sentences
from practice.cli.main import cli
from practice.content.draft import Draft
from practice.content.front_matter import read_draft, read_study_file
from practice.model.diagnostics import Diagnostic, Severity
from practice.model.vocabulary import Vocabularies
from practice.project import Workspace

LONG = " ".join(["word"] * 26)


def draft(done: str, **fields: str) -> Draft:
    body = sections({**SECTIONS, "What was done": done})
    return read_draft(
        STUDY, study_text(body=body, summary=fields.pop("summary", "Short."), **fields).encode()
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        # A full stop that ends nothing.
        (
            "Seen by Dr. Khan in St. Ann's, e.g. on Mondays. Then home.",
            ["Seen by Dr. Khan in St. Ann's, e.g. on Mondays.", "Then home."],
        ),
        (
            "It rose by 2.5 per cent. J. Smith said so.",
            ["It rose by 2.5 per cent.", "J. Smith said so."],
        ),
        (
            'They said "Come." Then (he came.) "Good."',
            ['They said "Come."', "Then (he came.)", '"Good."'],
        ),
        (
            "- One item\n- Another.\n\nA **strong**\nword, [a link](https://x.example/a.b).",
            ["One item", "Another.", "A strong word, a link."],
        ),
        # The words of others, tables, headings and code are not the author's sentences.
        (
            (
                "### A heading.\n\n> Theirs.\n\n| a. | b. |\n|---|---|\n| c. | d. |\n\n   "
                " code.\n\nOurs."
            ),
            ["Ours."],
        ),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    told = [one.text for one in sentences(draft(text))]
    assert told[told.index("Short.") + 2 : -2] == found


def test_a_sentence_stands_on_the_line_it_starts_on() -> None:
    told = draft("One line\nand another. Then\na third.\n\n- An item.\n\n\nThe end.")
    lines = told.text.split("\n")
    found = [(one.text, lines[one.line - 1]) for one in sentences(told)]
    assert found[2:6] == [
        ("One line and another.", "One line"),
        ("Then a third.", "and another. Then"),
        ("An item.", "- An item."),
        ("The end.", "The end."),
    ]


def said(one: Draft, vocabularies: Vocabularies | None = None) -> list[str]:
    return [
        f"{piece.name}: {piece.message}"
        for piece in advise(one, OurWords.of(vocabularies or words()))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            f"{LONG}.",
            [f"long-sentence: This sentence has 26 words: '{LONG[:55]} ... {LONG[-19:]}.'"],
        ),
        (f"{LONG.removesuffix(' word')}.", []),
        (
            "Seen at the ED by the NHS.",
            ["unexplained-short-form: 'ED' is explained nowhere in the text."],
        ),
        ("Seen at the emergency department (ED). The ED was full.", []),
        ("The ED (emergency department) was full.", []),
        ("Run by Leeds GATE and AT Medics, with HIV nurses.", []),
        (
            "The EDs were full; the ED was not.",
            ["unexplained-short-form: 'ED' is explained nowhere in the text."],
        ),
        (
            "Work with BME people.",
            ["other-word: 'BME' is a short form; our word is 'Minority ethnic communities'."],
        ),
        ('They called it "our BME work".', []),
        ("Work with black and minority ethnic (BME) people.", []),
        ("Nothing to say.", []),
    ],
)
def test_pieces_of_advice(text: str, found: list[str]) -> None:
    assert said(draft(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nurses utilised a list.", ["'utilised' could be plainer: 'use'."]),
        ("Utilising a list helped.", ["'Utilising' could be plainer: 'use'."]),
        ("They wrote it prior\nto the clinic.", ["'prior to' could be plainer: 'before'."]),
        # Once, where it first stands, whatever its form.
        (
            "They utilise lists. She utilises hers, prior to that.",
            ["'utilise' could be plainer: 'use'.", "'prior to' could be plainer: 'before'."],
        ),
        # Names, quotations, code, tables, and other words with the same letters.
        ("At the Utilise Trust. Utilise Trust staff came. UTILISE came.", []),
        (
            (
                "They called it “utilising our strengths”.\n\n    utilise\n\n> We utilise.\n\n|"
                " utilise |\n|---|\n| utilise |\n\n### utilise"
            ),
            [],
        ),
        ("They re-utilise it, or utilise-d it. A prior tourist.", []),
    ],
)
def test_words_that_could_be_plainer(text: str, found: list[str]) -> None:
    assert [
        piece.message
        for piece in advise(draft(text), OurWords.of(words()))
        if piece.name == "plainer-word"
    ] == found


def test_a_network_without_such_a_list_gets_no_such_advice() -> None:
    assert said(draft("Nurses utilised a list."), replace(words(), plain_words=())) == []


def test_of_many_long_sentences_the_longest_are_named() -> None:
    found = advise(
        draft("\n\n".join(f"{LONG}{' more' * number}." for number in (5, 1, 9, 7))),
        OurWords.of(words()),
    )
    long = [piece.message.partition(":")[0] for piece in found if piece.name == "long-sentence"]
    assert long == [f"This sentence has {26 + number} words" for number in (5, 9, 7)]
    assert len(long) == MOST_SENTENCES


def test_a_text_for_older_readers_is_said_to_be_one() -> None:
    hard = (
        "Multidisciplinary commissioning arrangements necessitated considerable organisational"
        " transformation. " * 14
    )
    assert said(draft(hard))[-1].startswith("hard-to-read: Its reading age is ")
    assert said(draft("The nurse rang them all. They came to the clinic. " * 14)) == []


def test_advice_is_never_an_error_and_has_a_cure() -> None:
    found = advise(draft(f"{LONG}. Seen at the ED. BME people."), OurWords.of(words()))
    assert {piece.severity for piece in found} == {Severity.ADVICE}
    assert [piece.code for piece in found] == ["CS601", "CS603", "CS604"]
    assert all(piece.hint.endswith(".") for piece in found)


def test_a_case_study_offered_twice_is_pointed_at() -> None:
    one = draft("A receptionist told them.")
    other = read_draft("case_studies/luton-pct/other.md", one.text.encode())
    third = read_draft(
        "case_studies/luton-pct/third.md",
        study_text(title="Vitamin drops", summary="Drops.", body="").encode(),
    )
    found = advice_on([one, other, third], words(), STUDY.__eq__)
    (piece,) = [piece for piece in found if piece.name == "near-duplicate"]
    title = "A receptionist at the door of the walk-in clinic"
    assert (
        piece.message == f"It has much in common with '{title}' (case_studies/luton-pct/other.md)."
    )
    assert piece.place == one.place("title")


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({}, {}, 2),
        ({"related": ["other"]}, {}, 0),
        ({"supersedes": ["other"]}, {}, 0),
        ({"related": ["third"]}, {}, 2),
        ({}, {"related": ["one"]}, 0),
    ],
)
def test_those_that_know_of_each_other_are_not_pointed_at(
    one: dict[str, list[str]], other: dict[str, list[str]], found: int
) -> None:
    drafts = [
        read_draft(f"case_studies/luton-pct/{name}.md", study_text(**fields).encode())
        for name, fields in (("one", one), ("other", other))
    ]
    assert [piece.name for piece in advice_on(drafts, words(), lambda path: True)] == [
        "near-duplicate"
    ] * found


def test_a_collection_too_large_to_compare_is_said_to_be_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(advice, "MOST_COMPARED", 2)
    root = write_network(tmp_path, ("one", "two", "slow-queue"))

    def said(*paths: str) -> tuple[str, int]:
        done = CliRunner().invoke(
            cli, ["--root", str(root), "check", "--advice", *(str(root / path) for path in paths)]
        )
        return done.stderr, done.stdout.count("near-duplicate")

    remark = (
        "4 case studies are too many to compare them all. For near-duplicates name some: practice"
        " check --advice PATH\n"
    )
    assert said() == (remark, 0)
    assert said("case_studies/luton-pct") == ("", 3)


def test_nothing_is_like_itself() -> None:
    one = draft("A receptionist told them.")
    assert list(near_duplicates([one], [one])) == []


def test_the_real_collection_gets_some_advice_and_not_much(real: Workspace) -> None:
    drafts = [read_study_file(real.root, study.path) for study in real.catalogue]
    found: tuple[Diagnostic, ...] = advice_on(drafts, real.vocabularies, lambda path: True)
    assert len(found) < len(drafts)
    assert max(Counter(piece.place.path for piece in found).values()) <= 3
    assert [piece.message for piece in found if piece.name == "near-duplicate"] == []
