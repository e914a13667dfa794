"""Take the pictures of the real site anew, for the README and the contributors' guide: `make picture`."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def main() -> None:
    """Build the site, open it in Chromium, and write home.png and ../contribute/form.png."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "mkdocs", "--quiet", "build", "--site-dir", folder], cwd=HERE.parent.parent, check=True)
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(http.server.SimpleHTTPRequestHandler, directory=folder)
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
            page = browser.new_page(viewport={"width": 1200, "height": 860}, color_scheme="light")
            page.goto(f"http://127.0.0.1:{server.server_port}/")
            page.screenshot(path=HERE / "home.png")
            page.goto(f"http://127.0.0.1:{server.server_port}/contribute/write/")
            picture_of_form(page)
            browser.close()
        server.shutdown()


def picture_of_form(page: Page) -> None:
    """Fill in a little, so that the picture shows how the form helps."""
    page.set_viewport_size({"width": 760, "height": 1040})
    page.get_by_role("button", name="Start now").click()
    page.get_by_label("What did you do? Give it a title").fill("Phone calls in the patient's language before breast screening")
    page.get_by_label("Sum it up").fill("Bilingual staff rang women who had missed screening, and booked a new day with them. More came.")
    page.get_by_role("combobox").fill("haringey")
    page.evaluate("scrollTo(0, document.querySelector('#write-title').offsetTop - 16)")
    page.screenshot(path=HERE.parent / "contribute" / "form.png")


if __name__ == "__main__":
    main()
