"""One title gives one name and one trust gives one folder, whichever way a case study comes in.

The form in the browser is held to the same in tests/browser/test_write_saying.py.
"""

from __future__ import annotations

import csv
import html
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from building import write_file, write_network, write_study
from forms.forms import filled_form
from importers.making import fill_in
from practice.checks.rules.body import better_name, fault_of
from practice.cli.from_issue import _case_study
from practice.cli.main import cli
from practice.cli.new import _Desk
from practice.content.paths import file_name, folder_name, free_name, study_path, trust_folders
from practice.forms import word
from practice.forms.answers import Answers
from practice.forms.issue_form import case_study_elements
from practice.model.vocabulary import Vocabularies
from practice.project import Workspace, open_workspace

TITLES = {
    "Calls & letters: what worked?": "calls-and-letters-what-worked",
    "A&E at nine": "a-and-e-at-nine",
    "Łódź, Søren and Işıl": "odz-sren-and-isl",
    "Clínica móvil": "clinica-movil",
    "عيادة متنقلة": "case-study",
    "社区诊所": "case-study",
    "☎": "case-study",
    "...": "case-study",
    "": "case-study",
    "Index": "index-2",
    "README": "readme-2",
    "x" * 200: "x" * 60,
    "word " * 40: "-".join(["word"] * 12),
    f"{'a' * 60} b": "a" * 60,
    f"{'a' * 59} b": "a" * 59,
    "../../etc/passwd $(rm -rf ~)": "etc-passwd-rm-rf",
}


@pytest.mark.parametrize(("title", "name"), TITLES.items())
def test_the_name_of_a_file_is_made_of_whole_words_of_the_title(title: str, name: str) -> None:
    assert file_name(title) == name


@given(st.text(max_size=120), st.sets(st.sampled_from(["case-study", "a", "a-2", "b"])))
def test_any_title_gives_a_name_that_the_checks_take_and_nothing_has(
    title: str, taken: set[str]
) -> None:
    name = file_name(title, taken)
    assert not fault_of(name)
    assert name not in taken


def test_a_taken_name_is_numbered() -> None:
    assert free_name("a", {"a", "a-2"}) == "a-3"
    assert file_name("A", {"a"}) == "a-2"


def test_most_of_the_case_studies_of_a_trust_choose_its_folder(tmp_path: Path) -> None:
    """Those with an error count too: their folder is there all the same."""
    root = write_network(tmp_path)
    write_study(root, "first", folder="luton", trusts=["Luton PCT"])
    write_study(root, "second", folder="elsewhere", trusts=["5GC"])
    write_study(root, "third", folder="luton", trusts=["NHS Luton"], topics=["nothing"])
    workspace = open_workspace(root)
    register = workspace.vocabularies.organisations
    assert workspace.folders == {"haringey-teaching-pct": "haringey-pct", "luton-pct": "luton"}
    assert [
        folder_name(trust, register, workspace.folders)
        for trust in ("5C9", "Luton PCT", "QMJ", "A Trust of Ours!", "../../etc", "")
    ] == ["haringey-pct", "luton", "north-central-london-icb", "a-trust-of-ours", "etc", (
        "no-single-trust"
    )]  # fmt: skip


def test_of_two_folders_that_hold_as_many_it_is_always_the_same(words_of_real: Workspace) -> None:
    register = words_of_real.vocabularies.organisations
    named = (("case_studies/b/x.md", ("Luton PCT",)), ("case_studies/a/y.md", ("5GC",)))
    assert trust_folders(named, register) == trust_folders(reversed(named), register)
    assert list(trust_folders(named, register).values()) == ["a"]


@pytest.fixture(scope="module")
def words_of_real(project: Path) -> Workspace:
    return open_workspace(project)


def by_command(answers: Answers, desk: _Desk) -> str:
    return desk.path(answers)


def by_issue(answers: Answers, workspace: Workspace) -> str:
    asked = case_study_elements(workspace.vocabularies)
    told = {
        "title": str(answers.take("title")),
        "trusts": "\n".join(answers.take("trusts")),  # type: ignore[arg-type]
    }
    return _case_study(filled_form(asked, told), workspace).path


