"""A field, a heading and a term that are new: every door asks for them and hands them on, and nothing but their definition was written.

The commands run as they are, in processes of their own, with a schema that has one field and one heading more.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from openpyxl import load_workbook

from building import SECTIONS, sections, study_text, write_file, write_network
from importing.making import fill_in
from practice.reading.vocabulary_files import read_vocabularies
from practice.schema import FIELDS, Field

# Python imports a module of this name, if there is one, whenever it starts.
STARTUP = """\
import practice.schema as schema

weather = schema.Field("weather", "text", "What the weather was like.", "weather: [wet]", "yes", many=True, max_length=20)
schema.FIELDS = (*schema.FIELDS[:4], weather, *schema.FIELDS[4:])
schema._BY_NAME["weather"] = weather
schema.HEADINGS = (*schema.HEADINGS[:3], schema.Heading("Who got wet", True, "And how they dried."), *schema.HEADINGS[3:])
"""
TERM = "- id: umbrellas\n  label: Umbrellas\n  definition: How people keep dry.\n  synonyms: [brollies]\n"
BODY = {**dict(list(SECTIONS.items())[:2]), "Who got wet": "Nearly everybody.", **dict(list(SECTIONS.items())[2:])}
GOOD = {"weather": ["wet", "cold and dark"], "topics": ["umbrellas"]}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """A network whose schema and vocabulary have grown, and whose case studies have followed."""
    root = write_network(tmp_path_factory.mktemp("grown"), ())
    write_file(root, "startup/sitecustomize.py", STARTUP)
    topics = root / "case_studies/_vocabulary/topics.yml"
    topics.write_text(topics.read_text(encoding="utf-8") + TERM, encoding="utf-8")
    for gone in ("luton-pct/evening-clinic.md", "haringey-pct/poster.png", "haringey-pct/script.pdf"):
        (root / "case_studies" / gone).unlink()
    write_file(root, "case_studies/haringey-pct/dry.md", study_text("How we kept dry", body=sections(BODY), **GOOD))
    write_file(root, "case_studies/_vocabulary/owners.csv", "folder,owners\n*,@net/editors\n")
    write_file(root, "mkdocs.yml", (project / "mkdocs.yml").read_text(encoding="utf-8"))
    (root / "docs").mkdir()
    return root


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    """The site of that network."""
    done = run(root, "-m", "mkdocs", "--quiet", "build", "--site-dir", "site")
    assert done.returncode == 0, done.stderr
    return root / "site"


def run(root: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run Python in the network, with the grown schema."""
    settings = {"PYTHONPATH": str(root / "startup"), "SOURCE_DATE_EPOCH": "1795392000", "NO_MKDOCS_2_WARNING": "1", "COLUMNS": "100"}
    return subprocess.run(
        [sys.executable, *words], cwd=root, env={**os.environ, **settings}, input=given, capture_output=True, encoding="utf-8", check=False
    )


def written(root: Path, path: str) -> tuple[dict[str, Any], list[str]]:
    """Return the fields and the headings of a file that a door wrote, and take the file away."""
    file = root / path.strip()
    text = file.read_text(encoding="utf-8")
    file.unlink()
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    return yaml.load(front, yaml.BaseLoader), re.findall(r"^## (.*)$", body, re.MULTILINE)


def test_the_checks_ask_for_them_and_hold_them_to_their_rules(root: Path) -> None:
    faulty = write_file(root, "case_studies/haringey-pct/faulty.md", study_text(topics=["brollies"], weather=["wet enough to give up"]))
    done = run(root, "-m", "practice", "check", str(faulty), "--format", "json")
    faulty.unlink()
    assert [(problem["name"], problem["message"]) for problem in json.loads(done.stdout)["problems"]] == [
        ("unknown-topic", "'brollies' is another word for 'umbrellas'."),
        ("too-long", "'weather' has 21 characters; 20 fit."),
        ("missing-heading", "The section 'Who got wet' is missing."),
    ]
    assert run(root, "-m", "practice", "check").stdout == "1 case study checked: no problems.\n"


def test_the_command_line_asks_for_them(root: Path) -> None:
    done = run(root, "-m", "practice", "new", given="Calls in the rain\nStaff rang people.\nharingey\n\nwet; cold\n")
    assert "Weather" in done.stderr
    answers = {**yaml.safe_load(study_text("Asked at the command line").split("---\n")[1]), **GOOD, **BODY}
    file = write_file(root, "answers.json", json.dumps(answers))
    path = run(root, "-m", "practice", "new", "--answers", str(file), "--no-input").stdout
    fields, headings = written(root, path)
    assert {name: fields[name] for name in GOOD} == GOOD
    assert headings == list(BODY)


