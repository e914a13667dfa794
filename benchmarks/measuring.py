"""Times side by side in one run: what counts is the ratio, as computers differ and so do their good
days.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence


def side_by_side(tasks: Mapping[str, Callable[[], object]], rounds: int = 11) -> dict[str, float]:
    """Run the tasks in turn, `rounds` times over, and return the median of each in milliseconds.

    Taking turns spreads whatever else the computer does over all of them alike. One round before
    the first is not counted: it fills the disk cache.
    """
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for counted in range(-1, rounds):
        for name, task in tasks.items():
            start = time.perf_counter()
            task()
            if counted >= 0:
                times[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(values) for name, values in times.items()}


def once(task: Callable[[], object]) -> float:
    """Return how long one run of `task` takes, in seconds."""
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def peak(command: Sequence[str], cwd: str | os.PathLike[str] | None = None) -> float:
    """Return the memory, at its highest, of a whole process, in megabytes.

    Raises:
        subprocess.CalledProcessError: the process failed.
    """
    program = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True,"
        " capture_output=True)"
    )
    program += "; print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run(
        [sys.executable, "-c", program, *command],
        cwd=cwd,
        check=True,
        capture_output=True,
        text=True,
    )
    return int(done.stdout) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def process(
    command: Sequence[str], cwd: str | os.PathLike[str] | None = None
) -> Callable[[], object]:
    """Return a task that runs a whole process.

    Raises (when run): subprocess.CalledProcessError: the process failed, so that a broken command
    is never the fastest.
    """
    environment = {key: value for key, value in os.environ.items() if key != "PRACTICE_ROOT"}

    def run() -> object:
        return subprocess.run(command, cwd=cwd, env=environment, check=True, capture_output=True)

    return run


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a Markdown table with a heading."""
    lines = [
        f"## {title}",
        "",
        f"| {' | '.join(columns)} |",
        f"|{'|'.join([' --- ', *[' ---: '] * (len(columns) - 1)])}|",
    ]
    lines += [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]
    return "\n".join([*lines, ""])
