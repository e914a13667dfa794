"""Fields, a heading and a term that are new: every door asks for them and hands them on, and
nothing but their definition was written.

The commands run as they are, in processes of their own, with a schema that has three fields and one
heading more.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from building import SECTIONS, sections, study_text, write_file, write_network
from importers.making import fill_in
from practice.content.vocabulary_files import read_vocabularies
from practice.model.schema import FIELDS, Choice, Field, field

ADDED = (
    Field(
        "weather",
        "text",
        "What the weather was like.",
        "weather: [wet]",
        "yes",
        many=True,
        max_length=20,
    ),
    Field(
        "light",
        "choice",
        "How light it was.",
        "light: dusk",
        choices=(Choice("dusk", "At dusk", "The sun is down."),),
    ),
    Field(
        "loans_of_umbrellas",
        "mapping",
        "Who had one.",
        "loans_of_umbrellas:\n  - who: A nurse",
        many=True,
        fields=(
            Field("who", "text", "Who had it.", "who: A nurse", "yes", max_length=40),
            Field("since", "date", "Since when.", "since: 2005-07"),
        ),
    ),
)
TITLE, TRUSTS, TOPICS = (field(name).question for name in ("title", "trusts", "topics"))
LENT = Field("lent_on", "date", "When they lent the first one.", "lent_on: 2026-05")
# Python imports a module of this name, if there is one, whenever it starts.
STARTUP = f"""\
import practice.model.schema as schema
from practice.model.schema import Choice, Field

added = {ADDED!r}
schema.FIELDS = (*schema.FIELDS[:4], *added, *schema.FIELDS[4:])
schema._BY_NAME.update({{field.name: field for field in added}})
schema.ADOPTION_FIELDS = (*schema.ADOPTION_FIELDS, {LENT!r})
added = schema.Heading("Who got wet", True, "And how they dried.")
schema.HEADINGS = (*schema.HEADINGS[:3], added, *schema.HEADINGS[3:])
"""
TERM = (
    "- id: umbrellas\n  label: Umbrellas\n  definition: How people keep dry.\n  synonyms:"
    " [brollies]\n"
)
BODY = {
    **dict(list(SECTIONS.items())[:2]),
    "Who got wet": "Nearly everybody.",
    **dict(list(SECTIONS.items())[2:]),
}
GOOD = {"weather": ["wet", "cold and dark"], "topics": ["umbrellas"]}
LOANS = [{"who": "A nurse & a porter", "since": "2005-07"}, {"who": "A driver"}]
SAID = {"weather": GOOD["weather"], "light": "dusk", "loans_of_umbrellas": LOANS}
READ = {
    "Weather": ["wet", "cold and dark"],
    "Light": ["At dusk"],
    "Loans of umbrellas": ["who: A nurse & a porter; since: July 2005", "who: A driver"],
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """A network whose schema and vocabulary have grown, and whose case studies have followed."""
    root = write_network(tmp_path_factory.mktemp("grown"), ())
    write_file(root, "startup/sitecustomize.py", STARTUP)
    topics = root / "case_studies/_vocabulary/topics.yml"
    topics.write_text(topics.read_text(encoding="utf-8") + TERM, encoding="utf-8")
    for gone in (
        "luton-pct/evening-clinic.md",
        "haringey-pct/poster.png",
        "haringey-pct/script.pdf",
    ):
        (root / "case_studies" / gone).unlink()
    write_file(
        root,
        "case_studies/haringey-pct/dry.md",
        study_text("How we kept dry", body=sections(BODY), topics=["umbrellas"], **SAID),
    )
    write_file(
        root,
        "case_studies/haringey-pct/sunny.md",
        study_text("How we sat outside", body=sections(BODY), weather=["dry"]),
    )
    taken_up = (
        "- practice: dry\n  trust: Luton PCT\n  stage: trying\n  since: 2026-04\n  lent_on:"
        " 2026-05\n"
    )
    write_file(root, "case_studies/luton-pct/adoptions.yml", taken_up)
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
    settings = {
        "PYTHONPATH": str(root / "startup"),
        "SOURCE_DATE_EPOCH": "1795392000",
        "NO_MKDOCS_2_WARNING": "1",
        "COLUMNS": "100",
    }
    return subprocess.run(
        [sys.executable, *words],
        cwd=root,
        env={**os.environ, **settings},
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def told(root: Path, *commands: str) -> list[str]:
    """Return what each of the commands prints; they share a process, since starting one takes
    longest.
    """
    script = """
