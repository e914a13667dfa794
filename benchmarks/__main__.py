"""`make bench`: print tables of speed, with ratios measured side by side in one run."""

from __future__ import annotations

import argparse
import contextlib
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.generating import write_collection
from benchmarks.measuring import once, peak, process, side_by_side, table
from practice.cache import cache_folder
from practice.lookup.documents import documents
from practice.lookup.lookup import open_lookup
from practice.model.catalogue import Catalogue
from practice.project import open_workspace

PROJECT = Path(__file__).parent.parent
WHOOSH = "import whoosh.index, whoosh.qparser"
PRACTICE = [sys.executable, "-m", "practice"]
SEARCH = [*PRACTICE, "search", "interpreting", "--theme", "commissioning"]


def cold_search(root: Path, label: str) -> tuple[object, ...]:
    """Compare a whole `practice search` with a bare Python and with the import of Whoosh alone."""
    process([*PRACTICE, "index"], root)()
    times = side_by_side(
        {
            "python": process([sys.executable, "-c", "pass"]),
            "whoosh": process([sys.executable, "-c", WHOOSH]),
            "search": process(SEARCH, root),
        }
    )
    ratio = times["search"] / times["whoosh"]
    each = (f"{times[name]:.0f} ms" for name in ("python", "whoosh", "search"))
    return (
        label,
        *each,
        f"{ratio:.2f}",
        f"{times['search'] / times['python']:.1f}",
        f"{peak(SEARCH, root):.0f} MB",
    )


def preview(root: Path, label: str, study_id: str) -> tuple[object, ...]:
    """Compare `practice preview`, until its page is there, with a bare MkDocs that only says its
    version.
    """
    process([*PRACTICE, "index"], root)()

    def until_the_page() -> None:
        command = [*PRACTICE, "preview", "--no-open", study_id]
        with subprocess.Popen(
            command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as running:
            assert running.stdout
            if not running.stdout.readline():
                raise RuntimeError("there was no page")
            running.terminate()

    bare = process([sys.executable, "-m", "mkdocs", "--version"])
    times = side_by_side({"mkdocs": bare, "preview": until_the_page}, rounds=5)
    ratio = times["preview"] / times["mkdocs"]
    return (label, f"{times['mkdocs']:.0f} ms", f"{times['preview']:.0f} ms", f"{ratio:.1f}")


def previews(catalogue: Catalogue, sizes: Sequence[int]) -> str:
    """Return the table of previews in the real collection and in larger ones."""
    rows = [preview(PROJECT, f"{len(catalogue)} (real)", catalogue.studies[0].id)]
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            root = Path(name) / str(size)
            write_collection(PROJECT, catalogue, root, size)
            shutil.copy(PROJECT / "mkdocs.yml", root)
            shutil.copytree(PROJECT / "docs", root / "docs")
            study = next((root / "case_studies").rglob("study-*.md"))
            rows.append(preview(root, f"{size:,}", study.stem))
    return table(
        "Preview, until the page is there",
        ("case studies", "mkdocs --version", "practice preview", "ratio"),
        rows,
    )


def checking(root: Path, count: int) -> tuple[object, ...]:
    """Time a check with one process and with all cores."""
    one = once(lambda: open_workspace(root, processes=1))
    every = once(lambda: open_workspace(root))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{count:,}",
        f"{one:.1f} s",
        f"{every:.1f} s",
        f"{one / every:.2f}",
        f"{memory:.0f} MB",
    )


def _full_text(root: Path, database: Path) -> None:
    """Put the same text into SQLite's FTS5, with its own ranking and an English stemmer."""
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "CREATE VIRTUAL TABLE study USING fts5(id UNINDEXED, title, summary, headings, body,"
            " tokenize='porter')"
        )
        rows = ((one.id, *one.texts()) for one in documents(open_workspace(root).catalogue))
        connection.executemany("INSERT INTO study VALUES (?, ?, ?, ?, ?)", rows)


FTS5 = (
    "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT id FROM study WHERE"
    " study MATCH ? ORDER BY bm25(study, 0, 4, 2.5, 1.5, 1) LIMIT 10', (sys.argv[2],)).fetchall())"
)
COLD = (
    "case studies",
    "bare Python",
    "import of Whoosh",
    "practice search",
    "search / import",
    "search / Python",
)
QUERIES = (
    "interpreting",
    "diabetes mosque",
    "link workers for women",
    '"breast screening"',
    "asylum seekers registering with a GP",
)


