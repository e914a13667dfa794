"""The site's search beside Material's own in a real Chromium, both over the same pages.

Most of what MkDocs does for a site of 10,000 pages is not search. So the frame (home and search
page, style, scripts) is built once, with few case studies, by MkDocs; the pages of the case studies
are rendered from the same Markdown into a bare page each, and both engines are fed with these:
Pagefind as the plugin does it, Material through the class of its plugin that makes its index.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import os
import shutil
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import markdown
from material.plugins.search.plugin import SearchIndex
from playwright.sync_api import Browser, sync_playwright

from benchmarks.generating import write_collection
from benchmarks.measuring import once, table
from practice.model.catalogue import Catalogue
from practice.project import open_workspace
from practice.site.case_page import case_page
from practice.site.mkdocs_plugin import UNSEARCHED
from practice.site.search_data import (
    NAMES_ADDRESS,
    REST_ADDRESS,
    TABLE_ADDRESS,
    facet_table,
    index_names,
    numbers,
    rest_of_table,
)
from practice.site.settings import Network

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
CHROMIUM += ["--disable-component-update", "--disable-sync"]
QUERIES = (
    "interpreting",
    "diabetes mosque",
    "link workers for women",
    "screening uptake",
    "asylum seekers registering with a GP",
)
ROUNDS = 3
PATIENCE = 900_000  # milliseconds: at 10,000 Material takes minutes to make its index ready
SETTINGS = """\
site_name: Bench
plugins: [{plugin}]
theme: {{name: material, font: false, language: en}}
markdown_extensions: [{{toc: {{permalink: "#"}}}}, tables]
"""
FRAME = 20
_PACKED = (".html", ".js", ".css", ".json", ".svg", ".xml")

# Each resolves to the milliseconds from the key press to the first result on the page.
OURS = """(words) => new Promise((done) => {
    const ids = ["page-q", "found-list", "found-count"];
    const [box, list, status] = ids.map((id) => document.getElementById(id));
    box.value = words;
    const start = performance.now();
    const see = new MutationObserver(() => {
        if (list.childElementCount && status.textContent.includes(words)) {
            see.disconnect();
            done(performance.now() - start);
        }
    });
    const all = { childList: true, characterData: true, subtree: true };
    for (const part of [list, status]) see.observe(part, all);
    box.form.requestSubmit();
})"""
MATERIAL = """(words) => new Promise((done) => {
    const names = [".md-search__input", ".md-search-result__list"];
    const [box, list] = names.map((name) => document.querySelector(name));
    list.replaceChildren();
    const start = performance.now();
    const see = new MutationObserver(() => {
        if (list.querySelector("mark")) { see.disconnect(); done(performance.now() - start); }
    });
    see.observe(list, { childList: true, subtree: true });
    box.focus();
    box.value = words;
    box.dispatchEvent(new KeyboardEvent("keyup", { key: "Enter", bubbles: true }));
})"""


# Notes what had been asked for when the first result stood on the page, and when that was.
FIRST = """new MutationObserver((_, see) => {
    if (!document.querySelector("#found-list li")) return;
    see.disconnect();
    const asked = performance.getEntriesByType("resource").map((one) => one.name);
    window.first = { at: performance.now(), asked };
}).observe(document, { childList: true, subtree: true })"""


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files, text compressed as a host does, and counts what goes over the wire."""

    protocol_version = "HTTP/1.1"
    sent: dict[str, int] = {}  # noqa: RUF012 - one for all requests

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        packed = path.suffix in _PACKED
        if packed:
            kept = path.with_name(path.name + ".gz")
            if not kept.is_file():
                kept.write_bytes(gzip.compress(body, 6))
            body = kept.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.sent[self.path] = len(body)
        with suppress(ConnectionError):  # the browser has left
            self.wfile.write(body)


