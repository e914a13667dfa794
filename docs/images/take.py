"""Take the pictures of the real site anew, for the README and the contributors' guide: `make
picture`.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import FloatRect, Locator, Page, sync_playwright

HERE = Path(__file__).parent
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main() -> None:
    """Build the site, open it in Chromium, and write home.png and the pictures in ../contribute."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "--quiet", "build", "--site-dir", folder],
            cwd=HERE.parent.parent,
            check=True,
        )
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0),
            functools.partial(http.server.SimpleHTTPRequestHandler, directory=folder),
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=QUIET
            )
            page = browser.new_page(viewport={"width": 1200, "height": 860}, color_scheme="light")
            page.goto(f"http://127.0.0.1:{server.server_port}/")
            page.screenshot(path=HERE / "home.png")
            page.goto(f"http://127.0.0.1:{server.server_port}/contribute/write/")
            pictures_of_form(page)
            browser.close()
        server.shutdown()


def pictures_of_form(page: Page) -> None:
    """Fill in a little, as somebody might, and take a picture of each thing that helps."""
    page.set_viewport_size({"width": 760, "height": 1040})
    page.get_by_role("button", name="Start now").click()
    page.get_by_label("What did you do? Give it a title").fill(
        "Phone calls in the patient's language before breast screening"
    )
    page.get_by_label("Sum it up").fill(
        "Bilingual staff rang women who had missed screening, and booked a new day with them. More"
        " came."
    )
    page.get_by_role("combobox").fill("haringey")
    page.evaluate("scrollTo(0, document.querySelector('#write-title').offsetTop - 16)")
    save(page, "form")
    page.get_by_role("option", name="Haringey Teaching PCT").click()
    page.get_by_label("When did it begin?").fill("last summer")
    page.get_by_label("When did it begin?").blur()
    save(page, "problem", page.locator(".q", has=page.locator("#q-started-error")).last)
    page.evaluate("location.hash = '#about'")
    communities = page.get_by_role("combobox", name="Who was it for?")
    communities.fill("bengali")
    save(page, "terms", page.locator(".q", has=communities).last, below=105)
    page.evaluate(FINISHED)
    page.reload()
    page.get_by_role("heading", name="Check and send").wait_for()
    page.evaluate("scrollTo(0, document.querySelector('#write-step').offsetTop - 16)")
    page.set_viewport_size({"width": 760, "height": 820})
    save(page, "send")


# A draft with nothing left to mend: what a published case study says, as its trust would write it.
FINISHED = """async () => {
  const study = "newham-breast-screening-phone-calls";
  const answers = await (await fetch(`../../assets/written/${study}.json`)).json();
  const title = "Phone calls before breast screening";
  const related = ["newham-breast-screening-phone-calls"]; // so that it is not said to be the same
  const contact = { role: "Screening lead", email: "screening@trust.example" };
  const origin = "contributed";
  Object.assign(answers, {
    path: "",
    fields: { ...answers.fields, title, related, origin, contact },
  });
  addEventListener("pagehide", () => {
    const draft = JSON.stringify({ version: 1, saved: new Date().toISOString(), answers });
    localStorage.setItem(`practice.write:${location.pathname}:new`, draft);
  });
  location.hash = "#send";
}"""


def save(page: Page, name: str, part: Locator | None = None, below: int = 0) -> None:
    """Write one picture, of the whole window or of a part of the page and so many dots more below
    it.
    """
    clip: FloatRect | None = None
    if part:
        left, top, width, height = part.evaluate(
            "at => { const r = at.getBoundingClientRect(); return [r.x, r.y + scrollY, r.width,"
            " r.height] }"
        )
        clip = {"x": left - 16, "y": top - 8, "width": width + 32, "height": height + 16 + below}
    page.screenshot(
        path=HERE.parent / "contribute" / f"{name}.png", clip=clip, full_page=bool(clip)
    )


if __name__ == "__main__":
    main()
