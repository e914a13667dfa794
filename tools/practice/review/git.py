"""What the review asks of git: two commits, what lies between them, and the files of each. Nothing
in the checkout changes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from practice.content.files import CONTENT
from practice.model.text import listing

_BRANCHES, _REMOTE_BRANCHES, _TAGS = "refs/heads/", "refs/remotes/", "refs/tags/"
_MAIN = (
    *(f"{_REMOTE_BRANCHES}origin/{name}" for name in ("HEAD", "main", "master")),
    *(f"{_BRANCHES}{name}" for name in ("main", "master")),
)
# A name, and what may follow it: "main~2", "main^", "main@{yesterday}".
_NAME = re.compile(r"(?P<name>(?:[^~^@]|@(?!\{))+)(?P<rest>.*)", re.DOTALL)
# What git knows without asking its branches: a commit in full, or its own names for a few.
_NO_BRANCH = re.compile(r"(?:[A-Z_]*HEAD|@|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|refs/.*)\Z")
_FILE_MODES = ("100644", "100755")


class CannotReview(Exception):
    """The change cannot be looked at; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Span:
    """Two commits, by their full names, and the words in which they were asked for."""

    base: str
    head: str
    words: str


@dataclass(frozen=True, slots=True)
class Moved:
    """One file that differs between two commits: `old` is empty when it was added, `new` when it
    was removed.
    """

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Version:
    """A file as it was in one commit; `name` is what git calls its content."""

    commit: str
    path: str
    name: str


def find_span(root: Path, given: str = "", notify: Callable[[str], object] = str) -> Span:
    """Return the two commits that `given` names, in the way of git.

    Args:
        root: the content repository, which is a git checkout or a folder of one.
        given: `A..B` compares these two; `A...B` compares B with where the two parted; `A` alone
            means `A...HEAD`, and nothing means the main branch.
        notify: told in one line when a name means a branch and a tag; the branch is taken.

    Raises:
        CannotReview: there is no git, no such commit, or no common past.
    """
    _checkout(root)
    base, dots, head = given.partition("...") if "..." in given else given.partition("..")
    if not base and dots != "..":
        full = _main(root)
        base = full.removeprefix(_REMOTE_BRANCHES).removeprefix(_BRANCHES)
    else:
        base = base or "HEAD"
        full = _full_name(root, base, notify)
    first = _commit(root, full, base)
    head = head or "HEAD"
    last = _commit(root, _full_name(root, head, notify), head)
    if dots != "..":
        done = _call(root, ("merge-base", first, last))
        if done.returncode:
            raise CannotReview(f"'{base}' and '{head}' have no common past here.{_shallow(root)}")
        first = done.stdout.decode().strip()
    return Span(first, last, given or f"{base}...{head}")


def changes(root: Path, span: Span) -> tuple[Moved, ...]:
    """Return the files under the root that differ between the two commits, by their paths relative
    to it.
    """
    how = ["--name-status", "-z", "--no-ext-diff", "--find-renames", "--relative"]
    words = _text(root, "diff", *how, span.base, span.head, "--").split("\0")
    found = []
    while len(words) > 1:
        kind, path = words.pop(0), words.pop(0)
        if kind[0] in "RC":
            found.append(Moved(path if kind[0] == "R" else "", words.pop(0)))
        else:
            found.append(Moved("" if kind == "A" else path, "" if kind == "D" else path))
    return tuple(sorted(found, key=lambda moved: (moved.new or moved.old, moved.old)))


def outside(root: Path, span: Span) -> tuple[str, ...]:
    """Return the files that differ and lie outside the case studies, by their paths in the
    repository.
    """
    prefix = _text(root, "rev-parse", "--show-prefix").strip() + CONTENT + "/"
    how = ["--name-only", "-z", "--no-ext-diff", "--no-renames"]
    names = _text(root, "diff", *how, span.base, span.head, "--").split("\0")
    return tuple(name for name in names if name and not name.startswith(prefix))


def versions(root: Path, span: Span, folder: str) -> tuple[Version, ...]:
    """Return the versions of files in `folder` that commits of the change wrote, but for those that
    either end of it has.

    Each content once, where it came first.
    """
    how = [
        "--reverse",
        "--format=%H",
        "--raw",
        "-z",
        "--no-abbrev",
        "--no-renames",
        "-m",
        "--relative",
    ]
    logged = _text(root, "log", *how, f"{span.base}..{span.head}", "--", folder)
    known = {
        entry.partition("\t")[0].split(" ")[2]
        for end in (span.base, span.head)
        for entry in _entries(root, end, folder)
    }
    found: dict[str, Version] = {}
    commit = ""
    words = iter(word.lstrip("\n") for word in logged.split("\0"))
    for word in words:
        if not word.startswith(":"):
            commit = word or commit
            continue
        path = next(words)
        _, mode, _, name, _ = word.split(" ")
        if mode in _FILE_MODES and name not in known:
            found.setdefault(name, Version(commit, path, name))
    return tuple(found.values())


def blob(root: Path, name: str, most: int) -> bytes:
    """Return the content that git calls `name`, or its first bytes if it has more than `most`."""
    return _run(root, ("cat-file", "blob", name))[: most + 1]


def _entries(root: Path, commit: str, folder: str) -> Iterator[str]:
    return filter(None, _text(root, "ls-tree", "-r", "-z", commit, "--", folder).split("\0"))


