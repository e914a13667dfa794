"""Case studies and adoptions read from their files: front matter with places, then the body."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from frontmatter.default_handlers import YAMLHandler

from practice.content.attached_files import read_attachments
from practice.content.draft import (
    AdoptionsDraft,
    Draft,
    Drafts,
    Mapping,
    Sequence,
    conflicts,
    problem,
)
from practice.content.files import MAX_BYTES, read_content, scan, sort_out
from practice.content.markdown import read_body
from practice.content.yaml_nodes import read_yaml
from practice.model.diagnostics import Diagnostic, Place
from practice.privacy.suppressions import without_exemptions

MAX_FRONT_MATTER = 64 * 1024

_OPENING = (
    "Start the file with a line of three hyphens, then the fields, then another such line; see"
    " case_studies/_template.md."
)
_handler = YAMLHandler()


def _decode(path: str, content: bytes) -> tuple[str, Diagnostic | None]:
    if len(content) > MAX_BYTES:
        return "", problem(
            "file-too-large",
            Place(path),
            "The file has more than 1 MB, which is the most for a case study.",
            "Put pictures and tables into files of their own.",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = Place(path, before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        hint = "Save the file as UTF-8 (in Word: plain text, encoding Unicode UTF-8)."
        return "", problem(
            "wrong-encoding", place, "There is a character here that is not in UTF-8.", hint
        )
    if "\0" in text:
        before_nul = text[: text.index("\0")]
        place = Place(path, before_nul.count("\n") + 1, len(before_nul) - before_nul.rfind("\n"))
        return "", problem(
            "wrong-encoding",
            place,
            "This is not a plain text file.",
            "Save it as plain text in UTF-8, not as a Word file or picture.",
        )
    return _with_plain_ends(text), None


def _with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decoded(content: bytes) -> str:
    """Return the text of a file that `read_draft` could read, with plain ends of lines."""
    return _with_plain_ends(content.decode("utf-8-sig"))


def read_draft(path: str, content: bytes) -> Draft:
    """Read one case study.

    Args:
        path: where it stands, relative to the root.
        content: the file's bytes; anything at all.
    """
    text, fault = _decode(path, content)
    if fault:
        return Draft(path, None, problems=(fault,))
    draft = _read_text(path, text)
    return replace(draft, problems=conflicts(path, text) or draft.problems)


def _read_text(path: str, text: str) -> Draft:
    if not _handler.detect(text):
        return Draft(
            path,
            None,
            problems=(
                problem("no-front-matter", Place(path), "The file has no front matter.", _OPENING),
            ),
            text=text,
        )
    try:
        front_text, body_text = _handler.split(text)
    except ValueError:
        message = "The front matter is opened but never closed."
        return Draft(
            path,
            None,
            problems=(
                problem(
                    "no-front-matter",
                    Place(path),
                    message,
                    "Close it with a line of three hyphens.",
                ),
            ),
            text=text,
        )
    if len(front_text) > MAX_FRONT_MATTER:
        message = (
            f"The front matter has {len(front_text):,} characters; at most {MAX_FRONT_MATTER:,} are"
            " read."
        )
        return Draft(
            path,
            None,
            problems=(
                problem(
                    "file-too-large",
                    Place(path),
                    message,
                    "Move long text into the sections below.",
                ),
            ),
            text=text,
        )
    front_text = front_text.lstrip("\n")
    start = text.index(front_text, 3) if front_text else 0
    front_line = text.count("\n", 0, start) + 1
    body_line = text.count("\n", 0, len(text) - len(body_text)) + 1
    value, problems = read_yaml(front_text, path, front_line)
    if not problems and not isinstance(value, Mapping):
        message = (
            "The front matter is empty."
            if value is None
            else "The front matter is not a list of fields."
        )
        hint = "Write each field as 'name: value'; see case_studies/_template.md."
        problems = (
            problem(
                "front-matter-not-mapping", value.place if value else Place(path), message, hint
            ),
        )
    front = value if isinstance(value, Mapping) else None
    return Draft(
        path, front, read_body(without_exemptions(body_text), path, body_line), problems, text
    )


def read_adoptions(path: str, content: bytes) -> AdoptionsDraft:
    """Read one `adoptions.yml`: a list of records, each a practice taken up."""
    text, fault = _decode(path, content)
    if fault:
        return AdoptionsDraft(path, problems=(fault,))
    if found := conflicts(path, text):
        return AdoptionsDraft(path, problems=found, text=text)
    value, problems = read_yaml(text, path)
    if isinstance(value, Sequence):
        return AdoptionsDraft(path, value.items, problems, text)
    if value is not None and not problems:
        hint = "Start each record with '- practice: ' and the id of a case study."
        problems = (
            problem(
                "front-matter-not-mapping",
                value.place,
                "The file is not a list of adoptions.",
                hint,
            ),
        )
    return AdoptionsDraft(path, problems=problems, text=text)


def unreadable_study(path: str, error: OSError) -> Draft:
    """Return the draft of a case study that cannot be read: nothing but the problem."""
    message = f"The file cannot be read: {error.strerror or error}."
    found = problem(
        "unreadable-file",
        Place(path),
        message,
        "Make sure that it exists and that you may read it.",
    )
    return Draft(path, None, problems=(found,))


def read_study_file(root: Path, path: str) -> Draft:
    """Read the case study at `path`, relative to `root`."""
    try:
        return read_draft(path, read_content(root, path))
    except OSError as error:
        return unreadable_study(path, error)


def read_adoptions_file(root: Path, path: str) -> AdoptionsDraft:
    """Read the adoptions at `path`, relative to `root`."""
    try:
        return read_adoptions(path, read_content(root, path))
    except OSError as error:
        message = f"The file cannot be read: {error.strerror or error}."
        return AdoptionsDraft(
            path,
            problems=(
                problem("unreadable-file", Place(path), message, "Make sure that you may read it."),
            ),
        )


def list_files(root: Path) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the paths of the case studies, of the adoptions and of all other files, relative to
    `root`.
    """
    return sort_out(scan(root))


def read_drafts(root: Path) -> Drafts:
    """Read everything under `root/case_studies/` (one process; see `workspace` for many files)."""
    studies, adoptions, others = list_files(root)
    return Drafts(
        tuple(read_study_file(root, path) for path in studies),
        tuple(read_adoptions_file(root, path) for path in adoptions),
        others,
        read_attachments(root, others),
    )
