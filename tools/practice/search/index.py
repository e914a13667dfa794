"""An index opened for reading: its terms, facets and documents, as Whoosh's reader tells them.

Documents have the numbers that Whoosh gives them. A set of documents is an integer with bit n set
for document n: two sets meet with `&`, and `int.bit_count` counts them, which makes facet counts
exact and nearly free. The sets of all values of all facets are taken from Whoosh's postings when an
index is built and kept in one small file, with the lengths: reading the postings would take longer
than the rest of a search.
"""

from __future__ import annotations

import json
import os
import warnings
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property
from math import fsum
from types import TracebackType
from typing import Any, BinaryIO

from .document import FIELD_WEIGHTS, TEXT_FIELDS
from .storage import IndexUnusable, Manifest, current_generation, damaged, read_manifest

with warnings.catch_warnings():
    # Whoosh is compiled on first import where the installer did not; Python then warns of its
    # source.
    warnings.simplefilter("ignore")
    from whoosh.analysis import Analyzer, Token
    from whoosh.columns import CompressedBytesColumn, NumericColumn
    from whoosh.fields import COLUMN, ID, STORED, FieldType, Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.formats import Positions
    from whoosh.reading import TermNotFound

from . import analysis

NAME = "practice"
FIELD_SPAN = 1 << 20
"""The positions of a field: the title's from 0, the summary's from 1 << 20, and so on."""
COLUMNS = "columns.bin"
_TRIES = 20


