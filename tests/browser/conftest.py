"""The real site, built once, served under a sub-path as a code host does, and a browser to read it
with.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from practice.site.settings import POLICY

SUB_PATH = "/network/"
# What is awaited comes, if it ever does: a busy computer may take its time.
PATIENT = 60_000
expect.set_options(timeout=PATIENT)
# Nothing but the pages asked for: a browser's own errands would look like requests of ours.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
QUIET += ["--disable-component-update", "--disable-sync"]


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files and writes no log."""

    def log_message(self, *_: object) -> None:
        pass

    def copyfile(self, source: Any, outputfile: Any) -> None:
        # A browser that leaves a page hangs up on what it was loading.
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)


class _Handler(QuietHandler):
    """Serves files under our policy, and the site's own page for an address where there is none."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = Path(self.directory, SUB_PATH.strip("/"), "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@dataclass(frozen=True)
class Site:
    """Where the built site lies, and where it is served."""

    folder: Path
    url: str


@contextmanager
def serving_files(folder: Path, handler: type[QuietHandler] = QuietHandler) -> Iterator[str]:
    """Serve what is, or will be, in `folder`, at a free port of this computer."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def serving(top: Path) -> Iterator[Site]:
    """Serve what is, or will be, in the folder of the sub-path under `top`."""
    with serving_files(top, _Handler) as url:
        yield Site(top / SUB_PATH.strip("/"), url.rstrip("/") + SUB_PATH)


@pytest.fixture(scope="session")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of the real collection, built with --strict."""
    with serving(tmp_path_factory.mktemp("served")) as served:
        build(project, served)
        yield served


def build(root: Path, site: Site) -> None:
    """Build the site of the content repository at `root` where it is served. A warning of MkDocs
    fails the test.
    """
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site.folder)],
        cwd=root,
        env=os.environ
        | {
            "PRACTICE_SITE_URL": site.url,
            "PRACTICE_REPO_URL": "https://code.example/network/exchange",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium that runs no errands of its own."""
    names = [
        os.environ.get("CHROMIUM", ""),
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
    ]
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    assert path, "The browser tests need Chromium: tests/install_browser.sh says how to get it."
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield opened
        opened.close()


@dataclass
class Visit:
    """One reader's visit: the page, and what went wrong or went elsewhere while reading."""

    page: Page
    url: str
    wrong: list[str] = field(default_factory=list)

    def go(self, address: str) -> Page:
        """Open an address of the site."""
        self.page.goto(self.url + address)
        return self.page


@pytest.fixture
def visit(site: Site, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visit with a fresh browser profile; afterwards nothing may have gone wrong or left the
    host.

    Parametrize it indirectly with options of a browser context, such as a viewport or a colour
    scheme.
    """
    with visiting(site, browser, getattr(request, "param", {})) as made:
        yield made


@contextmanager
def visiting(site: Site, browser: Browser, options: Mapping[str, Any]) -> Iterator[Visit]:
    """Visit `site`, and see afterwards that nothing went wrong or left the host."""
    context = browser.new_context(locale="en-GB", **options)
    context.set_default_timeout(PATIENT)
    made = Visit(context.new_page(), site.url)
    made.page.on(
        "console",
        lambda message: (
            made.wrong.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    made.page.on("pageerror", lambda error: made.wrong.append(str(error)))
    made.page.on(
        "request",
        lambda asked: (
            made.wrong.append(asked.url)
            if not asked.url.startswith((site.url, "data:", "blob:"))
            else None
        ),
    )
    try:
        yield made
    finally:
        context.close()
    assert made.wrong == []
