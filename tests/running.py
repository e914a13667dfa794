"""The `practice` command as its users meet it, run in the process of the tests."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from practice.cli import shared
from practice.cli.main import main

# 2026-11-23, so that reviews do not fall overdue while nobody looks.
TODAY = "1795392000"
# Nothing of the settings of whoever runs the tests.
_LEFT_OUT = ("PRACTICE_ROOT", "NO_COLOR", "CI")


class Ran(NamedTuple):
    """What a command printed, and its exit code."""

    stdout: str
    stderr: str
    code: int

    @property
    def said(self) -> str:
        """What a user sees: stdout, stderr behind "2>", and the exit code when it is not 0."""
        lines = "".join(f"2> {line}".rstrip() + "\n" for line in self.stderr.splitlines())
        return self.stdout + lines + (f"? {self.code}\n" if self.code else "")


def environment(**changes: str) -> dict[str, str]:
    """Return the environment in which commands and git run, with `changes`."""
    own = {
        name: value
        for name, value in os.environ.items()
        if name not in _LEFT_OUT and not name.startswith("GIT_")
    }
    return own | {"SOURCE_DATE_EPOCH": TODAY, "COLUMNS": "100"} | changes


def practice(
    folder: Path,
    command: str | Sequence[str],
    changes: Mapping[str, str] | None = None,
    given: str = "",
) -> Ran:
    """Run `practice <command>` in `folder`, with `changes` to its environment and `given` to
    read.
    """
    words = shlex.split(command) if isinstance(command, str) else command
    stdout, stderr = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
    code = None
    with (
        mock.patch.dict(os.environ, environment(**(changes or {})), clear=True),
        mock.patch.object(sys, "argv", ["practice", *words]),
        mock.patch.object(sys, "stdin", io.StringIO(given)),
        # What is said of work that takes long would depend on how busy this computer is.
        mock.patch.object(shared.threading, "Timer"),
        contextlib.chdir(folder),
        contextlib.redirect_stdout(stdout),
        contextlib.redirect_stderr(stderr),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code
    return Ran(_text(stdout), _text(stderr), int(code or 0))


def _text(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
