"""What stops an import: one sentence that names the file or says what to install."""

from __future__ import annotations

import importlib
from types import ModuleType

INSTALL = "pip install 'practice-exchange[import]'"


class CannotImport(Exception):
    """A file cannot be imported; the message says why and what to do, and does not name the file."""


class LibraryMissing(Exception):
    """Files cannot be imported on this computer until a library is installed; the message says how."""


def library(name: str) -> ModuleType:
    """Return the module `name` of the extra `import`, brought in only now because few commands need it.

    Raises:
        LibraryMissing: it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError:
        raise LibraryMissing(f"Word files and spreadsheets need libraries that are not installed here. Install them: {INSTALL}") from None
