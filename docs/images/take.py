"""Take the README's picture of the real site anew: `make picture`."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def main() -> None:
    """Build the site, open its home page in Chromium, and write home.png."""
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
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
