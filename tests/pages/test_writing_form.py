"""The form's data: everything the schema has is in it once, and a published study comes back out of
it unchanged.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from practice.checks.context import Context
from practice.checks.runner import check_file
from practice.content.front_matter import read_draft
from practice.content.serializer import compose
from practice.forms.browser import allowed
from practice.model.schema import FIELDS
from practice.project import Workspace
from practice.site.bundler import CannotJoin, join
from practice.site.pages import assets
from practice.site.settings import Network
from practice.site.write_page import (
    form_data,
    form_files,
    new_file,
    opened,
    written,
    written_address,
)

from .world import town


def test_the_data_is_json_and_says_what_the_schema_says() -> None:
    data = json.loads(
        json.dumps(
            form_data(
                town(),
                Network(
                    "Town",
                    edit_prefix="https://code.example/town/edit/main/",
                    editors="e@town.example",
                ),
                {"old-town-pct": "old-town"},
            )
        )
    )
    title = next(field for field in data["fields"] if field["name"] == "title")
    assert (title["max_length"], title["needed"], title["asked"]) == (90, "yes", True)
    assert [field["name"] for field in data["fields"]] == [field.name for field in FIELDS]
    assert data["vocabularies"]["communities"]["terms"][1] == [
        "bangladeshi",
        "Bangladeshi",
        "People with roots in Bangladesh.",
        "south-asian",
        "Bengali",
    ]
    assert data["organisations"]["entries"][0] == [
        "old-town-pct",
        "Old Town PCT",
        "9XX",
        "primary care trust",
        "NHS Old Town",
    ]
    assert data["folders"] == {"old-town-pct": "old-town"}
    assert (data["editors"], data["new_file"]["address"]) == (
        "e@town.example",
        "https://code.example/town/new/main",
    )


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        (
            "https://github.com/town/exchange/edit/main/",
            {
                "address": "https://github.com/town/exchange/new/main",
                "name": "filename",
                "text": "value",
            },
        ),
        (
            "https://gitlab.com/town/exchange/-/edit/main/",
            {
                "address": "https://gitlab.com/town/exchange/-/new/main",
                "name": "file_name",
                "text": "",
            },
        ),
        (
            "https://codeberg.org/town/exchange/_edit/main/",
            {
                "address": "https://codeberg.org/town/exchange/_new/main",
                "name": "filename",
                "text": "value",
            },
        ),
        ("https://code.example/town/blob/main/", None),
        ("", None),
    ],
    ids=["github", "gitlab", "forgejo", "unknown", "none"],
)
def test_where_a_new_file_is_proposed(prefix: str, expected: object) -> None:
    assert new_file(prefix) == expected


def test_every_study_comes_back_out_of_the_form_unchanged(real: Workspace) -> None:
    context = Context.of(real.catalogue.vocabularies, datetime.date(2026, 11, 23))
    for study in real.catalogue:
        answers = written(study)
        text = compose(answers["fields"], answers["sections"])
        judged = check_file(read_draft(answers["path"], text.encode()), context)
        assert judged.study is not None, judged.problems
        assert judged.study == replace(study, sections=judged.study.sections)
        assert {section.heading: section.markdown.split() for section in judged.study.sections} == {
            section.heading: section.markdown.split() for section in study.sections
        }


def test_a_study_with_everything_comes_back_with_everything() -> None:
    study = town()["slow-queue"]
    answers = written(study)
    assert answers["fields"]["started"] == "2005-07"
    assert answers["fields"]["cost"] == {
        "setup": "4,000 pounds",
        "running": "not-reported",
        "note": "Paid by the council.",
    }
    assert answers["fields"]["measures"][0]["baseline"] == "20"
    assert answers["fields"]["related"] == ["night-clinic"]
    assert "licence" not in answers["fields"]
    assert written(town()["old-way"])["fields"]["status"] == "retired"
    assert written(town()["night-clinic"])["fields"]["started"] == "unknown"


REMARKED = """\
---
needs: [A room, "Write to N15 3TH"] # practice: allow CS505 because it is ours
place: N15 3TJ # practice: allow CS505
contact: # practice: allow CS999 because of all
  role: Lead