@dataclass(frozen=True)
class Figures:
    """Bytes until the first result stood on the page, milliseconds until then, and from key press
    to results.

    `cold` are questions asked for the first time, `warm` the same again: median and worst.
    """

    sent: int
    opened: float
    cold: tuple[float, float]
    warm: tuple[float, float]
    heaviest: Sequence[tuple[str, int]]


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve `folder` and give its address."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def frames(real: Path, catalogue: Catalogue, folder: Path) -> tuple[Path, Path]:
    """Build a small site with our search and one with Material's."""
    root = folder / "frame"
    write_collection(real, catalogue, root, FRAME)
    (root / "docs").mkdir()
    (root / "docs" / "about.md").write_text("# About\n", encoding="utf-8")
    built = []
    for name, plugin in (("ours", "practice"), ("material", "search")):
        config = root / f"{name}.yml"
        config.write_text(SETTINGS.format(plugin=plugin), encoding="utf-8")
        if name == "material":
            (root / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
        site = folder / name
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(site)],
            check=True,
            cwd=root,
            capture_output=True,
        )
        built.append(site)
    return built[0], built[1]


def feed(catalogue: Catalogue, ours: Path, material: Path) -> tuple[float, float]:
    """Give both sites the case studies of `catalogue`; return how long each engine took for its
    index, in seconds.
    """
    for made in ("case-studies", "pagefind", "compare"):
        shutil.rmtree(ours / made, ignore_errors=True)
    for packed in [*ours.rglob("*.gz"), *material.rglob("*.gz")]:
        packed.unlink()
    renderer = markdown.Markdown(extensions=["toc", "tables"])
    # As Material's plugin fills them in for English.
    fields = {"title": {"boost": 1e3}, "text": {"boost": 1e0}, "tags": {"boost": 1e6}}
    index = SearchIndex(
        lang=["en"], separator=r"[\s\-]+", pipeline=["stopWordFilter"], fields=fields
    )
    took = 0.0
    for study in catalogue:
        page = case_page(study, catalogue, (), {}, Network())
        renderer.reset()
        html = renderer.convert(page.markdown.split("\n---\n", 1)[1])
        target = ours / page.path.removesuffix(".md") / "index.html"
        target.parent.mkdir(parents=True)
        target.write_text(
            f'<html lang="en"><body><article data-pagefind-body>{html}</article></body></html>',
            encoding="utf-8",
        )
        entry = SimpleNamespace(
            meta={"title": page.title},
            title=page.title,
            content=html,
            toc=[],
            url=page.path.removesuffix("md"),
        )
        took += once(functools.partial(index.add_entry_from_context, entry))
    (material / "search" / "search_index.json").write_text(
        index.generate_search_index(None), encoding="utf-8"
    )
    (ours / TABLE_ADDRESS).write_text(facet_table(catalogue), encoding="utf-8")
    (ours / REST_ADDRESS).write_text(rest_of_table(catalogue), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pagefind",
        "--site",
        str(ours),
        "--exclude-selectors",
        UNSEARCHED,
        "--quiet",
    ]
    indexed = once(lambda: subprocess.run(command, check=True, capture_output=True))
    (ours / NAMES_ADDRESS).write_text(
        index_names(ours / "pagefind", numbers(catalogue)), encoding="utf-8"
    )
    return indexed, took