class Analysed(Analyzer):  # type: ignore[misc]
    """Gives Whoosh the terms of a text that was analysed before: "0 clinic 2 nurs" (see writer.py).

    The weight of a field multiplies the counts of its terms before the score sees them, so that
    four words in the body never count like one in each of four fields (Robertson, Zaragoza and
    Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004).
    """

    def __call__(self, value: str, **_: Any) -> Iterator[Any]:
        """Yield one token, again and again with another term, as Whoosh's analyzers do."""
        token = Token(positions=True, boosts=True)
        parts = iter(value.split())
        for position, token.text in zip(parts, parts, strict=True):
            token.pos = int(position)
            token.boost = FIELD_WEIGHTS[token.pos // FIELD_SPAN]
            yield token


class PackedPositions(Positions):  # type: ignore[misc]
    """Whoosh's positions as an array, several times quicker to read than its pickled lists."""

    def encode(self, poslist: Iterable[int]) -> bytes:
        """Return positions as they are written."""
        return array("I", poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> Sequence[int]:
        """Return the positions that were written."""
        return array("I", valuestring)


_POSITIONS = PackedPositions()


def schema(facet_names: Iterable[str]) -> Any:
    """Return Whoosh's schema for documents with these facets.

    `terms` repeats the terms of a document with their weights, for feedback; `words` are the words
    as written, for prefixes and spelling.
    """
    return Schema(
        id=ID(sortable=True),
        text=FieldType(_POSITIONS, Analysed(), scorable=False),
        words=ID(),
        date=ID(),
        title=ID(),
        length=COLUMN(NumericColumn("f")),
        terms=COLUMN(CompressedBytesColumn()),
        record=STORED(),
        **{facet_field(name): ID() for name in facet_names},
    )


def facet_field(name: str) -> str:
    """Return the name of the field for a facet."""
    return f"facet-{name}"


class _Files(FileStorage):  # type: ignore[misc]
    # The files of one generation. Whoosh's reader leaves open what it had opened when it then finds
    # a file missing or damaged, so they are closed here.

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._opened: list[Any] = []

    def open_file(self, name: str, **options: Any) -> Any:
        self._opened.append(super().open_file(name, **options))
        return self._opened[-1]

    def close_all(self) -> None:
        for file in self._opened:
            if not file.is_closed:
                file.close()


class Index:
    """An opened index: it stays as it was when opened, whatever is built meanwhile. Close it, or
    use `with`.
    """

    def __init__(self, generation: str, manifest: Manifest) -> None:
        self.fingerprint = manifest.fingerprint
        self.extras = manifest.extras
        self.facet_names = tuple(manifest.facet_names)
        self.count = manifest.count
        self.average_length = manifest.length / manifest.count if manifest.count else 0.0
        self._files = _Files(generation, readonly=True)
        self._known_places: dict[str, dict[int, bytes]] = {}
        self.lengths = array("f")
        self.facets: Mapping[str, Mapping[str, int]] = {}
        # Every file is opened now: a later build may remove this generation while it is being read.
        try:
            self._reader = self._files.open_index(NAME, schema(self.facet_names)).reader()
            self.size = self._reader.doc_count_all()
            # Whoosh's reader of an index without documents has no columns.
            names = ("id", "terms") if self.size else ()
            self._columns = {name: self._reader.column_reader(name) for name in names}
            for leaf, _ in self._reader.leaf_readers() if self.size else ():
                leaf.stored_fields(0)
        except BaseException:
            self._files.close_all()
            raise

    def weights(self, term: str) -> dict[int, float]:
        """Return the documents that have `term`, each with the weighted number of times."""
        found: dict[int, float] = {}
        for matcher, base in self._postings("text", term):
            while matcher.is_active():
                found[base + matcher.id()] = matcher.weight()
                matcher.next()
        return found

    def occurrences(self, phrase: analysis.Sequence, field: str = "") -> dict[int, float]:
        """Return the documents that have a term or phrase, in `field` or anywhere, each with the
        weighted number of times.
        """
        if len(phrase) == 1 and not field:
            return self.weights(phrase[0][0])
        wanted = TEXT_FIELDS.index(field) if field else -1
        found: dict[int, float] = {}
        for document, starts in self._starts(phrase).items():
            fields = [place // FIELD_SPAN for place in starts]
            weight = fsum(FIELD_WEIGHTS[n] for n in fields if wanted in (-1, n))
            if weight:
                found[document] = weight
        return found

    def _starts(self, phrase: analysis.Sequence) -> dict[int, set[int]]:
        # Where a phrase begins in each document that has it.
        rest = [(self._places(term), offset) for term, offset in phrase]
        rest.sort(key=lambda part: len(part[0]))
        (rarest, first), *rest = rest
        found = {
            document: {place - first for place in _POSITIONS.decode_positions(places)}
            for document, places in rarest.items()
            if all(document in others for others, _ in rest)
        }
        for others, offset in rest:
            for document, starts in found.items():
                places = _POSITIONS.decode_positions(others[document])
                starts.intersection_update([place - offset for place in places])
        return found

    def _places(self, term: str) -> dict[int, bytes]:
        # Where a term stands in each document, as it is written; several synonyms share words.
        if term not in self._known_places:
            found = self._known_places[term] = {}
            for matcher, base in self._postings("text", term):
                while matcher.is_active():
                    found[base + matcher.id()] = matcher.value()
                    matcher.next()
        return self._known_places[term]

    def frequency_of_term(self, term: str) -> int:
        """Return in how many documents a term stands."""
        # Whoosh counts documents that were removed until it merges their segment.
        counted: int = self._reader.doc_frequency("text", term)
        return counted - sum(term in terms for terms in self._removed)

    def words(self, prefix: str = "") -> Iterator[str]:
        """Yield the words of the index that begin with `prefix`, as they are written, in order."""
        for word in self._reader.expand_prefix("words", prefix):
            yield word.decode()

    def frequency(self, word: str) -> int:
        """Return in how many documents a word stands as it is written."""
        return self.documents("words", word).bit_count()

    def documents(self, field: str, value: str) -> int:
        """Return the set of the documents that have `value` in a field of the schema."""
        return self.as_set(
            base + document
            for matcher, base in self._postings(field, value)
            for document in matcher.all_ids()
        )

    def read_columns(self, file: BinaryIO) -> None:
        """Read the lengths of all documents, and the sets of all values of all facets."""
        names = json.loads(file.readline())
        self.lengths.fromfile(file, self.size)
        width = self.size // 8 + 1
        self.facets = {
            facet: {value: int.from_bytes(file.read(width), "little") for value in values}
            for facet, values in names
        }

    def columns(self) -> bytes:
        """Return the bytes for `read_columns`, as Whoosh's columns and postings give them."""
        sets = {
            name: {
                value.decode(): self.documents(facet_field(name), value.decode())
                for value in self._reader.lexicon(facet_field(name))
            }
            for name in self.facet_names
        }
        names = [(name, list(values)) for name, values in sets.items()]
        lengths = array("f", self._reader.column_reader("length") if self.size else ())
        bits = [each for values in sets.values() for each in values.values()]
        parts = [each.to_bytes(self.size // 8 + 1, "little") for each in bits]
        return b"".join([json.dumps(names).encode(), b"\n", lengths.tobytes(), *parts])

    def in_order(self, field: str, descending: bool) -> Iterator[int]:
        """Yield sets of documents with one value of a field, in the order of the values, and last
        those without.
        """
        rest = self.live
        for value in sorted(self._reader.lexicon(field), reverse=descending):
            same = self.documents(field, value.decode())
            rest &= ~same
            yield same
        yield rest

    @cached_property
    def live(self) -> int:
        """The set of all documents."""
        return self.as_set(self._reader.all_doc_ids())

    @cached_property
    def _removed(self) -> list[dict[str, float]]:
        # The terms of each removed document.
        if not self._reader.has_deletions():
            return []
        return [self.terms(number) for number in self.numbers(~self.live & ((1 << self.size) - 1))]

    def as_set(self, documents: Iterable[int]) -> int:
        """Return documents as a set."""
        bits = bytearray(self.size // 8 + 1)
        for document in documents:
            bits[document >> 3] |= 1 << (document & 7)
        return int.from_bytes(bits, "little")

    def numbers(self, documents: int) -> list[int]:
        """Return the numbers of the documents in a set, in rising order."""
        digits = bin(documents)[:1:-1]
        return [number for number, digit in enumerate(digits) if digit == "1"]

    def column(self, name: str) -> Any:
        """Return the column of a field: a value for the number of each document."""
        found: Any = self._columns.get(name, {})
        return found

    def record(self, document: int) -> dict[str, Any]:
        """Return the texts of a document and what was stored with it."""
        found: dict[str, Any] = json.loads(self._reader.stored_fields(document)["record"])
        return found

    def terms(self, document: int) -> dict[str, float]:
        """Return the terms of a document with their weights."""
        found: dict[str, float] = json.loads(self.column("terms")[document])
        return found

    def close(self) -> None:
        """Close its files."""
        self._reader.close()
        self._files.close_all()

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _postings(self, field: str, value: str) -> Iterator[tuple[Any, int]]:
        for leaf, base in self._reader.leaf_readers():
            try:
                yield leaf.postings(field, value), base
            except TermNotFound:
                continue


def open_index(directory: str | os.PathLike[str]) -> Index:
    """Open the index in `directory`.

    Raises:
        IndexUnusable: when it is missing or damaged; its `reason` is for people.
    """
    root = os.fspath(directory)
    for _ in range(_TRIES):
        current = current_generation(root)
        try:
            with ExitStack() as opened:
                index = opened.enter_context(Index(current[0], read_manifest(*current)))
                with open(os.path.join(current[0], COLUMNS), "rb") as file:
                    index.read_columns(file)
                if current_generation(root) == current:
                    opened.pop_all()
                    return index
        except Exception as error:  # Whoosh raises many kinds, none of its own
            # Else two builds may have finished meanwhile, and taken this generation away.
            if current_generation(root) == current:
                if isinstance(error, IndexUnusable):
                    raise
                raise damaged(error) from error
    raise damaged("it is made anew faster than it can be read")
