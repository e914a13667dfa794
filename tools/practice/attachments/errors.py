"""What stops an import: one sentence that names the file or says what to install."""

from __future__ import annotations

import importlib
from types import ModuleType

# By its folder, never by a name: no index of packages has this project, and anybody could register
# its name there.
INSTALL = "pip install '.[import]'"


class CannotImport(Exception):
    """A file cannot be imported: the message says why and what to do, not which file."""


class LibraryMissing(Exception):
    """A library is missing on this computer: the message says how to install it."""


def library(name: str) -> ModuleType:
    """Return the module `name` of the extra `import`, brought in only now because few commands need
    it.

    Raises:
        LibraryMissing: it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError:
        raise LibraryMissing(
            "Reading such files needs libraries that are not installed here. In the folder of this"
            f" project: {INSTALL}"
        ) from None
