"""The template and the page of fields say what the schema says."""

from __future__ import annotations

from pathlib import Path

from building import write_file, write_vocabularies
from practice.model.schema import ADOPTION_FIELDS, FIELDS, HEADINGS, field
from practice.project import open_workspace
from practice.site.pages import answer, fields_page, template

from .world import visible


def test_the_template_in_the_collection_is_the_one_of_the_schema(project: Path) -> None:
    written = (project / "case_studies" / "_template.md").read_text(encoding="utf-8")
    assert written == template(), (
        "write case_studies/_template.md anew: practice.site.pages.template()"
    )


def test_the_template_filled_in_as_it_is_passes_the_checks(tmp_path: Path) -> None:
    write_vocabularies(tmp_path)
    text = (
        template()
        .replace("[Tower Hamlets PCT]", "[Haringey Teaching PCT]")
        .replace("[breast-screening]", "[queues]")
    )
    write_file(tmp_path, "case_studies/haringey-pct/from-the-template.md", text)
    assert [str(problem) for problem in open_workspace(tmp_path).report.errors] == []


def test_every_field_and_heading_is_explained() -> None:
    text = visible(fields_page())
    for entry in (
        *FIELDS,
        *ADOPTION_FIELDS,
        *(inner for outer in FIELDS for inner in outer.fields),
    ):
        assert f"{entry.name} {entry.help}" in text
    for heading in HEADINGS:
        assert f"{heading.text} {heading.help}" in text


def test_answers_in_words() -> None:
    assert answer(field("title")) == "words; up to 90 characters"
    assert answer(field("themes")) == "a list, each entry a term from the vocabulary; at most 3"
    assert (
        answer(field("started"))
        == "a date: 2005, 2005-07 or 2005-07-10; 'unknown' is an answer too"
    )
