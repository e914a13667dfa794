"""Real git repositories, made for one test, and the command run in them."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import running

ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@trust.example",
    "GIT_AUTHOR_DATE": "2026-11-20T12:00:00Z",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@trust.example",
    "GIT_COMMITTER_DATE": "2026-11-20T12:00:00Z",
}


def git(root: Path, words: str) -> str:
    """Run git in `root` and return what it says."""
    done = subprocess.run(
        ["git", *shlex.split(words)],
        cwd=root,
        env=running.environment(**ENVIRONMENT),
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


def practice(root: Path, words: str, **changes: str) -> str:
    """Run practice in `root` and return what a user sees."""
    return running.practice(root, words, ENVIRONMENT | changes).said.replace(str(root), "ROOT")
