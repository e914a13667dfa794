"""Decap CMS in Chromium, with its local back end: a case study written by hand lands in a real repository and passes the checks.

Run by `make decap`, not by the other tests: Decap and its server bring some 700 packages of Node.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml
from playwright.sync_api import Page, expect, sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from building import write_network, write_study  # noqa: E402
from reviewing.repositories import ENVIRONMENT, git, practice, start  # noqa: E402

TEXTS = {
    "title": "Bilingual staff: a call before the first visit",
    "summary": "Staff rang people in Bengali before their first visit.",
    "started": "2008",
    "reviewed": "2026-11-20",
    "role": "Clinic manager",
    "email": "clinic@trust.example",
}
CHOSEN = {
    "trusts": "Haringey Teaching PCT",
    "themes": "Service improvement",
    "communities": "Bangladeshi",
    "topics": "Queues and waiting",
    "stage": "Running",
    "outcome": "Worked",
    "evidence": "Described",
    "origin": "Written by the trust",
}
SECTIONS = ("The problem", "What was done", "What happened", "What was learned")
BODY = "\n\n".join(f"## {heading}\n\nWords on *this*, and 100 & more: {heading.lower()}." for heading in SECTIONS)
PATH = "case_studies/haringey-pct/bilingual-staff-a-call-before-the-first-visit.md"
EXPECTED = f"""\
---
title: "{TEXTS["title"]}"
summary: {TEXTS["summary"]}
trusts:
  - Haringey Teaching PCT
themes:
  - service-improvement
communities:
  - bangladeshi
topics:
  - queues
started: "2008"
stage: running
outcome: worked
evidence: described
origin: contributed
contact:
  role: Clinic manager
  email: clinic@trust.example
reviewed: 2026-11-20
---
{BODY}
"""


MENDED = "Staff rang people, and fewer of them left."
SOURCE = {"title": "A report", "publisher": "A journal", "url": "https://www.example.org/report"}
MEASURE = {"name": "People who left", "kind": "outcome", "baseline": 43, "result": "almost 12", "unit": "per cent"}
COMPILED = {"origin": "compiled", "contact": None, "sources": [SOURCE], "measures": [MEASURE], "started": "about 2005"}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def pages(folder: Path) -> Iterator[str]:
    """Serve the pages of Decap on this computer."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/index.html"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def back_end(root: Path) -> Iterator[str]:
    """Run Decap's own local back end on the repository."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"MODE": "git", "PORT": str(port), "BIND_HOST": "127.0.0.1", "GIT_REPO_DIRECTORY": str(root)}
    command = ["node", str(HERE / "node_modules/decap-server/dist/index.js")]
    server = subprocess.Popen(command, cwd=root, env={**os.environ, **ENVIRONMENT, **settings}, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        next(line for line in server.stdout if "listening" in line)
        threading.Thread(target=server.stdout.read, daemon=True).start()
        yield f"http://127.0.0.1:{port}/api/v1"
    finally:
        server.terminate()
        server.wait()


def write(page: Page, url: str) -> None:
    """Write a case study as a person would."""
    page.goto(url)
    page.get_by_role("button", name="Login").click()
    page.locator("a[href$='/haringey-pct/new']").click()
    for name, text in TEXTS.items():
        page.locator(f"[id^={name}-field]").first.fill(text)
    for name, label in CHOSEN.items():
        box = page.locator(f"input[id^={name}-field]")
        box.fill(label)
        page.get_by_role("option", name=label, exact=True).click()
    text = page.locator("[data-slate-editor=true]")
    text.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(BODY)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Changes saved")).to_be_visible()


def edit(page: Page, url: str) -> None:
    """Mend the summary of a case study that the editors compiled: it has no contact, which is nothing to ask for."""
    page.goto("about:blank")
    page.goto(f"{url}#/collections/haringey-pct/entries/compiled")
    expect(page.locator("[id^=title-field]").first).to_have_value("How we did compiled")
    page.locator("[id^=summary-field]").fill(MENDED)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Changes saved")).to_be_visible()


def values(text: str) -> dict[str, object]:
    """Return the front matter, every value as text: Decap puts other quotes round dates and figures."""
    front: dict[str, object] = yaml.load(text.split("---\n")[1], yaml.BaseLoader)
    return front


def main() -> None:
    """Write, save, and look at what came of it."""
    with tempfile.TemporaryDirectory() as work:
        root, admin = Path(work) / "network", Path(work) / "admin"
        write_network(root, ("slow-queue",))
        (root / PATH).parent.mkdir(parents=True, exist_ok=True)
        write_study(root, "compiled", **COMPILED)
        before = (root / "case_studies/haringey-pct/compiled.md").read_text()
        start(root)
        git(root, "checkout --quiet main")
        practice(root, f"host-files --decap {admin} --repository net/exchange --folder haringey-pct")
        for part in (HERE / "node_modules/decap-cms/dist").glob("*decap-cms.js"):
            shutil.copy(part, admin)
        chromium = (
            os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        )
        with back_end(root) as api, pages(admin) as url, sync_playwright() as driver:
            config = admin / "config.yml"
            config.write_text(config.read_text().replace("local_backend: true", f'local_backend: {{"url": "{api}"}}'))
            browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page()
            try:
                write(page, url)
                edit(page, url)
            except Exception:
                page.screenshot(path=str(HERE / "failed.png"), full_page=True)
                raise
            browser.close()
        new, old = "cms/haringey-pct/" + Path(PATH).stem, "cms/haringey-pct/compiled"
        assert git(root, "for-each-ref --format=%(refname:short) refs/heads/cms").split() == [new, old]
        assert git(root, f"diff --name-only main {new}") == f"{PATH}\n"
        assert git(root, f"show {new}:{PATH}") == EXPECTED
        git(root, f"checkout --quiet {new}")
        assert practice(root, "check") == "4 case studies checked: no problems.\n"
        git(root, f"checkout --quiet {old}")
        assert practice(root, "check") == "3 case studies checked: no problems.\n"
        after = (root / "case_studies/haringey-pct/compiled.md").read_text()
        assert values(after) == {**values(before), "summary": MENDED}
        assert after.partition("\n---\n")[2].strip() == before.partition("\n---\n")[2].strip()
    print("Decap wrote a case study, and it passes every check.")


if __name__ == "__main__":
    main()
