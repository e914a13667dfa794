"""Real git repositories, made for one test, and the command run in them."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

# Nothing of the settings of whoever runs the tests; the day is 2026-11-23.
ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@trust.example",
    "GIT_AUTHOR_DATE": "2026-11-20T12:00:00Z",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@trust.example",
    "GIT_COMMITTER_DATE": "2026-11-20T12:00:00Z",
    "SOURCE_DATE_EPOCH": "1795392000",
    "COLUMNS": "100",
    "PYTHONWARNINGS": "error",
}
_LEFT_OUT = ("PRACTICE_ROOT", "NO_COLOR", "CI")


def _environment() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if name not in _LEFT_OUT and not name.startswith("GIT_")
    } | ENVIRONMENT


def git(root: Path, words: str) -> str:
    """Run git in `root` and return what it says."""
    done = subprocess.run(
        ["git", *shlex.split(words)],
        cwd=root,
        env=_environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def commit(root: Path, message: str = "A change") -> None:
    """Commit everything under `root`."""
    git(root, "add --all")
    git(root, f"commit --quiet --allow-empty --message '{message}'")


def start(root: Path) -> Path:
    """Make a repository of what lies in `root`: one commit on main, and a branch called change
    checked out.
    """
    git(root, "init --quiet --initial-branch main .")
    commit(root, "The collection")
    git(root, "checkout --quiet -b change")
    return root


def practice(root: Path, words: str, **environment: str) -> str:
    """Run practice in `root` and return what a user sees: stdout, stderr behind "2>", the exit code
    when it is not 0.
    """
    command = [sys.executable, "-m", "practice", *shlex.split(words)]
    done = subprocess.run(
        command,
        cwd=root,
        env={**_environment(), **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    said = "".join(f"2> {line}\n" for line in done.stderr.splitlines())
    return (done.stdout + said + (f"? {done.returncode}\n" if done.returncode else "")).replace(
        str(root), "ROOT"
    )
