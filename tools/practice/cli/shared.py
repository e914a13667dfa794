"""What several commands share: the root, remarks, colour and the one way to say that the work
cannot be done.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

import click

from practice.content.files import NoContentRepository, find_root

if TYPE_CHECKING:
    from practice.model.diagnostics import Report
    from practice.project import Workspace


class CannotDo(Exception):
    """The work could not be done: the message goes to stderr and the exit code is 2."""


def root_of(ctx: click.Context) -> Path:
    """Return the content repository that the command works on.

    Raises:
        CannotDo: there is none.
    """
    try:
        return find_root(ctx.find_root().obj)
    except NoContentRepository as error:
        raise CannotDo(str(error)) from None


def remark(text: str) -> None:
    """Say something that is not the result: to stderr."""
    click.echo(text, err=True)


def mkdocs(
    root: Path, purpose: str, *words: str, **settings: str
) -> tuple[list[str], dict[str, str]]:
    """Return the command and the environment by which MkDocs works on the site of `root`.

    `purpose` is what a site is needed for, in a word or two; `settings` go into the environment.

    Raises:
        CannotDo: it has no site.
    """
    file = root / "mkdocs.yml"
    if not file.is_file():
        raise CannotDo(
            f"{root} has no mkdocs.yml, so there is no site to {purpose}. Copy the one of this"
            " project and change its names."
        )
    command = [sys.executable, "-m", "mkdocs", *words, "--config-file", str(file)]
    # Material's notice about MkDocs 2, which this project does not use, would bury the address.
    return command, {**os.environ, "NO_MKDOCS_2_WARNING": "1", **settings}


def free_port(wanted: int = 0) -> int:
    """Return the port `wanted` of this computer if it is free, without one any that is; else 0."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":  # there the option means the opposite
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            return 0
        found: int = probe.getsockname()[1]
        return found


def remark_left_out(number: int) -> None:
    """Say how many case studies the index leaves out, if any."""
    from practice.model.text import counted, plural

    if number:
        studies = counted(number, "case study", "case studies")
        remark(
            f"{studies} with problems {plural(number, 'is', 'are')} left out; see: practice check"
        )


class Ended(KeyboardInterrupt):
    """The computer or a closed window ends this program, as Ctrl-C does."""

    def __init__(self, number: int) -> None:
        self.number = number


ENDS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def ends_like_ctrl_c() -> Iterator[None]:
    """Raise `Ended` inside for every signal that ends a program."""
    before = {number: signal.signal(number, _end) for number in ENDS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    raise Ended(number)


@contextmanager
def slowly(text: str, seconds: float = 1.0) -> Iterator[None]:
    """Say `text` on stderr when what is done inside takes longer than a second."""
    timer = threading.Timer(seconds, remark, [text])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def wants_colour() -> bool:
    """Whether stdout is a terminal and nobody has set NO_COLOR."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what searching and looking up raise into one line for the user."""
    from practice.lookup.lookup import UnknownValue
    from practice.search import SearchError

    try:
        yield
    except (UnknownValue, SearchError) as error:
        raise CannotDo(str(error)) from None
    except OSError as error:
        raise CannotDo(f"{error.filename or 'a file'}: {error.strerror or error}") from None


def report_on(workspace: Workspace, path: str) -> Report:
    """Return what is wrong with the case study at `path`.

    Raises:
        CannotDo: it was not read, so that no problems would mean nothing.
    """
    if all(one.result.references.path != path for one in workspace.read):
        raise CannotDo(f"{path} is gone, or is not in the collection, so it was not checked.")
    return workspace.report.within([path], [path])


def find_study(root: Path, study_id: str) -> str:
    """Return the path, relative to `root`, of the case study called `study_id`: sound or faulty,
    published or a draft.

    Raises:
        CannotDo: there is none; the message names the one spelled most like it.
    """
    from practice.content.files import scan, sort_out

    paths = {path.rpartition("/")[2].removesuffix(".md"): path for path in sort_out(scan(root))[0]}
    wanted = study_id.replace("\\", "/").rpartition("/")[2].removesuffix(".md")
    if wanted not in paths:
        from practice.model.diagnostics import did_you_mean

        hint = did_you_mean(wanted, paths) or "'practice search' finds one."
        raise CannotDo(f"There is no case study '{study_id}'. {hint}")
    return paths[wanted]


def complete_study(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the ids that begin like what was typed, for the shell."""
    from practice.content.files import scan, sort_out

    paths = sort_out(scan(root_of(ctx)))[0]
    return sorted(
        name
        for path in paths
        if (name := path.rpartition("/")[2].removesuffix(".md")).startswith(incomplete)
    )
