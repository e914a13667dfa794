"""Rules about the files beside the case studies."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from unicodedata import normalize

from practice.attachments import pdf, pdf_reader
from practice.attachments.file_types import PUBLISHED, Kind, ending_of, is_publishable
from practice.attachments.metadata import FILM_BEHIND
from practice.checks.context import Context
from practice.checks.references import Collection
from practice.checks.rule import Finding, collection_rule
from practice.content.draft import Attachment
from practice.model.diagnostics import Place, Severity
from practice.model.text import listing


@collection_rule("CS513", "hidden-location")
def hidden_location(collection: Collection, context: Context) -> Iterator[Finding]:
    """No picture or document carries the place where it was made."""
    hint = (
        "Take the place out before you offer it: in Windows, Properties, Details, Remove Properties"
        " and Personal Information."
    )
    for attachment in collection.attachments:
        names = [trace.name for trace in attachment.traces if trace.kind == "location"]
        if names:
            yield Finding(
                Place(attachment.path),
                f"The file says where it was made ({listing(names)}): that may be somebody's home.",
                hint,
            )


@collection_rule("CS514", "hidden-author", Severity.WARNING)
def hidden_author(collection: Collection, context: Context) -> Iterator[Finding]:
    """No picture or document carries the name of a person who made it."""
    hint = (
        "Take the name out: in Word, File, Info, Check for Issues, Inspect Document; for a picture,"
        " Properties, Details."
    )
    for attachment in collection.attachments:
        names = [trace.name for trace in attachment.traces if trace.kind == "author"]
        if names:
            yield Finding(
                Place(attachment.path),
                f"The file names a person who made or changed it ({listing(names)}).",
                hint,
            )


_ALL = (
    "The site publishes PNG, JPEG, GIF, WebP, PDF, Word, Excel, PowerPoint and OpenDocument files,"
    " CSV and plain text."
)
_ELSEWHERE = (
    "Put it where your trust publishes films and sound, and link to it from the case study."
)
_CURES: Mapping[Kind, str] = {
    "HEIC picture": (
        "Save it as JPEG. So that an iPhone does: Settings, Camera, Formats, Most Compatible."
    ),
    "AVIF picture": "Save it as PNG or JPEG.",
    "TIFF picture": "Save it as PNG or JPEG.",
    "camera's raw picture": "Save it as JPEG.",
    "office file": "Save it as .docx, .xlsx, .pptx, .odt, .ods or .odp.",
    "old Office file": "Save it as .docx, .xlsx, .pptx or PDF, without a password.",
    "RTF file": "Save it as .docx or PDF.",
    "film": _ELSEWHERE,
    "sound file": _ELSEWHERE,
    "empty file": "Put the whole file there, or take it out.",
    "link to another place": "Put the file itself there.",
    "file of more than 64 MB": "Make it smaller, or put it elsewhere on the web and link to it.",
}
_ANEW = "Save it anew in the program that made it, without a password, and put that one there."
_INSTALL = "Install it in the folder of this project: pip install '.[attachments]'."
_MISSING = {
    pdf.NOT_INSTALLED: (
        f"{_INSTALL} A Mac needs Apple's processor and macOS 15; elsewhere the file will be looked"
        " into."
    ),
    pdf_reader.NOT_INSTALLED: _INSTALL,
    FILM_BEHIND.name: "Run practice check --fix, which takes it out, or save the picture anew.",
}
_HOLDING = ("empty file", "link to another place", "file of more than 64 MB")


@collection_rule("CS517", "unpublishable-file")
def unpublishable_file(collection: Collection, context: Context) -> Iterator[Finding]:
    """Every file beside a case study is of a kind that the site publishes, and can be looked
    into.
    """
    used = _used(collection) if collection.attachments else {}
    for attachment in collection.attachments:
        where = used.get(attachment.path, "")
        for message, hint in _faults(attachment, bool(where)):
            yield Finding(Place(attachment.path), f"{message} {where}".strip(), hint)


def _faults(attachment: Attachment, is_used: bool) -> Iterator[tuple[str, str]]:
    kind, ending = attachment.kind, ending_of(attachment.path)
    wanted = PUBLISHED.get(ending)
    cure = _CURES.get(kind, _ALL)
    renamed = next((name for name, held in PUBLISHED.items() if held == kind), "")
    if kind in _HOLDING:
        yield f"This is {_a(kind)}.", cure
    elif wanted and wanted != kind:
        yield (
            f"The file is called .{ending}, but it is {_a(kind)}.",
            _rename(renamed) if renamed and kind not in _CURES else cure,
        )
    elif not wanted and kind == "text":
        # Notes that nobody is sent to harm nobody: they hide nothing.
        if is_used:
            yield (
                (
                    "The site publishes no"
                    f" {f'.{ending} files' if ending else 'files without an ending'}."
                ),
                _ALL,
            )
    elif not wanted:
        yield (
            (
                f"This is {_a(kind)}, and the site publishes none called"
                f" {f'.{ending}' if ending else 'like that'}."
            ),
            (_rename(renamed) if renamed and kind not in _CURES else cure),
        )
    for trace in attachment.traces:
        if trace.kind == "unread":
            yield f"The file cannot be looked into: {trace.name}.", _MISSING.get(trace.name, _ANEW)


def _a(kind: str) -> str:
    return kind if kind == "text" else f"an {kind}" if kind[0] in "AReo" else f"a {kind}"


def _rename(ending: str) -> str:
    return f"Give it the ending .{ending}, here and where it is named."


def _used(collection: Collection) -> dict[str, str]:
    """Return, for each file that a case study shows or links, a sentence that says where first."""
    found: dict[str, str] = {}
    for study in collection.studies:
        for path, mention in study.named():
            found.setdefault(path, f"It is used in {study.path}, line {mention.line}.")
    return found


@collection_rule("CS518", "identifying-file")
def identifying_file(collection: Collection, context: Context) -> Iterator[Finding]:
    """No file beside a case study has words in it that identify a patient."""
    hint = (
        "Take it out of the file, or take the file away. What may stand in it is counted, never"
        " named."
    )
    for attachment in collection.attachments:
        for trace in attachment.traces:
            if trace.kind == "identifies":
                yield Finding(Place(attachment.path), f"In this file: {trace.name}", hint)


@collection_rule("CS519", "scanned-page", Severity.WARNING)
def scanned_page(collection: Collection, context: Context) -> Iterator[Finding]:
    """Every page of a PDF beside a case study has words that can be looked through."""
    hint = (
        "See that nothing on it tells who a patient is. A PDF saved from the document itself, not"
        " scanned, can be looked through."
    )
    for attachment in collection.attachments:
        for trace in attachment.traces:
            if trace.kind == "pictures":
                subject = trace.name[0].upper() + trace.name[1:]
                verb = (
                    "are pictures, and their words"
                    if subject.startswith("Pages")
                    else "is a picture, and its words"
                )
                yield Finding(
                    Place(attachment.path), f"{subject} {verb} cannot be looked through.", hint
                )


@collection_rule("CS407", "unnamed-file", Severity.WARNING)
def unnamed_file(collection: Collection, context: Context) -> Iterator[Finding]:
    """Every file beside a case study is named by one."""
    files = [path for path in collection.files if is_publishable(path)]
    # Named with other capitals, or as another system writes its accents: that is a broken link, and
    # reported there.
    named = (
        {_folded(path) for study in collection.studies for path, _ in study.named()}
        if files
        else set()
    )
    # A case study without a title is one whose fields may be past reading, and what they name with
    # them.
    unread = {posixpath.dirname(study.path) for study in collection.studies if not study.title}
    for path in files:
        if _folded(path) not in named and posixpath.dirname(path) not in unread:
            name = posixpath.basename(path)
            hint = (
                f"Name it in the case study, under resources (file: {name}) or by a link or picture"
                " in the text; or take it away."
            )
            yield Finding(
                Place(path), "No case study names this file, so the site does not publish it.", hint
            )


def _folded(path: str) -> str:
    return normalize("NFC", path).casefold()
