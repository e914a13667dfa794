"""Which files fixing would change, how, and which problems that takes away."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from practice.attachments.file_types import LARGEST
from practice.attachments.inspect import find_hidden, without_hidden
from practice.checks.autofix.fix import File, fix, is_readable
from practice.checks.context import Context
from practice.content.files import read_content, refuse_pipe
from practice.content.front_matter import list_files, read_adoptions, read_draft
from practice.model.diagnostics import Diagnostic, Report

_HIDDEN = ("hidden-location", "hidden-author")


@dataclass(frozen=True, slots=True)
class Change:
    """One file that fixing changes: what is in it, what would be, the problems that would be gone,
    and whether it is no case study and no list of adoptions but a file beside one.
    """

    path: str
    before: bytes
    after: bytes
    gone: tuple[Diagnostic, ...] = ()
    is_attachment: bool = False

    @property
    def diff(self) -> str:
        """The change as a unified diff; of a picture or a document, one line with what it would not
        say any more.
        """
        if self.is_attachment:
            told = ", ".join(
                dict.fromkeys(f"{trace.kind} ({trace.name})" for trace in find_hidden(self.before))
            )
            return f"{self.path}: this would go: {told}\n"
        old, new = _lines(self.before), _lines(self.after)
        return "".join(difflib.unified_diff(old, new, self.path, self.path))


def changes(
    root: Path, context: Context, wanted: Callable[[str], bool] | None = None
) -> Iterator[Change]:
    """Yield every file under `root` that fixing would change, in order, of those whose path is
    `wanted` or, without it, of all.
    """
    studies, adoptions, others = list_files(root)
    for path in sorted((*studies, *adoptions, *others)):
        if wanted and not wanted(path):
            continue
        try:
            content = (
                read_content(root, path)
                if path in studies or path in adoptions
                else _attachment(root / path)
            )
        except OSError:
            continue
        change = _change(path, content, context, path in studies, path in adoptions)
        if change.after != content:
            yield change


def marked(report: Report, found: Iterable[Change]) -> Report:
    """Return the report with every problem marked that one of these changes takes away."""
    gone: set[Diagnostic] = set()
    bare: set[str] = set()
    for change in found:
        gone.update(change.gone)
        if change.is_attachment:
            bare.add(change.path)
    return Report(
        tuple(
            replace(one, fixable=one in gone or (one.place.path in bare and one.name in _HIDDEN))
            for one in report
        ),
        report.files,
    )


def _change(path: str, content: bytes, context: Context, study: bool, adoptions: bool) -> Change:
    if not study and not adoptions:
        return Change(path, content, without_hidden(content), is_attachment=True)
    file: File = read_draft(path, content) if study else read_adoptions(path, content)
    fixed = fix(file, context)
    same = fixed.text == file.text and not is_readable(file)
    return Change(path, content, content if same else fixed.text.encode(), fixed.gone)


def _attachment(file: Path) -> bytes:
    if file.is_symlink() or file.stat().st_size > LARGEST:
        raise OSError("not looked at")
    refuse_pipe(file)
    return file.read_bytes()


def _lines(content: bytes) -> list[str]:
    # An end of line that is not ours gets a sign: otherwise two lines that look the same would
    # stand there.
    *lines, last = content.decode().replace("\r", "\\r").split("\n")
    return [f"{line}\n" for line in lines] + (
        [f"{last}\n\\ No newline at end of file\n"] if last else []
    )
