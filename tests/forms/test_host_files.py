"""CODEOWNERS, the forms and the command that writes them; and what every workflow must keep to."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from building import write_file, write_network
from practice.cli.host_files import host_files
from practice.content.vocabulary_files import read_vocabularies
from practice.content.yaml_writer import yaml_text
from practice.forms.decap import Host, config
from practice.forms.host_files import OWNERS, BrokenOwners, codeowners, read_owners
from practice.model.schema import FIELDS

FOLDERS = {"haringey-pct", "luton-pct"}


def test_codeowners() -> None:
    owners = read_owners(
        "folder,owners\nluton-pct,@luton/quality sam@trust.example\n\n*,@net/editors\nharingey-pct,"
        " @h\n",
        FOLDERS,
    )
    assert codeowners(owners).splitlines()[2:] == [
        "* @net/editors",
        "/case_studies/haringey-pct/ @h",
        "/case_studies/luton-pct/ @luton/quality sam@trust.example",
        "/case_studies/_vocabulary/ @net/editors",
        "/.github/ @net/editors",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ":1: The first line must be: folder,owners"),
        ("folder;owners\n", ":1: The first line must be: folder,owners"),
        (
            "folder,owners\nluton-pct\n",
            ":2: Write a folder, one comma, and its owners with spaces between them.",
        ),
        (
            "folder,owners\nlutn-pct,@x\n",
            ":2: There is no folder case_studies/lutn-pct. Did you mean 'luton-pct'?",
        ),
        ("folder,owners\nluton-pct,@x\nluton-pct,@y\n", ":3: 'luton-pct' is listed twice."),
        (
            "folder,owners\nluton-pct,\n",
            ":2: '' is no owner. Write @name, @organisation/team or an e-mail address.",
        ),
        (
            "folder,owners\nluton-pct,@x quality\n",
            ":2: 'quality' is no owner. Write @name, @organisation/team or an e-mail address.",
        ),
        (
            "folder,owners\nluton-pct,@x\n",
            ": The editors are missing. Add a line such as: *,@your-organisation/editors",
        ),
    ],
)
def test_a_broken_list_of_owners(text: str, said: str) -> None:
    with pytest.raises(BrokenOwners) as raised:
        read_owners(text, FOLDERS)
    assert str(raised.value) == OWNERS + said


def run(root: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(host_files, list(words), obj=str(root))
    return done.exit_code, (
        done.output
        if done.exception is None or isinstance(done.exception, SystemExit)
        else str(done.exception)
    )


def test_the_command(tmp_path: Path) -> None:
    root = write_network(tmp_path)
    write_file(root, OWNERS, "folder,owners\n*,@net/editors\n")
    assert run(root, "--check")[0] == 1
    assert run(root)[0] == 0
    assert run(root, "--check") == (0, "Everything is up to date.\n")
    write_file(root, OWNERS, "folder,owners\n*,@net/others\n")
    assert run(root, "--check") == (
        1,
        ".github/CODEOWNERS is out of date.\nWrite them anew with: practice host-files\n",
    )
    assert run(root) == (0, "Wrote .github/CODEOWNERS.\n")
    assert run(root, "--decap", str(tmp_path / "admin")) == (
        1,
        "Name the repository that Decap writes to: --repository OWNER/NAME",
    )
    said = "There is no folder case_studies/luton. Did you mean 'luton-pct'?"
    assert run(
        root, "--decap", str(tmp_path / "admin"), "--repository", "o/r", "--folder", "luton"
    ) == (1, said)
    assert run(root, "--decap", str(tmp_path / "admin"), "--repository", "o/r") == (
        0,
        "Wrote config.yml.\nWrote index.html.\n",
    )


EXAMPLE_LEFT = (
    "case_studies/_vocabulary/owners.csv: '@your-organisation/editors' is an example, so nobody is"
    " asked to review a change. Put your own editors there.\n"
)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("*,@your-organisation/editors\n", EXAMPLE_LEFT),
        ("*,@net/editors\nluton-pct,@luton/q @your-organisation/editors\n", EXAMPLE_LEFT),
        ("*,@net/editors\n", ""),
    ],
)
def test_a_network_that_keeps_the_example_for_its_editors_is_told(
    tmp_path: Path, rows: str, told: str
) -> None:
    root = write_network(tmp_path)
    write_file(root, OWNERS, f"folder,owners\n{rows}")
    code, said = run(root)
    assert (code, EXAMPLE_LEFT in said) == (0, bool(told))
    assert run(root, "--check") == (0, f"{told}Everything is up to date.\n")


def test_the_files_of_this_project_are_up_to_date(project: Path) -> None:
    assert run(project, "--check") == (
        0,
        f"{EXAMPLE_LEFT}Everything is up to date.\n",
    )  # a network of its own names its editors


def test_yaml_says_what_was_meant() -> None:
    node: Any = {
        "x": [],
        "a": {},
        "b": {"c": ["x: y", "yes", "\u2028", {"d": 1, "e": [True, ["f"]]}]},
        "g": "",
    }
    assert yaml.safe_load(yaml_text(node, "A remark\non two lines.")) == node


def test_decap_knows_every_field(tmp_path: Path) -> None:
    words = read_vocabularies(write_network(tmp_path))[0]
    made: dict[str, Any] = yaml.safe_load(
        config(words, Host("github", "o/r"), ["haringey-pct", "luton-pct"])
    )
    assert [collection["folder"] for collection in made["collections"]] == [
        "case_studies/haringey-pct",
        "case_studies/luton-pct",
    ]
    first, second = (collection["fields"] for collection in made["collections"])
    assert first == second
    assert [field["name"] for field in first] == [*(field.name for field in FIELDS), "body"]
    # What may be left out as a whole asks for none of its parts; an entry of a list asks for those
    # that it needs.
    asked = {
        field["name"]: [part["name"] for part in field["fields"] if part["required"]]
        for field in first
        if "fields" in field
    }
    assert asked["contact"] == asked["cost"] == []
    assert asked["staff_time"] == ["role", "amount"]


WORKFLOWS = sorted((Path(__file__).parents[2] / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_keeps_the_rules_that_make_it_safe(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    workflow: dict[Any, Any] = yaml.safe_load(text)
    assert "pull_request_target" not in workflow[True]  # YAML takes "on" for yes
    assert workflow["permissions"] == {}
    assert "secrets." not in text
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 30
        if "pull_request" in workflow[True]:
            assert job["permissions"] == {"contents": "read"}
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            if "uses" in step:
                assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
                assert re.search(rf"{step['uses']} # v\d+\.\d+\.\d+$", text, re.MULTILINE)
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_the_scripts_of_the_workflows_are_there_and_can_be_run(project: Path) -> None:
    named = set(
        re.findall(
            r"\.github/scripts/[\w.]+",
            "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS),
        )
    )
    assert named == {
        f".github/scripts/{path.name}" for path in (project / ".github" / "scripts").iterdir()
    }
    assert all(shutil.which(str(project / path)) for path in named)
