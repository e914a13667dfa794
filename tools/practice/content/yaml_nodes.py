"""YAML text to values that remember their line and column; nothing is ever constructed or run."""

from __future__ import annotations

import re
from typing import Any, Literal

import yaml

from practice.content.draft import Entry, Mapping, Scalar, Sequence, Value, problem
from practice.model.diagnostics import Diagnostic, Place

# libyaml is ten times faster, but nests on the C stack: text that could nest deeply goes to the
# slower reader, which can say so instead of crashing.
_FAST_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
YAML_VERSION: str = yaml.__version__
_NESTING = re.compile(r"[\[{]|[-?:]\s")
_MAX_NESTING_MARKS = 2_000
MAX_NODES = 20_000

_TAGS: dict[str, Literal["str", "int", "float", "bool", "null", "date"]] = {
    "tag:yaml.org,2002:int": "int",
    "tag:yaml.org,2002:float": "float",
    "tag:yaml.org,2002:bool": "bool",
    "tag:yaml.org,2002:null": "null",
    "tag:yaml.org,2002:timestamp": "date",
}

_CURES = (
    (
        "mapping values are not allowed",
        'A colon with a space after it starts a new field. Put the whole text in quotes: "...".',
    ),
    (
        "cannot start any token",
        "Use spaces to indent, not tabs; put text that starts with @, ` or % in quotes.",
    ),
    ("found unexpected end of stream", "A quote that was opened is never closed."),
    (
        "did not find expected key",
        "The indentation changes here, or a quote inside quotes ends the text too soon.",
    ),
    (
        "could not find expected ':'",
        "Every field is written 'name: value', with a colon and a space.",
    ),
    (
        "did not find expected ',' or",
        "A list in square brackets needs a comma between its items and a closing bracket.",
    ),
    (
        "expected ',' or",
        "A list in square brackets needs a comma between its items and a closing bracket.",
    ),
    ("undefined alias", "Text that starts with * must stand in quotes."),
    ("expected alphabetic or numeric", "Text that starts with *, & or ! must stand in quotes."),
    ("did not find expected alphabetic", "Text that starts with *, & or ! must stand in quotes."),
    (
        "block sequence entries are not allowed",
        "Start the list on a line of its own, under the name of the field.",
    ),
    (
        "special characters are not allowed",
        "Delete the invisible character; it often comes from copying out of a PDF or e-mail.",
    ),
)


def _cure(words: str) -> str:
    return next(
        (cure for part, cure in _CURES if part in words),
        "Compare the line, and the one before it, with case_studies/_template.md.",
    )


class _TooLarge(Exception):
    """More values than any record holds: aliases that multiply, or nesting without end."""


class _Converter:
    def __init__(self, path: str, first_line: int) -> None:
        self.path, self.first_line = path, first_line
        self.problems: list[Diagnostic] = []
        self.nodes = 0

    def place(self, node: yaml.Node) -> Place:
        return Place(self.path, self.first_line + node.start_mark.line, node.start_mark.column + 1)

    def value(self, node: yaml.Node, depth: int = 0) -> Value:
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > 50:
            raise _TooLarge
        if isinstance(node, yaml.SequenceNode):
            return Sequence(
                tuple(self.value(item, depth + 1) for item in node.value), self.place(node)
            )
        if isinstance(node, yaml.MappingNode):
            return Mapping(tuple(self.entries(node, depth)), self.place(node))
        return Scalar(node.value, _TAGS.get(node.tag, "str"), self.place(node))

    def entries(self, node: yaml.MappingNode, depth: int) -> list[Entry]:
        found: list[Entry] = []
        lines: dict[str, int] = {}
        for key, value in node.value:
            place = self.place(key)
            if not isinstance(key, yaml.ScalarNode):
                self.problems.append(
                    problem(
                        "broken-yaml", place, "The name of a field must be a plain word.", _cure("")
                    )
                )
                continue
            if key.value in lines:
                message = (
                    f"'{key.value}' is given twice; the first time on line {lines[key.value]}."
                )
                self.problems.append(
                    problem("duplicate-key", place, message, "Keep one of the two.")
                )
            lines.setdefault(key.value, place.line)
            found.append(Entry(key.value, place, self.value(value, depth + 1)))
        return found


def _loader(text: str) -> Any:
    return (_FAST_LOADER if len(_NESTING.findall(text)) < _MAX_NESTING_MARKS else yaml.SafeLoader)(
        text
    )


def nodes_of(text: str) -> yaml.Node | None:
    """Return the nodes of a document in which `read_yaml` found nothing wrong: they know where each
    value ends.
    """
    loader = _loader(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


def read_yaml(
    text: str, path: str, first_line: int = 1
) -> tuple[Value | None, tuple[Diagnostic, ...]]:
    """Read one YAML document.

    Args:
        text: the document.
        path: the file it stands in, for the places.
        first_line: the line of the file on which `text` starts.

    Returns:
        The value (None when the document is empty or broken) and what was found wrong.
    """
    converter = _Converter(path, first_line)
    loader: Any = None
    try:
        loader = _loader(text)
        node = loader.get_single_node()
        value = converter.value(node) if node is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (
            Place(path, first_line + mark.line, mark.column + 1)
            if mark
            else Place(path, first_line)
        )
        words = str(error.problem or error.context or "it cannot be read")
        return None, (
            problem("broken-yaml", place, f"This is not well-formed YAML: {words}.", _cure(words)),
        )
    except yaml.reader.ReaderError as error:
        before = text[: error.position] if isinstance(error.position, int) else ""
        place = Place(path, first_line + before.count("\n"), len(before) - before.rfind("\n"))
        words = "special characters are not allowed"
        return None, (
            problem(
                "broken-yaml",
                place,
                "There is a character here that no text may hold.",
                _cure(words),
            ),
        )
    except (_TooLarge, RecursionError):
        message = "The values are nested too deep, or repeated too often, for a case study."
        return None, (
            problem(
                "file-too-large",
                Place(path, first_line),
                message,
                "Take out the aliases (& and *) and the nesting.",
            ),
        )
    finally:
        if loader is not None:
            loader.dispose()
    return value, tuple(converter.problems)
