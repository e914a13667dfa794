"""`make bench`: print tables of speed, with ratios measured side by side in one run."""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from pathlib import Path

from benchmarks.generating import write_collection
from benchmarks.measuring import once, process, side_by_side, table
from practice.workspace import open_workspace

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
    return (label, *(f"{times[name]:.0f} ms" for name in ("python", "whoosh", "search")), f"{ratio:.2f}")


def checking(root: Path, count: int) -> tuple[object, ...]:
    """Time a check with one process and with all cores."""
    one = once(lambda: open_workspace(root, processes=1))
    every = once(lambda: open_workspace(root))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (f"{count:,}", f"{one:.1f} s", f"{every:.1f} s", f"{one / every:.2f}", f"{memory:.0f} MB")


def main() -> None:
    """Measure and print; progress goes to stderr."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", default="100,1000,10000", help="how many case studies, with commas between")
    sizes = [int(size) for size in parser.parse_args().sizes.split(",")]
    catalogue = open_workspace(PROJECT).catalogue
    cold = [cold_search(PROJECT, f"{len(catalogue)} (real)")]
    checks = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            print(f"{size:,} case studies ...", file=sys.stderr)
            root = Path(folder) / str(size)
            write_collection(PROJECT, catalogue, root, size)
            checks.append(checking(root, size))
            cold.append(cold_search(root, f"{size:,}"))
    print(table("Cold search", ("case studies", "bare Python", "import of Whoosh", "practice search", "search / import"), cold))
    print(table("Checking", ("case studies", "one process", "all cores", "ratio", "memory (peak)"), checks))


if __name__ == "__main__":
    main()
