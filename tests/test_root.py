"""Where the content repository is."""

from __future__ import annotations

from pathlib import Path

import pytest

from practice.content.files import NoContentRepository, find_root


@pytest.fixture
def network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("PRACTICE_ROOT", raising=False)
    root = tmp_path / "network"
    (root / "case_studies" / "_vocabulary").mkdir(parents=True)
    (root / "docs" / "deep").mkdir(parents=True)
    return root


def test_it_is_found_from_any_folder_inside(network: Path) -> None:
    assert find_root(start=network / "docs" / "deep") == network
    assert find_root(start=network / "case_studies" / "_vocabulary") == network


def test_what_is_named_wins_over_the_environment_and_that_over_the_folder(
    network: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    (other / "case_studies" / "_vocabulary").mkdir(parents=True)
    monkeypatch.setenv("PRACTICE_ROOT", str(other))
    assert find_root(start=network) == other
    assert find_root(str(network)) == network


def test_a_folder_that_is_none_is_refused_in_words(network: Path, tmp_path: Path) -> None:
    with pytest.raises(NoContentRepository, match="is not a content repository"):
        find_root(str(tmp_path))
    with pytest.raises(NoContentRepository, match="no content repository here or above"):
        find_root(start=tmp_path)
