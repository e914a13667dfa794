"""practice serve: the site on this computer, and a plain word when the port is taken."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from building import write_network

# Seconds; a busy computer may take its time.
PATIENT = 600


@pytest.fixture
def site(tmp_path: Path, project: Path) -> Path:
    root = write_network(tmp_path / "network")
    shutil.copy(project / "mkdocs.yml", root)
    shutil.copytree(project / "docs", root / "docs")
    return root


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        yield held.getsockname()[1]


def serve(site: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "practice", "serve", "--port", str(port)]
    return subprocess.Popen(
        command,
        cwd=site,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
        # Tests that run in the background are deaf to Ctrl-C, and so would be what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def test_a_taken_port_is_a_plain_message_that_names_another(site: Path, taken: int) -> None:
    with serve(site, taken) as server:
        said = server.communicate(timeout=PATIENT)[0]
    assert server.returncode == 2
    assert said.startswith(
        f"practice: Port {taken} of this computer is in use by another program. Port "
    )
    assert "is free: practice serve --port " in said


def test_a_repository_without_a_site_says_so(tmp_path: Path) -> None:
    root = write_network(tmp_path / "network")
    with serve(root, 8000) as server:
        said = server.communicate(timeout=PATIENT)[0]
    assert server.returncode == 2
    assert "has no mkdocs.yml" in said


def until(server: subprocess.Popen[str], address: str, words: str) -> str:
    """Return the page at `address` once it holds `words`; builds take their time."""
    page, given_up = "", time.monotonic() + PATIENT
    while server.poll() is None and time.monotonic() < given_up:
        try:
            with urllib.request.urlopen(address, timeout=PATIENT) as answer:
                page = answer.read().decode()
        except (urllib.error.URLError, ConnectionError):
            pass  # not there yet
        if words in page:
            return page
        time.sleep(0.1)
    raise AssertionError(f"{address} never held {words!r}: {page[:2000]}")


def test_the_site_is_served_and_follows_a_change(site: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = serve(site, port)
    try:
        address = f"http://127.0.0.1:{port}/case-studies/slow-queue/"
        assert "livereload" in until(server, address, "How we did slow-queue")
        study = site / "case_studies/haringey-pct/slow-queue.md"
        study.write_text(
            study.read_text(encoding="utf-8").replace(
                "How we did slow-queue", "How the queue got short"
            ),
            encoding="utf-8",
        )
        until(server, address, "How the queue got short")
    finally:
        server.send_signal(signal.SIGINT)
        said = server.communicate(timeout=PATIENT)[0]
    assert "2 case studies checked: no problems." in said
    assert f"http://127.0.0.1:{port}/" in said
    assert "Traceback" not in said