def measure(browser: Browser, site: Path, page_address: str, script: str) -> Figures:
    """Open a page afresh, ask every question twice, and say what went over the wire until the first
    result.
    """
    times: dict[str, list[float]] = {"opened": [], "cold": [], "warm": []}
    first: dict[str, int] = {}
    with serving(site) as url:
        for _ in range(ROUNDS):
            context = browser.new_context(locale="en-GB")
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            page.add_init_script(FIRST)
            _Handler.sent.clear()
            page.goto(url + page_address)
            if script is MATERIAL:
                page.locator(".md-search__input").click()  # this loads the index
                page.wait_for_function(
                    "document.querySelector('.md-search-result__meta').textContent.trim() !=="
                    " 'Initializing search'"
                )
                page.evaluate(script, QUERIES[0])
            else:
                # The header's search box of any page leads to this address.
                page.locator("#found-list li").first.wait_for()
                page.evaluate("window.practice.ready")
            known = page.evaluate("window.first")
            times["opened"].append(known["at"] if known else page.evaluate("performance.now()"))
            asked = (
                {
                    "/" + page_address,
                    *(name.removeprefix(url.rstrip("/")) for name in known["asked"]),
                }
                if known
                else _Handler.sent
            )
            first = first or {
                address: sent for address, sent in _Handler.sent.items() if address in asked
            }
            for kind in ("cold", "warm"):
                times[kind] += [page.evaluate(script, words) for words in QUERIES[1:]]
            context.close()
    heaviest = sorted(_grouped(first).items(), key=lambda entry: -entry[1])[:8]
    cold, warm = ((statistics.median(times[kind]), max(times[kind])) for kind in ("cold", "warm"))
    return Figures(sum(first.values()), statistics.median(times["opened"]), cold, warm, heaviest)


def _grouped(sent: Mapping[str, int]) -> Mapping[str, int]:
    """Add up the parts of the index and the records of pages, of which there are many."""
    found: dict[str, int] = {}
    for address, size in sent.items():
        folder, _, name = address.partition("?")[0].rpartition("/")
        group = folder if folder in ("/pagefind/index", "/pagefind/fragment") else name or address
        found[group] = found.get(group, 0) + size
    return found


def compare_in_browser(real: Path, catalogue: Catalogue, sizes: Sequence[int], folder: Path) -> str:
    """Return the tables for collections of these sizes."""
    names = (
        os.environ.get("CHROMIUM", ""),
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
    )
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    rows, times, parts = [], [], []
    ours, material = frames(real, catalogue, folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        for size in sizes:
            print(f"{size:,} case studies in the browser ...", file=sys.stderr)
            root = folder / f"browser-{size}"
            write_collection(real, catalogue, root, size)
            indexed = feed(open_workspace(root).catalogue, ours, material)
            here = measure(browser, ours, f"search/?q={QUERIES[0]}", OURS)
            there = measure(browser, material, "", MATERIAL)
            label = f"{size:,}"
            kilobytes = [f"{figures.sent / 1000:,.0f} kB" for figures in (there, here)]
            rows.append(
                (
                    label,
                    *kilobytes,
                    f"{here.sent / there.sent:.2f}",
                    *(f"{seconds:.1f} s" for seconds in reversed(indexed)),
                )
            )
            spoken = [
                f"{there.opened:,.0f} ms",
                f"{here.opened:,.0f} ms",
                *(
                    f"{middle:,.0f} ms ({worst:,.0f})"
                    for middle, worst in (there.cold, here.cold, there.warm, here.warm)
                ),
            ]
            times.append((label, *spoken))
            print(*rows[-1], *times[-1], sep=" | ", file=sys.stderr)
            parts.append(
                (label, "; ".join(f"{name} {sent / 1000:.0f} kB" for name, sent in here.heaviest))
            )
        browser.close()
    note = (
        "Case studies are rendered into bare pages (see benchmarks/browser.py); both engines index"
        " the same ones.\n"
    )
    return "\n".join(
        [
            note,
            table(
                "Browser: over the wire until the first result",
                ("case studies", "Material", "ours", "ratio", "Material's index made in", "ours"),
                rows,
            ),
            table(
                "Browser: from opening to the first result, and from key press to results: median"
                " (worst)",
                (
                    "case studies",
                    "Material opened",
                    "ours opened",
                    "Material cold",
                    "ours cold",
                    "Material warm",
                    "ours warm",
                ),
                times,
            ),
            table("Browser: what ours consists of", ("case studies", "heaviest files"), parts),
        ]
    )
