"""The Word form: what is filled in comes back as it was, whatever it is, and a new field is asked
for at once.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practice.checks.runner import check
from practice.content import serializer
from practice.content.draft import Drafts
from practice.content.front_matter import read_draft
from practice.content.serializer import one_line
from practice.content.values import BULLET
from practice.forms import definition, names, word
from practice.forms.definition import meanings, on_paper, parts, steps
from practice.importers.documents import import_document
from practice.importers.opening import open_source
from practice.importers.pandoc import lines_of, read_tree
from practice.importers.result import Imported
from practice.model import schema
from practice.model.schema import FIELDS, HEADINGS, NOT_REPORTED, Field
from practice.model.text import normalise
from practice.model.vocabulary import Vocabularies

from .making import fill_in

ALL_FIELDS: dict[str, Any] = {
    "title": "A receptionist at the door of the walk-in clinic",
    "summary": (
        "A receptionist at the door told people in Bengali how long they would wait. Fewer of them"
        " left."
    ),
    "trusts": ["Haringey Teaching PCT", "Luton PCT"],
    "place": "Tottenham, north London",
    "partners": ["Bangladesh Welfare Group; the women’s section", "The mosque"],
    "themes": ["service-improvement", "leadership"],
    "communities": ["bangladeshi", "staff"],
    "topics": ["queues"],
    "settings": ["general-practice"],
    "started": "about 2005-07",
    "ended": "2006",
    "stage": "running",
    "outcome": "mixed",
    "evidence": "before-after",
    "measures": [
        {
            "name": "People who left before they were seen",
            "kind": "outcome",
            "baseline": "40",
            "result": "11 of 24",
            "unit": "per cent",
        },
        {
            "name": "Complaints",
            "kind": "balancing",
            "result": "not-reported",
            "unit": "a month",
            "note": "Counted by hand.",
        },
    ],
    "cost": {"setup": "4,000 pounds", "running": "not-reported"},
    "staff_time": [{"role": "Receptionist", "amount": "2 days a week"}],
    "needs": ["A chair, and a door"],
    "keep": ["The language", "The door"],
    "adapt": ["The time of day"],
    "risks": [{"risk": "Staff leave", "mitigation": "Train two people"}],
    "origin": "contributed",
    "sources": [
        {"title": "Annual report", "url": "https://www.example.org/report", "date": "14 July 2005"}
    ],
    "contact": {"role": "Clinic manager", "email": "clinic@trust.example"},
    "resources": [{"title": "Call script", "url": "https://www.example.org/script"}],
    "related": ["evening-clinic"],
    "supersedes": ["slow-queue"],
    "reviewed": "2026-11-20",
    "status": "retired",
    "retired_because": "Replaced by a newer account.",
    "licence": "CC BY 4.0",
}
ASKED = list(dict.fromkeys(question.field for question in on_paper() if not question.section))
EVERYTHING = {
    name: value
    for name, value in ALL_FIELDS.items()
    if name in ("origin", *(field.name for field in ASKED))
}
"""What the form asks for."""
STORY = {
    heading.text: [
        f"What we know of “{heading.text.lower()}”.",
        "1. A line that looks like a list.",
    ]
    for heading in HEADINGS
}
STORY_READ = {
    heading: f"{texts[0]}\n\n1\\. A line that looks like a list."
    for heading, texts in STORY.items()
}


def taken_in(content: bytes, folder: Path, words: Vocabularies) -> Imported:
    path = folder / "filled.docx"
    path.write_bytes(content)
    return import_document(open_source(path), words)


def test_everything_filled_in_comes_back(
    form: bytes, words: Vocabularies, tmp_path: Path, network: Path
) -> None:
    from practice.content.front_matter import read_drafts

    assert set(ALL_FIELDS) == {field.name for field in FIELDS}
    study = taken_in(fill_in(form, EVERYTHING, STORY, words), tmp_path, words)
    assert study.fields == EVERYTHING
    assert study.sections == STORY_READ
    assert study.understood == ()
    draft = read_draft("case_studies/haringey-pct/new.md", study.file_text().encode())
    there = read_drafts(network)
    import datetime

    report = check(
        Drafts((*there.studies, draft), there.adoptions, there.files),
        words,
        datetime.date(2026, 11, 23),
    ).report
    assert list(report) == []


def test_a_form_of_before_is_read_as_well(words: Vocabularies, tmp_path: Path) -> None:
    """It asked in the words of the schema, and for more; people have it, half filled in."""
    content = Path(__file__).with_name("filled_in_before.docx").read_bytes()
    study = taken_in(content, tmp_path, words)
    assert (study.fields, study.sections) == (ALL_FIELDS, STORY_READ)
    assert study.understood == ()


def test_an_empty_form_says_nothing(form: bytes, words: Vocabularies, tmp_path: Path) -> None:
    study = taken_in(form, tmp_path, words)
    assert (study.fields, study.sections, study.understood) == ({}, {}, ())


# What the form shows where nothing is chosen, and what it takes for something else, is no answer in
# words of its own. Hypothesis tries them, as it draws from the texts in our modules too.
OF_THE_FORM = {"choose", "not reported", "not stated", "none reported", "unknown", "not known"}
WORDS = (
    st.text(
        st.characters(exclude_categories=("C",), exclude_characters="\ufdd0\ufdd1"),
        min_size=1,
        max_size=30,
    )
    .map(one_line)
    .filter(lambda text: text and normalise(text) not in OF_THE_FORM)
)


def answers(asked: Field, words: Vocabularies) -> st.SearchStrategy[Any]:
    one: st.SearchStrategy[Any] = (
        WORDS.filter(lambda text: not BULLET.match(text)) if asked.many else WORDS
    )
    if asked.fields:
        one = st.fixed_dictionaries(
            {}, optional={part.name: answers(part, words) for part in asked.fields if part.asked}
        ).filter(bool)
    elif asked.choices:
        one = st.sampled_from([choice.value for choice in asked.choices])
    elif asked.kind == "term":
        one = st.sampled_from([term.id for term in words[asked.vocabulary]])
    elif asked.kind == "organisation":
        one = st.sampled_from([body.name for body in words.organisations])
    elif asked.kind == "study":
        one = st.from_regex(r"[a-z]{1,8}(-[a-z]{1,8})?", fullmatch=True)
    elif asked.kind == "date":
        one = st.dates().filter(lambda day: day.year >= 1800).map(str) | st.sampled_from(
            ["about 2005", "by 2006-07", "1999"]
        )
    elif asked.kind == "email":
        one = st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.example", fullmatch=True)
    elif asked.kind == "address":
        one = st.from_regex(r"https://[a-z]{1,8}\.example/[a-z]{0,8}", fullmatch=True)
    many = st.lists(one, min_size=1, max_size=6, unique_by=str) if asked.many else one
    return st.just(NOT_REPORTED) | many if asked.not_reported else many


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_answers_come_back(
    form: bytes, words: Vocabularies, tmp_path: Path, data: st.DataObject
) -> None:
    given_fields = data.draw(
        st.fixed_dictionaries({}, optional={field.name: answers(field, words) for field in ASKED})
    )
    study = taken_in(fill_in(form, given_fields, {}, words), tmp_path, words)
    assert study.fields == (given_fields and {"origin": "contributed", **given_fields})
    assert study.sections == {}


NEW = Field(
    "weather", "text", "What the weather was like.", "weather: wet", many=True, max_length=80
)


def test_a_field_added_to_the_schema_is_asked_for(
    words: Vocabularies, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (schema, definition, names, word, serializer):
        monkeypatch.setattr(module, "FIELDS", (*FIELDS, NEW))
    study = taken_in(
        fill_in(word.make(words), {"weather": ["wet", "cold"]}, {}, words, (*FIELDS, NEW)),
        tmp_path,
        words,
    )
    assert study.fields == {"origin": "contributed", "weather": ["wet", "cold"]}


def test_every_question_and_its_help_is_in_it_for_any_reader(
    form: bytes, words: Vocabularies
) -> None:
    by_pandoc = {line for block in read_tree(form, "docx")["blocks"] for line in lines_of([block])}
    document = Document(io.BytesIO(form))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    by_word = {
        line
        for text in (*cells, *(paragraph.text for paragraph in document.paragraphs))
        for line in text.split("\n")
    }
    expected = {text for question in on_paper() for text in (question.text, question.hint)}
    expected |= {
        text
        for field in ASKED
        if field.many
        for part in parts(field)
        for text in (part.text, part.hint, *meanings(part.asked.choices))
    }
    expected |= {text for step in steps() for text in (step.title, step.intro)}
    for lines in (by_pandoc, by_word):
        assert [text for text in expected if not any(text in line for line in lines)] == []
    assert {
        term.label
        for name in ("themes", "communities", "topics", "settings")
        for term in words[name]
    } <= choices_of(form)


def choices_of(form: bytes) -> set[str]:
    from docx.oxml.ns import qn

    document = Document(io.BytesIO(form))
    items = document.element.body.iter(qn("w:listItem"))
    return {item.get(qn("w:displayText")).strip() for item in items}


def test_the_same_words_give_the_same_bytes(form: bytes, words: Vocabularies) -> None:
    assert word.make(words) == form


def test_guidance_of_another_day_is_told_and_not_taken_for_an_answer(
    form: bytes, words: Vocabularies, tmp_path: Path
) -> None:
    document = Document(io.BytesIO(form))
    guidance = next(
        paragraph
        for paragraph in document.paragraphs
        if normalise("What was wrong") in normalise(paragraph.text)
    )
    guidance.text = "To write here: What went wrong in your own words."
    target = io.BytesIO()
    document.save(target)
    study = taken_in(target.getvalue(), tmp_path, words)
    assert study.sections == {}
    assert study.understood == (
        "Left out, as guidance of the form: “To write here: What went wrong in your own words.”",
    )
