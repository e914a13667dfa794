"""What makes a preview quick where MkDocs is slow: what it works out anew each time is kept, and
what no page shows is left unread.
"""

from __future__ import annotations

import os
from pathlib import Path

import mkdocs
from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader
from mkdocs.theme import Theme

from practice import __version__


def compiled_templates() -> BytecodeCache | None:
    """Return where Jinja keeps templates it has compiled, each with a digest of its text; None
    where nothing can be kept.

    It is Jinja's own folder of this user, never one of the content repository: what lies there is
    run.
    """
    try:
        return FileSystemBytecodeCache(
            pattern=f"practice_{__version__}_{mkdocs.__version__}_%s.cache"
        )
    except (
        OSError,
        RuntimeError,
    ):  # the folder cannot be written, or somebody else could write there
        return None


class QuickTheme(Theme):
    """A theme as MkDocs has set it up, whose templates are compiled once and whose icons are not
    listed.
    """

    def __init__(self, theme: Theme, cache: BytecodeCache | None) -> None:
        # All that a theme holds is what its settings gave; reading them again would undo what
        # plugins have changed.
        self.__dict__.update(theme.__dict__)
        self._compiled = cache

    def get_env(self) -> Environment:
        """Return the environment of the theme's templates."""
        environment = super().get_env()
        environment.bytecode_cache = self._compiled
        environment.loader = _Loader(self.dirs)
        return environment


class _Loader(FileSystemLoader):
    """Lists what MkDocs may copy to a site. It leaves out folders with a dot, and Material has
    14,000 icons in one.
    """

    def list_templates(self) -> list[str]:
        found = set()
        for folder in self.searchpath:
            for place, inner, names in os.walk(folder):
                inner[:] = [name for name in inner if not name.startswith(".")]
                found |= {Path(place, name).relative_to(folder).as_posix() for name in names}
        return sorted(found)
