"""Whatever a contributor wrote, the built page does nothing but show it."""

from __future__ import annotations

import shutil
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from building import write_network
from pages.test_case_page import HOSTILE, everywhere
from pages.world import catalogue, elements, links, study
from practice.model.case_study import Section
from practice.model.dates import PartialDate
from practice.model.diagnostics import Report
from practice.site import mkdocs_plugin

# What a section may be made of. All else must stand on the page as often as on a harmless one.
TEXT = {"p", "h3", "ul", "li", "pre", "code", "a"}
BODIES = [
    *HOSTILE,
    "<div onclick='x'>\n\n# Big\n\n</div>",
    "![a](data:image/png;base64,AA)",
    "<https://x.example/\"onx='>",
]


@pytest.fixture(scope="module")
def pages(project: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The built pages: a harmless one, then one for each hostile text, which stands in every field
    and in a section.
    """
    root = write_network(tmp_path_factory.mktemp("hostile"))
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    kept = (
        settings[: settings.index("\nnav:")] + settings[settings.index("\ntheme:") :]
    )  # our own prose pages are not there
    (root / "mkdocs.yml").write_text(kept, encoding="utf-8")
    shutil.copytree(project / "docs" / "reference", root / "docs" / "reference")
    studies = [
        study(
            f"s-{place:02}",
            sections=(Section("The problem", text), Section(text, "Body.")),
            **everywhere(text),
        )
        for place, text in enumerate(["harmless", *BODIES])
    ]
    # The newest and the oldest of the theme, so that every page between has one before and one
    # after.
    first, last = (
        study("a-first", started=PartialDate(2020)),
        study("z-last", started=PartialDate(1990), status="retired"),
    )
    world = catalogue(first, *studies, last)
    opened = SimpleNamespace(catalogue=world, report=Report(), folders={})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mkdocs_plugin, "open_workspace", lambda _: opened)
        patch.setattr(mkdocs_plugin, "refresh", lambda *_: None)
        patch.setattr(mkdocs_plugin, "open_lookup", lambda *_: nullcontext())
        patch.setattr(mkdocs_plugin, "related", lambda *_: {})
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    return [
        (root / "site" / "case-studies" / one.id / "index.html").read_text(encoding="utf-8")
        for one in studies
    ]


@pytest.mark.parametrize("place", range(1, len(BODIES) + 1), ids=BODIES)
def test_the_built_page_only_shows_it(pages: list[str], place: int) -> None:
    harmless, hostile = elements(pages[0]), elements(pages[place])
    assert _doing(hostile) == _doing(harmless)
    assert {names for _, names in hostile} - {names for _, names in harmless} <= {("href", "rel")}
    assert not any(
        link.strip().lower().startswith(("javascript:", "data:")) for link in links(pages[place])
    )


def _doing(found: list[tuple[str, tuple[str, ...]]]) -> Counter[str]:
    return Counter(tag for tag, _ in found if tag not in TEXT)