import sys
from click.testing import CliRunner
from practice.cli.main import cli
said = [CliRunner().invoke(cli, words.split(), catch_exceptions=False) for words in sys.argv[1:]]
print("\\0".join(done.stdout for done in said), end="")
"""
    done = run(root, "-c", script, *commands)
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\0")


def written(root: Path, path: str) -> tuple[dict[str, Any], list[str]]:
    """Return the fields and the headings of a file that a door wrote, and take the file away."""
    file = root / path.strip()
    text = file.read_text(encoding="utf-8")
    file.unlink()
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    return yaml.load(front, yaml.BaseLoader), re.findall(r"^## (.*)$", body, re.MULTILINE)


def test_the_checks_ask_for_them_and_hold_them_to_their_rules(root: Path) -> None:
    faulty = write_file(
        root,
        "case_studies/haringey-pct/faulty.md",
        study_text(topics=["brollies"], weather=["wet enough to give up"]),
    )
    done = run(root, "-m", "practice", "check", str(faulty), "--format", "json")
    faulty.unlink()
    assert [
        (problem["name"], problem["message"]) for problem in json.loads(done.stdout)["problems"]
    ] == [
        ("unknown-topic", "'brollies' is another word for 'umbrellas'."),
        ("too-long", "'weather' has 21 characters; 20 fit."),
        ("missing-heading", "The section 'Who got wet' is missing."),
    ]
    assert run(root, "-m", "practice", "check").stdout == "2 case studies checked: no problems.\n"


def test_the_command_line_asks_for_them(root: Path) -> None:
    done = run(
        root,
        "-m",
        "practice",
        "new",
        given="Calls in the rain\nStaff rang people.\nharingey\nwet; cold\n",
    )
    assert "Weather" in done.stderr
    answers = {
        **yaml.safe_load(study_text("Asked at the command line").split("---\n")[1]),
        **GOOD,
        **SAID,
        **BODY,
    }
    file = write_file(root, "answers.json", json.dumps(answers))
    path = run(root, "-m", "practice", "new", "--answers", str(file), "--no-input").stdout
    fields, headings = written(root, path)
    assert {name: fields[name] for name in (*GOOD, *SAID)} == GOOD | SAID
    assert headings == list(BODY)


def test_the_word_form_asks_for_them(root: Path) -> None:
    assert run(root, "-m", "practice", "import", "--write-form", "form.docx").returncode == 0
    words = read_vocabularies(root)[0]
    given = {"title": "Filled in at Word", "trusts": ["Luton PCT"], "topics": ["umbrellas"], **SAID}
    filled = fill_in(
        (root / "form.docx").read_bytes(),
        given,
        {"Who got wet": ["Nearly everybody."]},
        words,
        (*FIELDS, *ADDED),
    )
    write_file(root, "filled.docx", filled)
    asked = [
        cell.text
        for table in Document(str(root / "form.docx")).tables
        for cell in table.columns[0].cells
    ]
    assert "Weather\nWhat the weather was like. Write each on a line of its own." in asked
    done = run(root, "-m", "practice", "import", "filled.docx")
    fields, headings = written(root, "case_studies/luton-pct/filled-in-at-word.md")
    assert (fields["topics"], {name: fields[name] for name in SAID}, headings) == (
        ["umbrellas"],
        SAID,
        ["Who got wet"],
    ), done.stderr


def test_the_sheet_asks_for_them(root: Path) -> None:
    assert run(root, "-m", "practice", "import", "--write-form", "form.xlsx").returncode == 0
    book = load_workbook(root / "form.xlsx")
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    answers = {
        TITLE: "One of many",
        TRUSTS: "Luton PCT",
        "Weather": "wet; cold and dark",
        TOPICS: "Brollies",
        "Who got wet": "Nearly everybody.",
    }
    row = next(
        row for row in range(2, sheet.max_row + 2) if not sheet.cell(row, columns[TITLE]).value
    )
    for name, answer in answers.items():
        sheet.cell(row, columns[name]).value = answer
    book.save(root / "filled.xlsx")
    done = run(root, "-m", "practice", "import", "filled.xlsx")
    fields, headings = written(root, "case_studies/luton-pct/one-of-many.md")
    assert ({name: fields[name] for name in GOOD}, headings) == (GOOD, ["Who got wet"]), done.stderr


def test_the_forms_of_the_code_host_and_decap_ask_for_them(root: Path) -> None:
    done = run(root, "-m", "practice", "host-files")
    assert done.returncode == 0, done.stderr
    form = yaml.safe_load(
        (root / ".github/ISSUE_TEMPLATE/case-study.yml").read_text(encoding="utf-8")
    )
    asked = {
        element["attributes"]["label"]: element
        for element in form["body"]
        if "label" in element["attributes"]
    }
    assert (
        asked["Weather"]["validations"] == asked["Who got wet"]["validations"] == {"required": True}
    )
    assert "Umbrellas" in asked[TOPICS]["attributes"]["options"]
    answers = {
        TITLE: "Sent as an issue",
        TRUSTS: "Luton PCT",
        "Weather": "wet\ncold and dark",
        TOPICS: "Umbrellas",
        "Who got wet": "Nearly everybody.",
    }
    issue = "\n\n".join(f"### {label}\n\n{answers.get(label, '_No response_')}" for label in asked)
    done = run(root, "-m", "practice", "from-issue", str(write_file(root, "issue.md", issue)))
    assert done.returncode != 2, done.stderr
    fields, headings = written(root, done.stdout)
    assert ({name: fields[name] for name in GOOD}, headings) == (GOOD, ["Who got wet"])

    assert (
        run(
            root, "-m", "practice", "host-files", "--decap", "admin", "--repository", "net/exchange"
        ).returncode
        == 0
    )
    config = yaml.safe_load((root / "admin/config.yml").read_text(encoding="utf-8"))
    decap = {entry["name"]: entry for entry in config["collections"][0]["fields"]}
    assert decap["weather"]["required"] is True
    assert {"label": "Umbrellas", "value": "umbrellas"} in decap["topics"]["options"]
    assert "## Who got wet" in decap["body"]["default"]


def test_the_site_asks_for_them_explains_them_and_opens_them_for_a_correction(site: Path) -> None:
    data = json.loads(
        (site / "assets/practice/write-data.js")
        .read_text(encoding="utf-8")
        .partition(" = ")[2]
        .rstrip(";\n")
    )
    asked = [ask for step in data["steps"] for ask in step["asks"]]
    assert asked[asked.index("place") + 1] == "weather"
    assert asked[asked.index("## What was done") + 1] == "## Who got wet"
    assert ["umbrellas", "Umbrellas", "How people keep dry.", "", "brollies"] in data[
        "vocabularies"
    ]["topics"]["terms"]
    reference = (site / "reference/fields/index.html").read_text(encoding="utf-8")
    assert "What the weather was like." in reference
    assert "And how they dried." in reference
    assert "How people keep dry." in (site / "topics/umbrellas/index.html").read_text(
        encoding="utf-8"
    )
    answers = json.loads((site / "assets/written/dry.json").read_text(encoding="utf-8"))
    assert {name: answers["fields"].get(name) for name in SAID} == SAID
    assert list(answers["sections"]) == list(BODY)


def test_readers_see_them_on_the_page(site: Path) -> None:
    """In the words of the schema, without a line of code for them, and each once."""
    page = (site / "case-studies/dry/index.html").read_text(encoding="utf-8")
    facts = {
        name: re.findall(r'<span class="line">(.*?)</span>', told)
        for name, told in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page)
    }
    assert {name: [unescape(line) for line in facts[name]] for name in READ} == READ
    assert [page.count(f"<dt>{name}</dt>") for name in READ] == [1, 1, 1]
    assert page.count('<h2 id="who-got-wet"') == 1
    assert page.count("<p>Lent on: May 2026</p>") == 1
    assert "Lent on: May 2026" in (
        site / "contribute/standing/haringey-teaching-pct/index.html"
    ).read_text(encoding="utf-8")


def test_readers_compare_them(site: Path) -> None:
    rows = json.loads((site / "assets/studies/dry.json").read_text(encoding="utf-8"))["rows"]
    names = [name for name, _ in rows]
    first = names.index("You cannot do without") + 1
    assert rows[first : first + 3] == [[name, lines] for name, lines in READ.items()]
    assert len(set(names)) == len(names)
    # The table goes by the number of a row, so a case study that says nothing has the same ones.
    other = json.loads((site / "assets/studies/sunny.json").read_text(encoding="utf-8"))["rows"]
    assert [name for name, _ in other] == names
    assert other[first : first + 3] == [
        ["Weather", ["dry"]],
        ["Light", []],
        ["Loans of umbrellas", []],
    ]


def test_readers_find_them_on_the_site(site: Path) -> None:
    """Pagefind's own record of the page has each value once, as the page is searched by it."""
    records = [
        gzip.decompress(file.read_bytes()).decode()
        for file in (site / "pagefind/fragment").iterdir()
    ]
    (content,) = (
        json.loads(text.partition("{")[1] + text.partition("{")[2])["content"]
        for text in records
        if "/dry/" in text
    )
    lines = [line for said in READ.values() for line in said if line != "wet"]
    assert [content.count(line) for line in lines] == [1] * len(lines)


