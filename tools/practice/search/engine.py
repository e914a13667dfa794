"""The only door to Whoosh: its imports, the schema, and reading and writing the postings of one
directory.

The index has two Whoosh fields. `text` holds the terms of all four texts of a document in one
posting list a term: the weight of a posting is the sum of the weights of the fields it stands in,
and its positions tell the fields apart (each field's positions start at its own multiple of
FIELD_SPAN). `record` keeps what a hit needs, as JSON; `terms` the same terms and positions by
document, for the second look at the best matches (reranking.py).
"""

from __future__ import annotations

import json
import sys
import warnings
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import accumulate
from types import ModuleType
from typing import Any, TypeVar

# Whoosh imports urllib.request, and with it a whole HTTP client, for a name that it never uses: a
# fifth of the time of a search. An empty stand-in does for it, unless the real module is there
# already.
_CLIENT = "urllib.request"
_absent = _CLIENT not in sys.modules
if _absent:
    sys.modules[_CLIENT] = ModuleType(_CLIENT)
    sys.modules[_CLIENT].__dict__["urlretrieve"] = None

with warnings.catch_warnings():
    # Whoosh 2.7.4 is compiled on first import where the installer did not; Python then warns about
    # its source (a SyntaxWarning, or in 3.11 a DeprecationWarning).
    warnings.simplefilter("ignore")
    from whoosh import __version__ as _version
    from whoosh import index as whoosh_index
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.fields import STORED, FieldType, Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.formats import Positions
    from whoosh.lang.porter import stem as _porter
    from whoosh.matching import FilterMatcher
    from whoosh.reading import TermNotFound
    from whoosh.scoring import BaseScorer, WeightingModel, bm25

if _absent:
    del sys.modules[_CLIENT]

WHOOSH_VERSION = ".".join(str(part) for part in _version)
INDEX_NAME = "main"
COMPRESSION = 1
"""zlib's level for postings: half the bytes of none, for about a tenth more time to build."""
POOL_MB = 2048
"""Whoosh sorts on disk above this many megabytes by its own generous guess, which doubles the time
for 5,000 documents and does not lower the memory that the process takes.
"""
FIELD_SPAN = 1 << 20
"""The positions of a field: title from 0, summary from 1 << 20, and so on; the body, last, has all
the room left.
"""

_REMEMBERED = 16
"""The positions of so many terms are remembered between two phrases."""

_Found = TypeVar("_Found")
Posting = tuple[bytes, int, float, bytes]
"""A term, how often it stands in the document, its weight and its packed positions."""

__all__ = [
    "FIELD_SPAN",
    "WHOOSH_VERSION",
    "BaseScorer",
    "Postings",
    "WeightingModel",
    "Writer",
    "bm25",
    "pack",
    "stem",
    "unpack",
]


def stem(word: str) -> str:
    """Return Porter's stem of a lower-case ASCII word."""
    return str(_porter(word))


def pack(positions: Iterable[int]) -> bytes:
    """Return positions as the bytes kept in a posting."""
    return array("I", positions).tobytes()


def unpack(positions: bytes) -> array[int]:
    """Return the positions of a posting."""
    return array("I", positions)


class _PackedPositions(Positions):  # type: ignore[misc]
    """Whoosh's positions, packed as an array: several times faster to write and read than its
    pickled lists.
    """

    def encode(self, poslist: Iterable[int]) -> bytes:
        return pack(poslist)

    def decode_positions(self, valuestring: bytes) -> array[int]:
        return unpack(valuestring)

    def decode_frequency(self, valuestring: bytes) -> int:
        return len(valuestring) // array("I").itemsize