def against_sqlite(root: Path, label: str, folder: Path) -> tuple[object, ...]:
    """Compare a whole search process with one that asks SQLite FTS5 for its ten best, without
    facets or excerpts.
    """
    database = folder / f"{label}.db"
    _full_text(root, database)
    times = side_by_side(
        {
            "fts5": process([sys.executable, "-c", FTS5, str(database), "interpreting"]),
            "search": process([*PRACTICE, "search", "interpreting"], root),
        }
    )
    size = sum(file.stat().st_size for file in cache_folder(root).rglob("*") if file.is_file())
    return (
        label,
        *(f"{times[name]:.0f} ms" for name in ("fts5", "search")),
        f"{times['search'] / times['fts5']:.2f}",
        f"{database.stat().st_size / 1e6:.1f} MB",
        f"{size / 1e6:.1f} MB",
    )


def warm_queries(root: Path, label: str, folder: Path) -> tuple[object, ...]:
    """Compare queries in a running process: ours with five facets counted, SQLite's without."""
    with (
        open_lookup(root, lambda _: None) as lookup,
        contextlib.closing(sqlite3.connect(folder / f"{label}.db")) as connection,
    ):

        def ours() -> None:
            for query in QUERIES:
                lookup.search(
                    query,
                    {"theme": ("service-improvement",)},
                    ("theme", "community", "topic", "outcome", "evidence"),
                )

        def theirs() -> None:
            for query in QUERIES:
                words = " OR ".join(f'"{word}"' for word in query.replace('"', "").split())
                connection.execute(
                    "SELECT id FROM study WHERE study MATCH ? ORDER BY rank LIMIT 10", (words,)
                ).fetchall()

        times = side_by_side({"ours": ours, "theirs": theirs}, rounds=5)
    each = {name: value / len(QUERIES) for name, value in times.items()}
    return (
        label,
        f"{each['theirs']:.1f} ms",
        f"{each['ours']:.1f} ms",
        f"{each['ours'] / each['theirs']:.1f}",
    )


def indexing(root: Path, label: str) -> tuple[object, ...]:
    """Time an index from scratch, after one change, and a search that finds another change; reading
    and checking included.
    """
    shutil.rmtree(cache_folder(root), ignore_errors=True)
    scratch = once(process([*PRACTICE, "index"], root))
    study = next((root / "case_studies").rglob("study-*.md"))

    def after_a_change(command: list[str]) -> float:
        study.write_text(study.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
        return once(process(command, root))

    change, search = after_a_change([*PRACTICE, "index"]), after_a_change(SEARCH)
    bare = once(process([sys.executable, "-c", "pass"]))
    memory = peak([*PRACTICE, "index"], root)
    return (
        label,
        f"{scratch:.1f} s",
        f"{change:.2f} s",
        f"{search:.2f} s",
        f"{bare * 1000:.0f} ms",
        f"{memory:.0f} MB",
    )


def main() -> None:
    """Measure and print; progress goes to stderr."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--sizes", default="100,1000,10000", help="how many case studies, with commas between"
    )
    parser.add_argument(
        "--browser",
        action="store_true",
        help="measure the site's search in Chromium, and nothing else",
    )
    parser.add_argument(
        "--preview", action="store_true", help="measure practice preview, and nothing else"
    )
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    catalogue = open_workspace(PROJECT).catalogue
    if given.browser:
        from benchmarks.browser import compare_in_browser  # needs what only tests install

        with tempfile.TemporaryDirectory() as name:
            print(compare_in_browser(PROJECT, catalogue, sizes, Path(name)))
        return
    if given.preview:
        print(previews(catalogue, sizes))
        return
    cold = [cold_search(PROJECT, f"{len(catalogue)} (real)")]
    checks, indexes, beside, warm = [], [], [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in sizes:
            print(f"{size:,} case studies ...", file=sys.stderr)
            root, label = folder / str(size), f"{size:,}"
            write_collection(PROJECT, catalogue, root, size)
            checks.append(checking(root, size))
            indexes.append(indexing(root, label))
            cold.append(cold_search(root, label))
            beside.append(against_sqlite(root, label, folder))
            warm.append(warm_queries(root, label, folder))
    print(previews(catalogue, []))
    print(table("Cold search", (*COLD, "memory (peak)"), cold))
    print(
        table(
            "Cold search beside SQLite FTS5",
            ("case studies", "FTS5", "practice search", "ratio", "FTS5 on disk", "index on disk"),
            beside,
        )
    )
    print(
        table(
            "Warm query, the mean of five",
            ("case studies", "FTS5, no facets", "ours, five facets", "ratio"),
            warm,
        )
    )
    print(
        table(
            "Index, reading and checking included",
            (
                "case studies",
                "from scratch",
                "after one change",
                "search that finds a change",
                "bare Python then",
                "memory, nothing changed",
            ),
            indexes,
        )
    )
    print(
        table(
            "Checking",
            ("case studies", "one process", "all cores", "ratio", "memory (peak)"),
            checks,
        )
    )


if __name__ == "__main__":
    main()
