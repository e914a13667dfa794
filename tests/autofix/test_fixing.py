"""What a machine mends, as files before and after; and that it mends once, breaks nothing and
leaves the rest alone.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from building import SECTIONS, sections, study_text
from checks.worlds import STUDY, TODAY, words
from practice.checks.autofix.fix import Fixed, fix
from practice.checks.context import Context
from practice.checks.runner import diagnose
from practice.content.front_matter import read_adoptions, read_draft
from practice.model.diagnostics import Diagnostic
from practice.model.schema import FIELDS, HEADINGS

CONTEXT = Context.of(words(), TODAY)


def mended(text: str) -> str:
    return fix(read_draft(STUDY, text.encode()), CONTEXT).text


def line_of(text: str, name: str) -> str:
    return next(line for line in text.split("\n") if line.startswith(f"{name}:"))


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        # Terms: labels, synonyms and other capitals become ids; quotes and remarks stay where they
        # can.
        ("topics", "topics: [Queues and waiting]", "topics: [queues]"),
        (
            "topics",
            "topics: ['waiting times', Blood sugar]  # both",
            "topics: [queues, diabetes]  # both",
        ),
        ("themes", 'themes: ["Better services"]', "themes: [service-improvement]"),
        (
            "communities",
            "communities: [BME, Bengali]",
            "communities: [minority-ethnic, bangladeshi]",
        ),
        # The term is there already: which of the two was meant is for the author to say.
        (
            "communities",
            "communities: [bangladeshi, Bengali]",
            "communities: [bangladeshi, Bengali]",
        ),
        ("communities", "communities: [Sylheti, Bengali]", "communities: [bangladeshi, Bengali]"),
        # The same letters twice; another name of the same trust may have been meant for another
        # trust.
        (
            "topics",
            "topics: [queues, diabetes , 'queues', queues]  # both",
            "topics: [queues, diabetes]  # both",
        ),
        ("topics", "topics: [waiting times, waiting times]", "topics: [queues]"),
        ("trusts", "trusts: [Luton PCT, Luton PCT]", "trusts: [Luton PCT]"),
        ("trusts", "trusts: [Luton PCT, 5GC]", "trusts: [Luton PCT, 5GC]"),
        ("related", "related: [evening-clinic, evening-clinic]", "related: [evening-clinic]"),
        ("partners", "partners: [A charity, A charity]", "partners: [A charity, A charity]"),
        # No guessing: a slip is not a synonym.
        ("topics", "topics: [quues]", "topics: [quues]"),
        ("stage", "stage: Usual practice", "stage: embedded"),
        ("evidence", "evidence: Before and after", "evidence: before-after"),
        ("stage", "stage: runing", "stage: runing"),
        # Dates.
        ("started", "started: 14 July 2005", "started: 2005-07-14"),
        ("started", "started: July 2005", "started: 2005-07"),
        ("started", "started: about Sept 2005", "started: about 2005-09"),
        ("started", 'started: "14th July 2005"', "started: 2005-07-14"),
        ("started", "started: 14/07/2005", "started: 2005-07-14"),
        ("started", "started: 05/05/2005", "started: 2005-05-05"),
        ("started", "started: 4/7/2005", "started: 4/7/2005"),
        ("started", "started: 31 February 2005", "started: 31 February 2005"),
        ("started", "started: Unknown", "started: unknown"),
        ("started", "started: 2005-07", "started: 2005-07"),
        # Names of fields.
        ("place", "“place”: Haringey", "place: Haringey"),
        ("place", "Place: Haringey", "place: Haringey"),
        ("place", "'place' : Haringey", "'place' : Haringey"),
        ("ended", "ENDED: May 2006", "ended: 2006-05"),
        # Under its right name it would be a problem of another kind, which is for the author to
        # mend first.
        ("Ended", "Ended: later", "Ended: later"),
        # It would end before it started.
        ("ended", "ended: May 2004", "ended: May 2004"),
        # Written over several lines, or in a way that nobody but YAML reads: left alone.
        ("topics", 'topics: ["waiting\\\n  \\ times"]', 'topics: ["waiting\\'),
        ("stage", "stage: !!str Usual practice", "stage: !!str Usual practice"),
        ("place", "place: Haringey   ", "place: Haringey"),
    ],
)
def test_fields(name: str, before: str, after: str) -> None:
    found = mended(study_text(yaml_lines=before, **{name: None}))
    assert line_of(found, "'place' " if after.startswith("'place'") else name) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- queues\n- diabetes\n- queues\n", "- queues\n- diabetes\n"),
        ('  - queues\n  -   "queues"  \n  - diabetes\n', "  - queues\n  - diabetes\n"),
        ("- queues # one\n- queues\n", "- queues # one\n"),
        # The remark may be about this very word.
        ("- queues\n- queues # two\n", "- queues\n- queues # two\n"),
        ("- queues\n# two\n- queues\n", "- queues\n# two\n- queues\n"),
        ("- queues\n- >-\n  queues\n", "- queues\n- >-\n  queues\n"),
    ],
)
def test_a_line_goes_with_the_word_that_stands_there_twice(before: str, after: str) -> None:
    def text(lines: str) -> str:
        return (
            study_text(topics=None, yaml_lines=f"topics:\n{lines}place: Haringey").rstrip("\n")
            + "\n"
        )

    def lists(text: str) -> str:
        return (
            text.partition("topics:\n")[2]
            .partition("place:")[0]
            .partition("started:")[0]
            .partition("---")[0]
        )

    assert lists(mended(text(before))) == after


def test_other_doubles_that_name_their_line_do_not_keep_one_from_going() -> None:
    doubled = (
        "topics:\n- queues\n- queues\nrelated:\n- evening-clinic\n# to be looked at\n-"
        " evening-clinic"
    )
    found = fix(read_draft(STUDY, study_text(topics=None, yaml_lines=doubled).encode()), CONTEXT)
    assert [problem.message.partition(",")[0] for problem in found.gone] == [
        "'queues' stands in 'topics' already"
    ]


def test_fields_move_into_order_and_take_their_remarks_along() -> None:
    fields = """\