---

## The problem

Write to N15 3TL. <!-- practice: allow full-postcode because it is the clinic -->
<!-- practice: allow CS508 because it is the service's own -->
Ring 07911 123456.
"""


def test_what_the_exceptions_of_a_file_let_stand() -> None:
    """Not what one without a reason is for, or one of another check."""
    assert allowed(REMARKED) == [
        ["CS505", "N15 3TH"],
        ["CS505", "N15 3TL"],
        ["CS508", "07911 123456"],
    ]


def test_a_correction_is_told_what_stands_and_gets_the_exceptions_in_its_sections() -> None:
    study = town()["slow-queue"]
    told = opened(study, REMARKED)
    assert told["allowed"] == allowed(REMARKED)
    assert told["sections"]["The problem"].startswith("Write to N15 3TL. <!-- practice: allow")
    assert [piece[4] for piece in told["file"]["fields"]] == [
        ("# practice: allow CS505 because it is ours",),
        ("# practice: allow CS505",),
        ("# practice: allow CS999 because of all",),
    ]
    assert "allowed" not in opened(study, "---\ntitle: 'practice: of a kind'\n---\n")


def test_the_files_of_the_form(real: Workspace) -> None:
    found = dict(form_files(real.catalogue, Network(), {}))
    assert found["assets/practice/write.js"].startswith("(() => {\n")
    assert not any(
        line.startswith(("import ", "export "))
        for line in found["assets/practice/write.js"].splitlines()
    )


def test_each_case_study_can_be_opened_for_a_correction_if_its_file_is_there(
    real: Workspace, project: Path
) -> None:
    gone = real.catalogue.studies[3].path
    found = dict(
        assets(
            real.catalogue,
            Network(),
            lambda path: "" if path == gone else (project / path).read_text(encoding="utf-8"),
            real.folders,
        )
    )
    for study in real.catalogue:
        told = json.loads(found.get(written_address(study.id), "null"))
        assert (told is None) == (study.path == gone)
        if told:
            # What the file says, the same as what the case study says.
            front = yaml.load(
                (project / study.path).read_text(encoding="utf-8").split("\n---\n")[0],
                yaml.BaseLoader,
            )
            assert (
                told["fields"] == {**front, "trusts": list(study.trust_names)}
                if study.trust_names
                else front
            )
            assert told["sections"] == {
                section.heading: section.markdown for section in study.sections
            }


def test_scripts_are_joined_each_once_and_before_what_uses_it() -> None:
    scripts = {
        "a/main.js": (
            'import { two } from "./two.js";\nimport { one } from "../one.js";\ntwo(one);\n'
        ),
        "a/two.js": 'import { one } from "../one.js";\nexport function two() {}\n',
        "one.js": "export const one = 1;\n",
    }
    assert (
        join("a/main.js", scripts.__getitem__)
        == '(() => {\n"use strict";\n\nconst one = 1;\n\nfunction two() {}\n\ntwo(one);\n})();\n'
    )


@pytest.mark.parametrize(
    "scripts",
    [
        {"a.js": 'import { b } from "./b.js";\n', "b.js": 'import { a } from "./a.js";\n'},
        {"a.js": 'import * as b from "./b.js";\n'},
        {"a.js": "export default 1;\n"},
        {
            "a.js": 'import { b } from "./b.js";\nasync function same() {}\n',
            "b.js": "export const b = 1;\nfunction* same() {}\n",
        },
        {
            "a.js": 'import { b } from "./b.js";\nconst same = 1;\n',
            "b.js": "export const b = 1;\nfunction same() {}\n",
        },
    ],
    ids=[
        "round and round",
        "import of everything",
        "export without a name",
        "two functions of one name",
        "two sorts of one name",
    ],
)
def test_scripts_that_cannot_be_joined(scripts: dict[str, str]) -> None:
    with pytest.raises(CannotJoin):
        join("a.js", scripts.__getitem__)
