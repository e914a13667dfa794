"""Which room may use which library: complete by construction, since every import is looked at."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import practice

PACKAGE = Path(practice.__file__).parent

# A library that is not listed may be used anywhere.
ROOMS = {
    "click": {"cli"},
    "frontmatter": {"content"},
    "jinja2": {"site"},
    "mkdocs": {"site"},
    "yaml": {"content"},
    "whoosh": {"search"},
}


def imports() -> Iterator[tuple[str, str]]:
    """Yield each library that a room imports, wherever the import stands: (library, room)."""
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((alias.name.partition(".")[0], room) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0], room


def test_each_library_has_one_room() -> None:
    used: dict[str, set[str]] = {}
    for library, room in imports():
        used.setdefault(library, set()).add(room)
    assert {library: used.get(library) for library in ROOMS} == ROOMS


def test_whoosh_is_used_as_documented() -> None:
    """No attribute of another object's own, nothing private imported, no module replaced."""
    for path in (PACKAGE / "search").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and re.match(r"_(?!_)", node.attr):
                own = isinstance(node.value, ast.Name) and node.value.id == "self"
                assert own, f"{path.name}:{node.lineno} {node.attr}"
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("whoosh"):
                assert not [alias.name for alias in node.names if alias.name.startswith("_")]
                assert "codec" not in (node.module or "")
        assert "sys.modules" not in path.read_text(encoding="utf-8")