---
# Who to ask.
contact:
  role: Clinic manager

  email: clinic@trust.example
reviewed: 2026-11-20
colour: blue

# What it is.
title: A title
summary: A summary.
"""
    text = fields + study_text(title=None, summary=None, contact=None, reviewed=None).removeprefix(
        "---\n"
    )
    found = mended(text)
    assert found.split("\n")[:4] == ["---", "", "# What it is.", "title: A title"]
    assert found.split("---\n")[1].endswith(
        "# Who to ask.\ncontact:\n  role: Clinic manager\n\n  email:"
        " clinic@trust.example\nreviewed: 2026-11-20\ncolour: blue\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        "place: &here Haringey\npartners: [*here]",
        "place: A\nplace: B",
        "{place: A}",
        "? place\n: A",
    ],
)
def test_fields_stay_where_moving_lines_is_not_enough(line: str) -> None:
    text = study_text(yaml_lines=line)
    assert mended(text) == text


def test_headings_get_our_words_and_our_order() -> None:
    told = list(SECTIONS.items())
    jumbled = {
        "THE PROBLEM:": told[0][1],
        "what  happened ##": told[2][1],
        "What was done": told[1][1],
        "What was learned": told[3][1],
    }
    found = mended(study_text(body=sections(jumbled)))
    assert (
        found
        == study_text(body=sections(SECTIONS))
        .replace("## What happened\n", "## What happened ##\n")
        .rstrip("\n")
        + "\n"
    )


@pytest.mark.parametrize(
    "body",
    [
        sections({**SECTIONS, "Results": "More stayed."}),
        sections({"What was done": "Rang.", **SECTIONS}) + "\n## What was done\n\nRang again.\n",
        "The problem\n---\n\nWaiting.\n\n"
        + sections({name: SECTIONS[name] for name in ("What happened", "What was done")}),
    ],
)
def test_sections_stay_where_one_is_not_ours_or_there_twice(body: str) -> None:
    text = study_text(body=body).rstrip("\n") + "\n"
    assert mended(text) == text


def test_spaces_go_but_those_that_break_a_line_stay() -> None:
    text = study_text(
        body=sections({**SECTIONS, "What was done": "One  \ntwo \nthree   \n\n\t\n- four\t"})
    ).rstrip("\n")
    assert (
        mended(text)
        == study_text(
            body=sections({**SECTIONS, "What was done": "One  \ntwo\nthree\n\n\n- four"})
        ).rstrip("\n")
        + "\n"
    )


def test_adoptions_are_mended_too() -> None:
    text = (
        "- Practice: slow-queue\n  trust: Luton PCT \n  stage: Trying it\n  since: April 2026\n "
        " result: Not reported"
    )
    found = fix(read_adoptions("case_studies/luton-pct/adoptions.yml", text.encode()), CONTEXT)
    assert (
        found.text
        == "- practice: slow-queue\n  trust: Luton PCT\n  stage: trying\n  since: 2026-04\n "
        " result: not-reported\n"
    )
    assert {problem.name for problem in found.gone} == {
        "unknown-field",
        "unknown-value",
        "impossible-date",
    }


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: one: two\n---\n\n## THE PROBLEM ",
        "no front matter ",
        "---\n- a \n---\n",
        "---\ntitle: A ",
    ],
)
def test_what_cannot_be_read_stays_as_it_is(text: str) -> None:
    assert mended(text) == text


TERMS = st.sampled_from(
    [
        "Queues and waiting",
        "queues",
        "Luton PCT",
        "waiting times",
        "queues",
        "blood sugar",
        "BME",
        "'Bengali'",
        '"staff"',
        "quues",
        "",
        "a, b",
        "&a x",
    ]
)
VALUES = st.sampled_from(
    [
        "Usual practice",
        "14 July 2005",
        "1/2/2003",
        "Not reported",
        "unknown",
        "[]",
        "{a: b}",
        "|\n  text  \n",
        "x #y",
        "*a",
        "?",
    ]
)
NAMES = st.sampled_from(
    [
        *(field.name for field in FIELDS),
        "Title",
        "“Stage”",
        "STAFF TIME",
        "colour",
        "'place'",
        '"Ended"',
    ]
)
LINES = st.one_of(
    st.builds("{}: {}".format, NAMES, VALUES),
    st.builds(
        lambda name, terms: f"{name}: [{', '.join(terms)}]", NAMES, st.lists(TERMS, max_size=3)
    ),
    st.builds(
        lambda name, terms: "\n".join([f"{name}:", *(f"  - {term}" for term in terms)]),
        NAMES,
        st.lists(TERMS, max_size=3),
    ),
    st.sampled_from(
        [
            "# remark",
            "",
            "   ",
            "cost:\n  Setup: not reported\n  running: x ",
            "measures:\n  - Kind: Outcome\n    result: Not reported",
        ]
    ),
)
BODY = st.lists(
    st.sampled_from([f"## {heading.text}" for heading in HEADINGS[:6]])
    | st.sampled_from(
        [
            "## THE PROBLEM:",
            "## what was done ##",
            "# The problem",
            "The problem\n---",
            "Text.  ",
            "More. ",
            "",
            "```",
            "- a",
            "    code ",
            "[x]: /y",
        ]
    ),
    max_size=12,
)


def wholes(lines: list[str], body: list[str]) -> str:
    return "\n".join(["---", *lines, "---", *body])


@settings(max_examples=60)
@given(st.lists(LINES, max_size=8), BODY)
@example(["communities: [Sylheti, Bengali]"], [])
def test_mending_twice_is_mending_once_and_brings_no_problem(
    lines: list[str], body: list[str]
) -> None:
    assert_sound(wholes(lines, body))


@settings(max_examples=60)
@given(st.text(max_size=60), st.integers(0, len(study_text())), st.integers(0, 30))
def test_a_file_with_a_hole_in_it_is_mended_soundly(patch: str, start: int, length: int) -> None:
    text = study_text()
    assert_sound(
        (text[:start] + patch + text[start + length :]).encode("utf-8", "replace").decode()
    )


def assert_sound(text: str) -> None:
    before = read_draft(STUDY, text.encode())
    if not before.text:  # no text at all, such as a file with a NUL in it
        assert fix(before, CONTEXT) == Fixed("", ())
        return
    once = fix(before, CONTEXT)
    draft = read_draft(STUDY, once.text.encode())
    assert fix(draft, CONTEXT).text == once.text
    then = [name_of(problem) for problem in diagnose(before, CONTEXT)]
    for problem in diagnose(draft, CONTEXT):
        then.remove(name_of(problem))
    assert sorted(then) == sorted(map(name_of, once.gone))


def name_of(problem: Diagnostic) -> tuple[str, str]:
    """Return what makes two problems the same one though lines above them have gone."""
    return problem.code, re.sub(r"on line \d+", "", problem.message)


def test_a_file_without_faults_stays_as_it_is() -> None:
    text = study_text().rstrip("\n") + "\n"
    assert mended(text) == text
