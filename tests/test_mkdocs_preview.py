"""What makes a preview quick changes nothing of what MkDocs makes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from jinja2 import FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from practice.site.mkdocs_preview import QuickTheme, compiled_templates


def copied(theme: Theme, project: Path) -> list[str]:
    config = MkDocsConfig(str(project / "mkdocs.yml"))
    config.load_dict(
        {"site_name": "Test", "theme": {"name": "material"}, "docs_dir": str(project / "docs")}
    )
    config.validate()
    config.theme = theme
    files = Files([])
    files.add_files_from_theme(theme.get_env(), config)
    return sorted(file.src_uri for file in files)


def test_the_same_files_of_the_theme_are_copied(project: Path) -> None:
    theme = Theme("material")
    expected = copied(theme, project)
    assert any(name.endswith(".js") for name in expected)
    assert copied(QuickTheme(theme, None), project) == expected


def test_a_changed_template_is_compiled_anew(tmp_path: Path) -> None:
    kept, own = tmp_path / "kept", tmp_path / "own"
    kept.mkdir()
    own.mkdir()
    theme = Theme("material", custom_dir=str(own))
    for text in ("one", "one", "two"):
        (own / "page.html").write_text(text, encoding="utf-8")
        assert (
            QuickTheme(theme, FileSystemBytecodeCache(str(kept)))
            .get_env()
            .get_template("page.html")
            .render()
            == text
        )
        assert len(list(kept.iterdir())) == 1


def test_nothing_is_kept_where_somebody_else_could_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert compiled_templates() is None
