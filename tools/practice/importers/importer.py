"""The files named, what the import makes of each, and where that is saved."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from practice.attachments.errors import CannotImport
from practice.importers.opening import KINDS, open_source
from practice.importers.result import Imported
from practice.model.organisations import Organisation, Organisations
from practice.model.vocabulary import Vocabularies

_MEANT = {
    *KINDS,
    ".doc",
    ".docm",
    ".rtf",
    ".xls",
    ".xlsm",
    ".ods",
    ".pdf",
    ".pages",
    ".txt",
    ".ppt",
    ".pptx",
    ".odp",
    ".eml",
    ".msg",
}


def files_in(paths: Iterable[str]) -> Iterator[Path]:
    """Yield each file named, and of each folder every file in and below it that may be meant, in
    order of names.

    Links to folders are not followed; hidden files and the locks that Word leaves beside open files
    are nobody's.
    """
    for name in paths:
        path = Path(name)
        if not path.is_dir() or path.is_symlink():
            yield path
            continue
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for file in sorted(files):
                if Path(file).suffix.lower() in _MEANT and not file.startswith((".", "~$")):
                    yield Path(folder) / file


def import_file(path: Path, vocabularies: Vocabularies) -> list[Imported]:
    """Return the case studies in one file: one for a document, one for each row of a sheet.

    Raises:
        CannotImport: it cannot be read, or must not be; the message says why and what to do.
        LibraryMissing: a library that it needs is not installed.
    """
    from practice.importers.documents import import_document
    from practice.importers.spreadsheets import import_sheet

    source = open_source(path)
    try:
        return (
            import_sheet(source, vocabularies)
            if source.kind in ("csv", "xlsx")
            else [import_document(source, vocabularies)]
        )
    except MemoryError:
        raise CannotImport(
            "Reading it takes more memory than there is. Cut it into smaller files."
        ) from None


def trust_of(study: Imported, named: str, organisations: Organisations) -> Organisation:
    """Return the trust whose folder a case study belongs to: the one `named` on the command line,
    else the first it names.

    Raises:
        CannotImport: none of them is in the register; the message says what to do.
    """
    for name in [named] if named else study.trusts:
        found = organisations.find(name)
        if found:
            return found
    wanted = named or next(iter(study.trusts), "")
    if not wanted:
        raise CannotImport("It does not say which trust it is from. Say so: --trust NAME")
    meant = organisations.suggest(wanted)
    suggestion = f" Did you mean '{meant}'?" if meant else ""
    raise CannotImport(
        f"'{wanted}' is not in our register of organisations.{suggestion} Name the trust: --trust"
        " NAME"
    )


def save(study: Imported, text: str, target: Path) -> None:
    """Write a case study to `target` and its pictures beside it: all of them, or nothing.

    Raises:
        CannotImport: something of that name is there already, or the folder cannot be written to.
    """
    written: list[Path] = []
    files = [
        (target.parent / name, picture.content)
        for name, picture in zip(study.picture_names(), study.pictures, strict=True)
    ]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for path, content in [*files, (target, text.encode())]:
            with path.open("xb") as opened:
                written.append(path)
                opened.write(content)
    except (OSError, KeyboardInterrupt) as error:
        for path in written:
            path.unlink()
        if isinstance(error, KeyboardInterrupt):
            raise
        if isinstance(error, FileExistsError):
            raise CannotImport(taken(error.filename or str(target))) from None
        raise CannotImport(f"{target} cannot be written: {error.strerror or error}.") from None


def taken(path: str) -> str:
    """Return what to say when something stands where a file would go."""
    cure = "Give it another title, or another place with --output."
    return (
        f"It would have been {path}, but that is there already, and nothing is ever overwritten."
        f" {cure}"
    )