def test_the_word_form_asks_for_them(root: Path) -> None:
    assert run(root, "-m", "practice", "import", "--write-form", "form.docx").returncode == 0
    words = read_vocabularies(root)[0]
    weather = Field("weather", "text", "", "", many=True)
    given = {"title": "Filled in at Word", "trusts": ["Luton PCT"], **GOOD}
    filled = fill_in((root / "form.docx").read_bytes(), given, {"Who got wet": ["Nearly everybody."]}, words, (*FIELDS, weather))
    write_file(root, "filled.docx", filled)
    asked = [cell.text for table in Document(str(root / "form.docx")).tables for cell in table.columns[0].cells]
    assert "Weather\nNeeded. What the weather was like. One a line." in asked
    done = run(root, "-m", "practice", "import", "filled.docx")
    fields, headings = written(root, "case_studies/luton-pct/filled-in-at-word.md")
    assert ({name: fields[name] for name in GOOD}, headings) == (GOOD, ["Who got wet"]), done.stderr


def test_the_sheet_asks_for_them(root: Path) -> None:
    assert run(root, "-m", "practice", "import", "--write-form", "form.xlsx").returncode == 0
    book = load_workbook(root / "form.xlsx")
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    answers = {
        "Title": "One of many",
        "Trusts": "Luton PCT",
        "Weather": "wet; cold and dark",
        "Topics": "Brollies",
        "Who got wet": "Nearly everybody.",
    }
    row = next(row for row in range(2, sheet.max_row + 2) if not sheet.cell(row, columns["Title"]).value)
    for name, answer in answers.items():
        sheet.cell(row, columns[name]).value = answer
    book.save(root / "filled.xlsx")
    done = run(root, "-m", "practice", "import", "filled.xlsx")
    fields, headings = written(root, "case_studies/luton-pct/one-of-many.md")
    assert ({name: fields[name] for name in GOOD}, headings) == (GOOD, ["Who got wet"]), done.stderr


def test_the_forms_of_the_code_host_and_decap_ask_for_them(root: Path) -> None:
    done = run(root, "-m", "practice", "host-files")
    assert done.returncode == 0, done.stderr
    form = yaml.safe_load((root / ".github/ISSUE_TEMPLATE/case-study.yml").read_text(encoding="utf-8"))
    asked = {element["attributes"]["label"]: element for element in form["body"] if "label" in element["attributes"]}
    assert asked["Weather"]["validations"] == asked["Who got wet"]["validations"] == {"required": True}
    assert "Umbrellas" in asked["Topics"]["attributes"]["options"]
    answers = {
        "Title": "Sent as an issue",
        "Trusts": "Luton PCT",
        "Weather": "wet\ncold and dark",
        "Topics": "Umbrellas",
        "Who got wet": "Nearly everybody.",
    }
    issue = "\n\n".join(f"### {label}\n\n{answers.get(label, '_No response_')}" for label in asked)
    done = run(root, "-m", "practice", "from-issue", str(write_file(root, "issue.md", issue)))
    assert done.returncode != 2, done.stderr
    fields, headings = written(root, done.stdout)
    assert ({name: fields[name] for name in GOOD}, headings) == (GOOD, ["Who got wet"])

    assert run(root, "-m", "practice", "host-files", "--decap", "admin", "--repository", "net/exchange").returncode == 0
    config = yaml.safe_load((root / "admin/config.yml").read_text(encoding="utf-8"))
    decap = {field["name"]: field for field in config["collections"][0]["fields"]}
    assert decap["weather"]["required"] is True
    assert {"label": "Umbrellas", "value": "umbrellas"} in decap["topics"]["options"]
    assert "## Who got wet" in decap["body"]["default"]


def test_the_site_asks_for_them_explains_them_and_opens_them_for_a_correction(site: Path) -> None:
    data = json.loads((site / "assets/practice/write-data.js").read_text(encoding="utf-8").partition(" = ")[2].rstrip(";\n"))
    asked = [ask for step in data["steps"] for ask in step["asks"]]
    assert asked[asked.index("place") + 1] == "weather"
    assert asked[asked.index("## What was done") + 1] == "## Who got wet"
    assert ["umbrellas", "Umbrellas", "How people keep dry.", "", "brollies"] in data["vocabularies"]["topics"]["terms"]
    reference = (site / "reference/fields/index.html").read_text(encoding="utf-8")
    assert "What the weather was like." in reference
    assert "And how they dried." in reference
    assert "How people keep dry." in (site / "topics/umbrellas/index.html").read_text(encoding="utf-8")
    answers = json.loads((site / "assets/written/dry.json").read_text(encoding="utf-8"))
    assert {name: answers["fields"].get(name) for name in GOOD} == GOOD
    assert list(answers["sections"]) == list(BODY)


def test_readers_see_them(root: Path, site: Path) -> None:
    """On the page and at the command line, in the words of the schema, without a line of code for them."""
    page = (site / "case-studies/dry/index.html").read_text(encoding="utf-8")
    assert '<dt>Weather</dt><dd><span class="line">wet</span><span class="line">cold and dark</span></dd>' in page
    assert '<h2 id="who-got-wet"' in page
    shown = run(root, "-m", "practice", "show", "dry").stdout
    assert re.search(r"^Weather +wet; cold and dark$", shown, re.MULTILINE)


def test_the_template_shows_them(root: Path) -> None:
    template = run(root, "-c", "from practice.publishing.reference import template; print(template())").stdout
    assert "# What the weather was like. Always needed.\nweather: [wet]\n" in template
    assert "## What was done\n" in template.partition("## Who got wet\n")[0]