def by_sheet(root: Path, rows: list[tuple[str, str]], folder: Path) -> list[str]:
    sheet = folder / "rows.csv"
    with sheet.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([("Title", "Trusts"), *rows])
    done = CliRunner().invoke(cli, ["--root", str(root), "import", str(sheet), "--dry-run"])
    return [
        word
        for line in done.output.splitlines()
        for word in line.replace(",", " ").split()
        if word.startswith("case_studies/") and word.endswith(".md")
    ]


def test_every_organisation_of_the_register_has_one_folder(
    words_of_real: Workspace, project: Path, tmp_path: Path
) -> None:
    """For `practice new`, an issue form and a sheet; by name, and by ODS code where it has one."""
    register = words_of_real.vocabularies.organisations
    desk = _Desk.of(project)
    rows = [(f"Opening hours {number}", body.name) for number, body in enumerate(register)]
    rows += [
        (f"Later hours {number}", body.ods_code)
        for number, body in enumerate(register)
        if body.ods_code
    ]
    wanted = [
        study_path(folder_name(trust, register, words_of_real.folders), file_name(title))
        for title, trust in rows
    ]
    assert list(dict.fromkeys(by_sheet(project, rows, tmp_path))) == wanted
    few = [(row, path) for row, path in zip(rows, wanted, strict=True)][::25]
    few += [
        (row, path)
        for row, path in zip(rows, wanted, strict=True)
        if path.split("/")[1] in words_of_real.folders.values()
    ]
    for (title, trust), path in few:
        answers = Answers({"title": title, "trusts": [trust]})
        assert (by_command(answers, desk), by_issue(answers, words_of_real)) == (path, path)


@pytest.mark.parametrize("title", [title for title in TITLES if title.strip()])
def test_every_way_in_gives_a_title_the_same_name(
    title: str, words_of_real: Workspace, project: Path, tmp_path: Path
) -> None:
    answers = Answers({"title": title, "trusts": ["Luton PCT"]})
    wanted = f"case_studies/luton-pct/{TITLES[title]}.md"
    ways = {
        "the command": by_command(answers, _Desk.of(project)),
        "an issue form": by_issue(answers, words_of_real),
        "a sheet": by_sheet(project, [(title, "Luton PCT")], tmp_path)[0],
        "the check's suggestion": f"case_studies/luton-pct/{better_name(title)}.md",
    }
    assert ways == dict.fromkeys(ways, wanted)


def by_form(title: str, form: bytes, words: Vocabularies) -> bytes:
    return fill_in(form, {"title": title, "trusts": ["Luton PCT"]}, {}, words)


def by_page(title: str) -> bytes:
    rows = {"Title": html.escape(title), "Trust": "Luton PCT", "Place": "Luton"}
    lines = "".join(f"<tr><td>{name}</td><td>{said}</td></tr>" for name, said in rows.items())
    return f"<table>{lines}</table>".encode()


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_the_word_form_and_a_document_give_a_title_the_same_name(
    kind: str, words_of_real: Workspace, project: Path, tmp_path: Path
) -> None:
    """All in one go, so one title for each name."""
    words = words_of_real.vocabularies
    form = word.make(words)
    titles = {name: title for title, name in TITLES.items() if any(map(str.isalpha, title))}
    files = []
    for number, title in enumerate(titles.values()):
        files.append(tmp_path / f"{number}.{kind}")
        content = by_form(title, form, words) if kind == "docx" else by_page(title)
        files[-1].write_bytes(content)
    done = CliRunner().invoke(
        cli, ["--root", str(project), "import", *map(str, files), "--dry-run"]
    )
    found = re.findall(r"would be (\S+)", done.output)
    assert found == [f"case_studies/luton-pct/{name}.md" for name in titles], done.output


@pytest.mark.parametrize("name", ["index", "Index", "readme"])
def test_a_name_that_the_site_takes_for_a_folder_is_a_fault(name: str, tmp_path: Path) -> None:
    root = write_network(tmp_path)
    write_file(root, f"case_studies/haringey-pct/{name}.md", "---\ntitle: Queue\n---\n")
    said = [
        (problem.message, problem.hint)
        for problem in open_workspace(root).report
        if problem.code == "CS405"
    ]
    assert said == [
        (
            f"The file name '{name}' is taken: the site shows such a file as the page of its"
            " folder.",
            f"Rename the file: {name.lower()}-2.md",
        )
    ]
