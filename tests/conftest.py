"""What all tests share: golden files, the real collection, and a fixed day."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from practice.cache import CACHE
from practice.project import Workspace, open_workspace

PROJECT = Path(__file__).parent.parent
TODAY = datetime.date(2026, 11, 23)

# Tests assert what is right, never how long it takes; a slow computer must not fail them. What
# Hypothesis finds by chance is for whoever is at work: in CI, the same change has the same verdict.
settings.register_profile(
    "project", deadline=None, print_blob=True, derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("project")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="Write golden files and transcripts anew; then read the difference.",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: drives a real Chromium.")
    config.addinivalue_line("markers", "node: runs a program of Node.")


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep every index in a folder of the run, for the processes that tests start too."""
    run = tmp_path_factory.getbasetemp()
    os.environ[CACHE] = str((run.parent if "PYTEST_XDIST_WORKER" in os.environ else run) / "cache")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file `golden/<name>` beside the test."""
    folder = Path(request.path).parent / "golden"

    def compare(name: str, text: str) -> None:
        path = folder / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), (
            f"{path} is missing: run pytest --update-golden and read what it wrote"
        )
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of this project, which is a content repository too."""
    return PROJECT


@pytest.fixture(scope="session")
def real() -> Workspace:
    """The real collection, read and checked on a fixed day."""
    return open_workspace(PROJECT, TODAY, processes=1)
