"""Decap CMS with its own local back end: what is written and mended there lands in a real
repository and passes the checks.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from building import write_network, write_study
from review.repositories import ENVIRONMENT, git, practice, start

from .conftest import PATIENT, serving_files

pytestmark = [pytest.mark.browser, pytest.mark.node]

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
BODY = "\n\n".join(
    f"## {heading}\n\nWords on *this*, and 100 & more: {heading.lower()}." for heading in SECTIONS
)
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
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
MENDED = "Staff rang people, and fewer of them left."
SOURCE = {"title": "A report", "publisher": "A journal", "url": "https://www.example.org/report"}
MEASURE = {
    "name": "People who left",
    "kind": "outcome",
    "baseline": 43,
    "result": "almost 12",
    "unit": "per cent",
}
COMPILED = {
    "origin": "compiled",
    "contact": None,
    "sources": [SOURCE],
    "measures": [MEASURE],
    "started": "about 2005",
}


@dataclass(frozen=True)
class Editor:
    """Decap's page as somebody has it open, and the repository behind it."""

    page: Page
    root: Path

    def write(self, text: str) -> None:
        """Put `text` in place of all there is, until Decap's editor draws it as its own.

        For a moment after a click it does not listen yet, and what comes then is lost.
        """
        body = self.page.locator("[data-slate-editor=true]")
        for _ in range(100):
            body.click()
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(text)
            self.page.evaluate(DRAWN)
            if body.locator("[data-slate-string]").all_inner_texts() == [text]:
                return
        raise AssertionError(body.inner_text())

    def save(self) -> None:
        """Save, and wait until the back end has it."""
        self.page.get_by_role("button", name="Save").click()
        expect(self.page.get_by_text("Changes saved")).to_be_visible()

    def proposed(self) -> tuple[str, str]:
        """Return the paths that Decap's one branch changes, and what practice says of the
        collection there.
        """
        branch = git(self.root, "for-each-ref --format=%(refname:short) refs/heads/cms").strip()
        # A clone, as the back end goes on checking out one branch and another.
        git(self.root, f"clone --quiet --branch {branch} . {self.clone}")
        return git(self.root, f"diff --name-only main {branch}"), practice(self.clone, "check")

    @property
    def clone(self) -> Path:
        return self.root.with_name("clone")


@contextmanager
def back_end(program: Path, root: Path) -> Iterator[str]:
    """Run Decap's own local back end on the repository."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "MODE": "git",
        "PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "GIT_REPO_DIRECTORY": str(root),
    }
    environment = os.environ | ENVIRONMENT | settings
    command = ["node", str(program)]
    with (
        subprocess.Popen(
            command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True
        ) as server,
        ThreadPoolExecutor() as beside,
    ):
        assert server.stdout
        try:
            assert any("listening" in line for line in server.stdout), (
                "Decap's back end did not start."
            )
            # It names every request, and would stop at a full pipe.
            beside.submit(server.stdout.read)
            yield f"http://127.0.0.1:{port}/api/v1"
        finally:
            server.terminate()


@pytest.fixture
def editor(project: Path, browser: Browser, tmp_path: Path) -> Iterator[Editor]:
    """Decap on a small network, with the configuration that `practice host-files` writes for one of
    its folders.
    """
    node, root, admin = project / ".venv/node", tmp_path / "network", tmp_path / "admin"
    assert node.is_dir(), "Decap is not installed: make .venv/node-ready"
    write_study(write_network(root), "compiled", **COMPILED)
    start(root)
    git(root, "checkout --quiet main")
    practice(root, f"host-files --decap {admin} --repository net/exchange --folder haringey-pct")
    for part in (node / "decap-cms/dist").glob("*decap-cms.js"):
        shutil.copy(part, admin)
    with (
        back_end(node / "node_modules/decap-server/dist/index.js", root) as api,
        serving_files(admin) as url,
    ):
        config = (admin / "config.yml").read_text(encoding="utf-8")
        assert config.count("local_backend: true") == 1
        (admin / "config.yml").write_text(
            config.replace("local_backend: true", f"local_backend: {{url: '{api}'}}"),
            encoding="utf-8",
        )
        context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.set_default_timeout(PATIENT)
        page.goto(url)
        page.get_by_role("button", name="Login").click()
        yield Editor(page, root)
        context.close()


def values(text: str) -> dict[str, object]:
    """Return the front matter, every value as text: Decap puts other quotes round dates and
    figures.
    """
    front: dict[str, object] = yaml.load(text.split("---\n")[1], yaml.BaseLoader)
    return front


def test_a_case_study_written_there_is_a_file_without_faults(editor: Editor) -> None:
    page = editor.page
    page.locator("a[href$='/haringey-pct/new']").click()
    for name, text in TEXTS.items():
        box = page.locator(f"[id^={name}-field]").first
        box.fill(text)
        expect(box).to_have_value(text)
    for name, label in CHOSEN.items():
        page.locator(f"input[id^={name}-field]").fill(label)
        page.get_by_role("option", name=label, exact=True).click()
    editor.write(BODY)
    editor.save()
    assert editor.proposed() == (f"{PATH}\n", "4 case studies checked: no problems.\n")
    assert (editor.clone / PATH).read_text(encoding="utf-8") == EXPECTED


def test_mending_one_field_changes_no_other(editor: Editor) -> None:
    # The editors compiled this one: it has no contact, which is nothing to ask for.
    path = "case_studies/haringey-pct/compiled.md"
    before = (editor.root / path).read_text(encoding="utf-8")
    page = editor.page
    page.locator("a[href$='/entries/compiled']").click()
    expect(page.locator("[id^=title-field]").first).to_have_value("How we did compiled")
    page.locator("[id^=summary-field]").fill(MENDED)
    editor.save()
    assert editor.proposed() == (f"{path}\n", "3 case studies checked: no problems.\n")
    after = (editor.clone / path).read_text(encoding="utf-8")
    assert values(after) == {**values(before), "summary": MENDED}
    assert after.partition("\n---\n")[2].strip() == before.partition("\n---\n")[2].strip()
