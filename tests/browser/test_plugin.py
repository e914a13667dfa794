"""The plugin on a small network: the words of the checks, files beside studies, pages by hand, edit
links, search.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import pytest
from markupsafe import escape
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from building import SECTIONS, sections, write_file, write_network, write_study
from practice.project import open_workspace
from practice.site.settings import POLICY

SETTINGS = """\
site_name: Town exchange
repo_url: https://code.example/town
edit_uri: edit/main/docs/
plugins:
  - practice:
      purpose: What we tried.
theme:
  name: material
  font: false
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_network(tmp_path)
    write_file(tmp_path, "mkdocs.yml", SETTINGS)
    write_file(tmp_path, "docs/about.md", "# About\n\nBy hand.\n")
    return tmp_path


def make(root: Path, strict: bool = False, command: Literal["build", "serve"] = "build") -> Path:
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"), strict=strict)
    config.plugins.on_startup(command=command, dirty=False)
    build(config)
    return root / "site"


def page(root: Path, address: str) -> str:
    return (root / "site" / address / "index.html").read_text(encoding="utf-8")


def test_a_small_network_becomes_a_site(root: Path) -> None:
    make(root, strict=True)
    assert "Town exchange" in page(root, "")
    assert "What we tried." in page(root, "")
    assert "Luton PCT" in page(root, "case-studies/slow-queue")
    assert (
        '<a href="https://code.example/town/edit/main/case_studies/haringey-pct/slow-queue.md">'
        in page(root, "case-studies/slow-queue")
    )
    assert (root / "site" / "pagefind" / "pagefind.js").is_file()
    assert (root / "site" / "assets" / "practice" / "practice.css").is_file()


def test_problems_stand_there_in_the_words_of_the_checks(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_study(root, "wrong-topic", topics=["quues"])
    expected = [str(problem) for problem in open_workspace(root).report]
    assert any("wrong-topic.md" in line and "quues" in line for line in expected)
    caplog.set_level(logging.INFO, logger="mkdocs.plugins.practice")
    make(root)
    assert [
        record.getMessage() for record in caplog.records if record.levelno == logging.WARNING
    ] == expected
    assert not (root / "site" / "case-studies" / "wrong-topic").exists()
    assert (root / "site" / "case-studies" / "slow-queue").exists()
    with pytest.raises(Abort):
        make(root, strict=True)


def test_files_beside_a_study_are_published_once_and_linked(root: Path) -> None:
    body = sections(
        SECTIONS | {"What was done": "See ![the poster](poster.png) and [the script](script.pdf)."}
    )
    write_study(root, "with-poster", body=body)
    write_file(root, "case_studies/haringey-pct/forgotten.csv", "Month,Calls\nMay,41\n")
    site = make(root, strict=True)
    assert not (site / "files" / "haringey-pct" / "forgotten.csv").exists()
    assert (
        '<img src="../../files/haringey-pct/poster.png" alt="the poster" loading="lazy">'
        in page(root, "case-studies/with-poster")
    )
    assert '<a href="../../files/haringey-pct/script.pdf" rel="noopener">the script</a>' in page(
        root, "case-studies/with-poster"
    )
    assert (site / "files" / "haringey-pct" / "poster.png").read_bytes().startswith(b"\x89PNG")


def test_a_page_written_by_hand_wins(root: Path) -> None:
    write_file(root, "docs/themes/leadership.md", "# Leadership\n\nOur own words.\n")
    make(root)
    assert "Our own words." in page(root, "themes/leadership")


def test_without_a_repository_no_page_has_half_an_address(root: Path) -> None:
    write_file(root, "mkdocs.yml", SETTINGS.replace("repo_url: https://code.example/town\n", ""))
    make(root, strict=True)
    assert "edit/main" not in page(root, "case-studies/slow-queue") + page(root, "about")
    assert "Tell the editors:" in page(root, "case-studies/slow-queue")


def test_a_draft_and_a_retired_study(root: Path) -> None:
    write_study(root, "not-yet", status="draft")
    write_study(root, "no-more", status="retired", retired_because="Replaced by a law.")
    site = make(root, strict=True)
    assert not (site / "case-studies" / "not-yet").exists()
    assert "Replaced by a law." in page(root, "case-studies/no-more")


def test_the_policy_stands_in_every_page_but_not_while_the_site_is_worked_on(root: Path) -> None:
    make(root)
    assert f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">' in page(
        root, "about"
    )
    make(root, command="serve")  # its live reload is a script in the page
    assert "Content-Security-Policy" not in page(root, "about")


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("default-src 'self'", ['content="default-src &#39;self&#39;"']), ("''", [])],
)
def test_a_network_can_set_a_policy_of_its_own_or_none(
    root: Path, policy: str, expected: list[str]
) -> None:
    write_file(root, "mkdocs.yml", SETTINGS.replace("theme:", f"      policy: {policy}\ntheme:"))
    make(root)
    assert re.findall(r'Content-Security-Policy" (content=".*?")', page(root, "about")) == expected


def test_a_site_with_an_address_can_be_added_to_a_browsers_search_engines(root: Path) -> None:
    make(root)
    assert "opensearch" not in page(root, "about")
    assert not (root / "site" / "opensearch.xml").exists()
    write_file(root, "mkdocs.yml", f"{SETTINGS}site_url: https://town.example/a\n")
    make(root)
    described = ElementTree.parse(root / "site" / "opensearch.xml").getroot()
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert [(child.tag.removeprefix(space), child.text or child.attrib) for child in described] == [
        ("ShortName", "Town exchange"),
        ("Description", "What we tried."),
        ("InputEncoding", "UTF-8"),
        (
            "Url",
            {
                "type": "text/html",
                "method": "get",
                "template": "https://town.example/a/search/?q={searchTerms}",
            },
        ),
    ]
    link = (
        '<link rel="search" type="application/opensearchdescription+xml" title="Town exchange"'
        ' href="../opensearch.xml">'
    )
    assert link in page(root, "about")
