"""A new file is there whole or not at all, and never in the place of another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from practice.forms.saving import keep_draft, write_new
from review.repositories import git

resource = pytest.importorskip("resource", reason="Windows sets no limits.")


@pytest.fixture(params=["links", "no links"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def refuse(*_: object) -> None:
        raise OSError("no second names here")

    if request.param == "no links":
        monkeypatch.setattr(os, "link", refuse)
    return tmp_path


def test_a_file_is_written_into_a_new_folder_with_the_usual_rights(folder: Path) -> None:
    write_new(folder / "new" / "calls.md", "Calls")
    (folder / "plain").touch()
    assert (folder / "new/calls.md").read_text(encoding="utf-8") == "Calls"
    assert (folder / "new/calls.md").stat().st_mode == (folder / "plain").stat().st_mode
    assert [path.name for path in (folder / "new").iterdir()] == ["calls.md"]


def test_what_is_there_stays(folder: Path) -> None:
    (folder / "calls.md").write_text("first", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_new(folder / "calls.md", "second")
    assert [(path.name, path.read_text(encoding="utf-8")) for path in folder.iterdir()] == [
        ("calls.md", "first")
    ]


def test_on_a_full_disk_nothing_is_left(folder: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            write_new(folder / "new" / "calls.md", "x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(folder.iterdir()) == []


def test_a_draft_is_never_committed(tmp_path: Path) -> None:
    git(tmp_path, "init --quiet")
    brought = tmp_path / ".practice" / "drafts" / ".gitignore"
    brought.parent.mkdir(parents=True)
    brought.write_text("!*\n")
    first, second = (keep_draft(tmp_path, "calls", "{}") for _ in range(2))
    assert (first.name, second.name) == ("calls.json", "calls-2.json")
    assert git(tmp_path, "status --porcelain --untracked-files=all") == ""