def test_readers_see_and_find_them_at_the_command_line(root: Path, project: Path) -> None:
    shown, as_json, found, table = told(
        root,
        "show dry",
        "show dry --format json",
        "search dusk porter --format json",
        "search dusk --format csv",
    )
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert [lines.count(f"{name} {'; '.join(said)}") for name, said in READ.items()] == [1, 1, 1]
    data = json.loads(as_json)
    assert {name: data[name] for name in SAID} == SAID
    assert data["adoptions"][0]["lent_on"] == "2026-05"
    assert '"others"' not in as_json
    (result,) = json.loads(found)["results"]
    assert (result["id"], {name: result[name] for name in SAID}) == ("dry", SAID)
    published = json.loads(
        (project / "docs/reference/search.schema.json").read_text(encoding="utf-8")
    )
    assert [
        error.message for error in Draft202012Validator(published).iter_errors(json.loads(found))
    ] == []
    (row,) = csv.DictReader(io.StringIO(table))
    assert {name: row[name] for name in SAID} == {
        "weather": "wet; cold and dark",
        "light": "dusk",
        "loans_of_umbrellas": "who: A nurse & a porter, since: 2005-07; who: A driver",
    }
    assert len(set(row)) == len(row)


def test_they_are_put_in_their_place(root: Path) -> None:
    """`practice check --fix` gives an added field its place among the others."""
    front, _, body = (
        study_text("Put in order", place="Tottenham").removeprefix("---\n").partition("\n---\n")
    )
    text = f"---\nlight: dusk\nweather: [wet]\n{front}\n---\n{body}"
    file = write_file(root, "case_studies/haringey-pct/put-in-order.md", text)
    done = run(root, "-m", "practice", "check", "--fix", str(file))
    fields = list(written(root, "case_studies/haringey-pct/put-in-order.md")[0])
    place = fields.index("place")
    assert fields[place : place + 3] == ["place", "weather", "light"], done.stdout


def test_the_template_shows_them(root: Path) -> None:
    template = run(root, "-c", "from practice.site.pages import template; print(template())").stdout
    assert "# What the weather was like. Always needed.\nweather: [wet]\n" in template
    assert "## What was done\n" in template.partition("## Who got wet\n")[0]