class _Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own format of files, without a look at the length of a field for each posting."""

    length_stats = False


class _AnalysedText(FieldType):  # type: ignore[misc]
    """A field whose value is already a list of postings (see building.py)."""

    def __init__(self) -> None:
        # Not "scorable": Whoosh would keep each length in one lossy byte; columns.py keeps them
        # exactly.
        super().__init__(_PackedPositions(), analyzer=None, scorable=False, stored=False)

    def index(self, value: list[Posting], **_: object) -> Iterator[Posting]:
        return iter(value)


def _schema() -> Any:
    return Schema(text=_AnalysedText(), record=STORED(), terms=STORED())


class _Storage(FileStorage):  # type: ignore[misc]
    """A directory that remembers what was opened: Whoosh forgets to close it when opening fails
    half way.
    """

    def __init__(self, directory: str) -> None:
        super().__init__(directory)
        self._opened: list[Any] = []

    def open_file(self, name: str, **options: Any) -> Any:
        file = super().open_file(name, **options)
        self._opened.append(file)
        return file

    def close_all(self) -> None:
        for file in self._opened:
            with suppress(Exception):  # closed already
                file.close()


class Postings:
    """What a search reads from the Whoosh index in one directory. Document numbers count from 0
    over all segments.
    """

    def __init__(self, directory: str) -> None:
        """Open the index.

        Raises:
            Exception: any kind, when files are missing or damaged; the caller knows how to name it.
        """
        self._last_positions: dict[str, dict[int, bytes]] = {}
        storage = _Storage(directory)
        try:
            opened = whoosh_index.FileIndex(storage, schema=_schema(), indexname=INDEX_NAME)
            self._reader = opened.reader()
            # Every file is opened now: a later build may remove this generation while it is being
            # read.
            for leaf, _ in self._reader.leaf_readers():
                next(iter(leaf.iter_docs()), None)
        except BaseException:
            storage.close_all()
            raise

    def weights(self, term: str) -> dict[int, float]:
        """Return the documents that have `term`, each with the weighted number of times."""
        found: dict[int, float] = {}
        for ids, weights, _ in self._blocks(term, False):
            found.update(zip(ids, weights, strict=True))
        return self._live(found)

    def positions(self, term: str) -> dict[int, bytes]:
        """Return the documents that have `term`, each with its positions in rising order, packed
        (see `unpack`).
        """
        # Synonyms share words ("language support", "language line"), and reading a common word is
        # most of a search.
        if self._last_positions.get(term) is None:
            if len(self._last_positions) >= _REMEMBERED:
                self._last_positions.clear()
            self._last_positions[term] = self._read_positions(term)
        return self._last_positions[term]

    def _read_positions(self, term: str) -> dict[int, bytes]:
        found: dict[int, bytes] = {}
        for ids, _, values in self._blocks(term, True):
            found.update(zip(ids, values, strict=True))
        return self._live(found)

    def record(self, document: int) -> dict[str, Any]:
        """Return what was kept for showing a document."""
        record: dict[str, Any] = json.loads(self._reader.stored_fields(document)["record"])
        return record

    def vector(self, document: int) -> tuple[list[str], array[float], array[int], array[int]]:
        """Return the terms of a document, for each its weight and where its positions end, and all
        positions.
        """
        terms, weights, ends, positions = self._reader.stored_fields(document)["terms"]
        return (
            terms.split(" ") if terms else [],
            array("f", weights),
            array("I", ends),
            array("I", positions),
        )

    def frequency(self, term: str) -> int:
        """Return the number of live documents that have `term`."""
        return (
            sum(int(leaf.doc_frequency("text", term)) for leaf, _ in self._reader.leaf_readers())
            - self._gone[term]
        )

    @cached_property
    def _removed(self) -> list[int]:
        leaves = [
            (leaf, base) for leaf, base in self._reader.leaf_readers() if leaf.has_deletions()
        ]
        return [
            base + document for leaf, base in leaves for document in leaf.segment().deleted_docs()
        ]

    @cached_property
    def _gone(self) -> Counter[str]:
        # Whoosh counts removed documents until their segment is merged. They are few, and their
        # terms are kept: looking there is far quicker than going through all documents that have a
        # term.
        return Counter(term for document in self._removed for term in self.vector(document)[0])

    def close(self) -> None:
        """Close the files."""
        self._reader.close()

    def _blocks(
        self, term: str, with_values: bool
    ) -> Iterator[tuple[Iterable[int], Sequence[float], Sequence[bytes]]]:
        # Whoosh reads postings in blocks and hands them out one by one, which takes most of the
        # time of a search. The blocks themselves are in attributes of its matcher, in the one
        # version we allow.
        for leaf, base in self._reader.leaf_readers():
            try:
                matcher = leaf.postings("text", term)
            except TermNotFound:
                continue
            if isinstance(matcher, FilterMatcher):
                matcher = matcher.child  # the removed documents come along, and `_live` drops them
            while matcher.is_active():
                matcher.id(), matcher.weight()  # these fetch the block when nobody has yet
                if with_values:
                    matcher.value()
                yield (
                    [base + document for document in matcher._ids] if base else matcher._ids,
                    matcher._weights,
                    matcher._values or (),
                )
                matcher._next_block()

    def _live(self, found: dict[int, _Found]) -> dict[int, _Found]:
        for document in self._removed:
            found.pop(document, None)
        return found


class Writer:
    """Add and remove documents in one directory; nothing counts until `commit`."""

    def __init__(self, directory: str, fresh: bool) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import whoosh.writing  # noqa: F401 - Whoosh imports it in `writer()`
        storage = FileStorage(directory)
        opened = (
            whoosh_index.FileIndex.create(storage, _schema(), INDEX_NAME)
            if fresh
            else whoosh_index.FileIndex(storage, schema=_schema(), indexname=INDEX_NAME)
        )
        self._writer = opened.writer(
            codec=_Codec(compression=COMPRESSION), compound=False, limitmb=POOL_MB
        )
        self.sizes: list[int] = [segment.doc_count_all() for segment in self._writer.segments]

    def add(self, postings: list[Posting], record: str) -> None:
        """Add a document; its number follows those of all documents there were."""
        names = " ".join([term.decode() for term, *_ in postings])
        weights = array("f", [weight for _, _, weight, _ in postings])
        ends = array("I", accumulate(count for _, count, _, _ in postings))
        vector = (
            names,
            weights.tobytes(),
            ends.tobytes(),
            b"".join([positions for *_, positions in postings]),
        )
        self._writer.add_document(text=postings, record=record, terms=vector)

    def remove(self, document: int) -> None:
        """Take out the document with this number; its number stays empty until its segment is
        merged.
        """
        self._writer.delete_document(document)

    def commit(self, merge: frozenset[int]) -> None:
        """Write everything; the segments with the numbers in `merge` move, live documents only,
        behind the new ones.
        """

        def chosen(writer: Any, segments: list[Any]) -> list[Any]:
            from whoosh.reading import SegmentReader

            for number in sorted(merge):
                reader = SegmentReader(writer.storage, writer.schema, segments[number])
                writer.add_reader(reader)
                reader.close()
            return [segment for number, segment in enumerate(segments) if number not in merge]

        self._writer.commit(mergetype=chosen)

    def cancel(self) -> None:
        """Give up and let go of Whoosh's lock."""
        self._writer.cancel()
