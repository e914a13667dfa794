"""Join scripts that import one another into one plain script.

A browser loads modules from a host only, never from a page that somebody saved to disk. So the form
is written as modules, which read like the other scripts of the theme, and published as one script
that any page can load.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

_IMPORT = re.compile(r'^import \{[^}]*\} from "(?P<path>[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function\*? |const |class )", re.MULTILINE)
_DECLARED = re.compile(
    r"^(?:export )?(?:(?:async )?function\*?|const|let|class) (?P<name>\w+)", re.MULTILINE
)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


class CannotJoin(ValueError):
    """A script cannot be joined to others; the message says which, and why."""


def join(entry: str, read: Callable[[str], str]) -> str:
    """Return the script at `entry` with all that it imports, each once and before what uses it.

    `read` returns the text of a path. All names share one scope, so none may be declared by two
    scripts. Of most a browser would say so, and run nothing; of functions it would take the last
    without a word.

    Raises:
        CannotJoin: a form of import or export is not read here, two scripts import each other, or
            both declare a name.
    """
    parts: dict[str, str] = {}
    _collect(entry, read, parts, ())
    owners: dict[str, str] = {}
    for path, text in parts.items():
        for found in _DECLARED.finditer(text):
            if owners.setdefault(found["name"], path) != path:
                raise CannotJoin(f"{path} and {owners[found['name']]} both declare {found['name']}")
    body = "\n".join(text.strip() + "\n" for text in parts.values())
    return f'(() => {{\n"use strict";\n\n{body}}})();\n'


def _collect(
    path: str, read: Callable[[str], str], parts: dict[str, str], above: tuple[str, ...]
) -> None:
    if path in above:
        raise CannotJoin(f"{path} imports itself by way of {above[-1]}")
    text = read(path)
    for found in _IMPORT.finditer(text):
        other = posixpath.normpath(posixpath.join(posixpath.dirname(path), found["path"]))
        if other not in parts:
            _collect(other, read, parts, (*above, path))
    text = _EXPORT.sub("", _IMPORT.sub("", text))
    if left := _LEFT.search(text):
        raise CannotJoin(f"{path}: {left[0]}")
    parts[path] = text
