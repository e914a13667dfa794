"""Files and folders as the user names them, to case studies."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from practice.attachments.errors import CannotImport
from practice.importers.imported import Imported
from practice.importers.opening import KINDS, open_source
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
