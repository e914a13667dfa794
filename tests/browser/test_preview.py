"""practice preview: the page of one case study, the same as on the site, and anew when its file is
saved.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from building import write_file, write_network, write_study

from .conftest import PATIENT, Site

ID = "newham-breast-screening-phone-calls"

pytestmark = pytest.mark.browser


@contextmanager
def previewing(root: Path, *words: str) -> Iterator[str]:
    """Run the command and give the address that it prints."""
    command = [sys.executable, "-m", "practice", "preview", "--no-open", *words]
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": "1795392000",
        "PRACTICE_REPO_URL": "https://code.example/network/exchange",
    }
    with subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        try:
            yield running.stdout.readline().strip()
        finally:
            running.terminate()
            assert running.wait(PATIENT / 1000) == 128 + signal.SIGTERM


@pytest.fixture
def root(tmp_path: Path, project: Path) -> Path:
    shutil.copy(project / "mkdocs.yml", tmp_path)
    (tmp_path / "docs").mkdir()
    return write_network(tmp_path)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        locale="en-GB", viewport={"width": 1200, "height": 1400}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def article_of(page: Page) -> str:
    """The markup of the case study; for print it says at what address it was read."""
    return page.inner_html("article").replace(page.url.partition("://")[2], "ADDRESS")


def test_it_is_the_page_of_the_site(project: Path, site: Site, page: Page) -> None:
    page.goto(f"{site.url}case-studies/{ID}/")
    words, menu, article = page.inner_text("main"), page.inner_text(".site-nav"), article_of(page)
    shown = page.screenshot()
    with previewing(project, ID) as address:
        page.goto(address)
        assert page.inner_text("main") == words
        assert page.inner_text(".site-nav") == menu
        assert article_of(page) == article
        assert page.screenshot() == shown


def test_a_draft_is_shown_and_changes_when_its_file_is_saved(root: Path, page: Page) -> None:
    file = write_study(root, "calls", status="draft", title="How calls began")
    with previewing(root, "calls") as address:
        page.goto(address)
        heading = page.locator("h1")
        expect(heading).to_have_text("How calls began")
        write_study(root, "calls", status="draft", title="How calls went on")
        expect(heading).to_have_text("How calls went on")
        text = file.read_text(encoding="utf-8").replace("queues", "quues")
        file.write_text(text, encoding="utf-8")
        expect(heading).to_have_text("Not ready yet")
        assert page.locator("main li p").first.inner_text().startswith("Line ")
        assert "'quues' is not one of our topics. Did you mean 'queues'?" in page.inner_text("main")


def test_a_file_that_is_taken_away_is_said_to_be_gone_and_may_come_back(
    root: Path, page: Page
) -> None:
    file = write_study(root, "calls", title="How calls began")
    with previewing(root, "calls") as address:
        page.goto(address)
        heading = page.locator("h1")
        expect(heading).to_have_text("How calls began")
        file.unlink()
        expect(heading).to_have_text("The file is gone")
        assert "There is no case study calls.md any more." in page.inner_text("main")
        write_study(root, "calls", title="How calls came back")
        expect(heading).to_have_text("How calls came back")


def test_whoever_ends_it_ends_the_server_too(root: Path) -> None:
    with previewing(root, "slow-queue") as address:
        urllib.request.urlopen(address, timeout=PATIENT / 1000).close()
    with pytest.raises(urllib.error.URLError, match="refused"):
        urllib.request.urlopen(address, timeout=PATIENT / 1000)


def test_a_broken_list_of_words_is_named(root: Path, page: Page) -> None:
    write_file(root, "case_studies/_vocabulary/topics.yml", "- id: [broken")
    with previewing(root, "slow-queue") as address:
        page.goto(address)
        expect(page.locator("h1")).to_have_text("Not ready yet")
        assert "1 problem to mend in case_studies/_vocabulary/topics.yml." in page.inner_text(
            "main"
        )
        assert page.locator("main li").count() == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["slow-queues"],
            "practice: There is no case study 'slow-queues'. Did you mean 'slow-queue'?\n",
        ),
        (
            ["atlantis"],
            "practice: There is no case study 'atlantis'. 'practice search' finds one.\n",
        ),
    ],
)
def test_a_case_study_that_is_not_there_is_said_not_to_be(
    words: list[str], message: str, root: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "practice", "preview", *words],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message)