def write_tree(root: Path, commit: str, folder: Path) -> None:
    """Write the case studies as they are in `commit` to `folder`; links are left out, as nothing
    would follow them.

    Raises:
        CannotReview: the commit holds no case studies, or a name that leads out of the folder.
    """
    wanted = []
    for entry in _entries(root, commit, CONTENT):
        about, _, path = entry.partition("\t")
        mode, _, name = about.split(" ")
        if mode in _FILE_MODES:
            wanted.append((name, path))
    if not any(path.startswith(f"{CONTENT}/_vocabulary/") for _, path in wanted):
        raise CannotReview(
            f"The commit {commit[:12]} is not a content repository: it has no folder"
            f" {CONTENT}/_vocabulary."
        )
    asked = "".join(f"{name}\n" for name, _ in wanted).encode()
    answer = memoryview(_run(root, ("cat-file", "--batch"), asked))
    for name, path in wanted:
        if any(
            part in ("", ".", "..", ".git") or "\\" in part for part in PurePosixPath(path).parts
        ):
            raise CannotReview(
                f"The commit {commit[:12]} has a file name that leads elsewhere: {path!r}."
            )
        line_end = bytes(answer[:200]).index(b"\n")
        _, kind, size = bytes(answer[:line_end]).split(b" ")
        if (
            kind != b"blob"
        ):  # a promise of a partial clone that could not be kept, or a damaged repository
            raise CannotReview(f"git cannot give {path!r} of {commit[:12]} ({name[:12]}).")
        start, end = line_end + 1, line_end + 1 + int(size)
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(answer[start:end])
        answer = answer[end + 1 :]


def uncommitted(root: Path) -> bool:
    """Whether there are case studies in the checkout that differ from the last commit."""
    return bool(_text(root, "status", "--porcelain", "--", CONTENT).strip())


def _checkout(root: Path) -> None:
    if not shutil.which("git"):
        raise CannotReview(
            "git is not installed, and a review compares two commits. 'practice check' works"
            " without it."
        )
    done = _call(root, ("rev-parse", "--is-inside-work-tree"))
    if done.returncode:
        words = _last_line(done.stderr)
        if "not a git repository" in words:
            raise CannotReview(
                f"{root} is not in a git repository, and a review compares two commits. 'practice"
                " check' works without one."
            )
        raise CannotReview(f"git cannot read {root}: {words}")


def _main(root: Path) -> str:
    for name in _MAIN:
        if _call(root, ("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")).returncode == 0:
            return name
    raise CannotReview(
        "There is no branch called main here to compare with. Name what to compare: practice review"
        " BASE..HEAD"
    )


def _full_name(root: Path, given: str, notify: Callable[[str], object]) -> str:
    """Return `given` with the name in it written out, so that a branch is never taken for a tag.

    git itself takes the tag, and says so to nobody who asks quietly.
    """
    parts = _NAME.match(given)
    if not parts or _NO_BRANCH.match(parts["name"]):
        return given
    name = parts["name"]
    wanted = [f"{kind}{name}" for kind in (_BRANCHES, _REMOTE_BRANCHES, _TAGS)]
    known = _text(root, "for-each-ref", "--format=%(refname)", *wanted).split("\n")
    found = [full for full in wanted if full in known]
    if not found:
        return given
    if len(found) > 1:
        notify(f"'{name}' is {listing(map(_described, found))} here; {found[0]} is taken.")
    return found[0] + parts["rest"]


def _described(full: str) -> str:
    kinds = {_BRANCHES: "a branch", _REMOTE_BRANCHES: "a remote branch", _TAGS: "a tag"}
    return next(words for kind, words in kinds.items() if full.startswith(kind))


def _commit(root: Path, full: str, name: str) -> str:
    done = _call(
        root, ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{full}^{{commit}}")
    )
    if done.returncode:
        empty = name == "HEAD" and not _call(root, ("rev-list", "-n", "1", "--all")).stdout
        raise CannotReview(
            "There is no commit here yet."
            if empty
            else f"git knows no commit '{name}' here.{_shallow(root)}"
        )
    return done.stdout.decode().strip()


def _shallow(root: Path) -> str:
    if _text(root, "rev-parse", "--is-shallow-repository").strip() != "true":
        return ""
    return (
        " This clone is shallow: it holds the newest commits only. Get the rest with: git fetch"
        " --unshallow"
    )


def _text(root: Path, *words: str) -> str:
    # Names of files are bytes to git; those that are not UTF-8 go to the file system as they came.
    return os.fsdecode(_run(root, words))


def _run(root: Path, words: tuple[str, ...], given: bytes = b"") -> bytes:
    done = _call(root, words, given)
    if done.returncode:
        raise CannotReview(
            f"git {words[0]} failed:"
            f" {_last_line(done.stderr)}{_shallow(root) if words[0] != 'rev-parse' else ''}"
        )
    return done.stdout


def _call(
    root: Path, words: tuple[str, ...], given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    # No pager, no question, English words, and no lock on the user's index.
    environment = {
        **os.environ,
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    command = ("git", "--no-pager", "-c", "core.quotepath=off", *words)
    return subprocess.run(
        command, cwd=root, env=environment, input=given, capture_output=True, check=False
    )


def _last_line(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    return (lines[0] if lines else "no reason given").removeprefix("fatal: ")
