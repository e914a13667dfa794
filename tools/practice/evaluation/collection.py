"""Read a test collection in the usual form: queries and documents as JSON lines, judgements as
columns (BEIR or TREC).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from practice.search import Document

Judgements = Mapping[str, Mapping[str, int]]
"""For each query, the grades of its judged documents; 0 and below is not relevant."""


class BadCollection(Exception):
    """A file of a test collection is missing or broken; the message says where."""


@dataclass(frozen=True)
class Judged:
    """The queries that can be scored, in the order of their file, and their judgements.

    `unjudged` counts the queries without a relevant document, which are left out.
    """

    queries: Mapping[str, str]
    judgements: Judgements
    unjudged: int


def read_judged(queries: Path, judgements: Path) -> Judged:
    """Return the queries that have a relevant document.

    Raises:
        BadCollection: for a file that is missing or broken, a judgement of a query that is not
            there, or when no query has a relevant document.
    """
    texts: dict[str, str] = {}
    for place, record in _records(queries):
        _add(texts, _text(record, "_id", place), _text(record, "text", place), place)
    found: dict[str, dict[str, int]] = {}
    for place, query, document, grade in _judgements(judgements):
        if query not in texts:
            raise BadCollection(f"{place}: the query '{query}' is not in {queries}.")
        found.setdefault(query, {})[document] = grade
    relevant = {
        query: found[query]
        for query in texts
        if any(grade > 0 for grade in found.get(query, {}).values())
    }
    if not relevant:
        raise BadCollection(f"No query of {queries} has a relevant document in {judgements}.")
    return Judged({query: texts[query] for query in relevant}, relevant, len(texts) - len(relevant))


def read_documents(corpus: Path) -> Iterator[Document]:
    """Yield the documents of a corpus: `_id`, `title` (may be missing) and `text`.

    Raises:
        BadCollection: for a file that is missing or broken, or two documents with one id.
    """
    seen: dict[str, str] = {}
    for place, record in _records(corpus):
        name = _text(record, "_id", place)
        _add(seen, name, "", place)
        title = "" if record.get("title") is None else _text(record, "title", place)
        yield Document(name, title, "", "", _text(record, "text", place), {}, "", {})


def _add(known: dict[str, str], name: str, value: str, place: str) -> None:
    if name in known:
        raise BadCollection(f"{place}: the id '{name}' is there already.")
    known[name] = value


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield f"{path}:{number}", line.rstrip("\r\n")
    except UnicodeDecodeError:
        raise BadCollection(f"{path} is not UTF-8 text.") from None
    except OSError as error:
        raise BadCollection(f"{path} cannot be read: {error.strerror or error}.") from None


def _records(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for place, line in _lines(path):
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            raise BadCollection(
                f'{place}: this line is not JSON. A line looks like {{"_id": "1", "text": "..."}}.'
            ) from None
        if not isinstance(record, dict):
            raise BadCollection(f"{place}: this line is not a JSON object.")
        yield place, record


def _text(record: Mapping[str, Any], key: str, place: str) -> str:
    value = record.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and key == "_id":
        value = str(value)
    if not isinstance(value, str) or (key == "_id" and not value):
        raise BadCollection(f"{place}: '{key}' is missing or not text.")
    return value


def _judgements(path: Path) -> Iterator[tuple[str, str, str, int]]:
    # BEIR: query, document, grade, with or without a line of headings. TREC: query, 0, document,
    # grade.
    first = True
    for place, line in _lines(path):
        columns = line.split("\t") if "\t" in line else line.split()
        if len(columns) not in (3, 4):
            raise BadCollection(
                f"{place}: {len(columns)} columns; a judgement has 3 (query, document, grade) or 4"
                " (query, 0, document, grade)."
            )
        query, document, grade = columns[0], columns[-2], columns[-1].strip()
        try:
            value = int(grade)
        except ValueError:
            if not first:
                raise BadCollection(
                    f"{place}: the grade '{grade}' is not a whole number."
                ) from None
        else:
            yield place, query, document, value
        first = False
