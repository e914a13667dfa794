"""The only door to Whoosh: its imports, the schema, and reading and writing the postings of one directory.

The index has two Whoosh fields. `text` holds the terms of all four texts of a document in one posting list a term:
the weight of a posting is the sum of the weights of the fields it stands in, and its positions tell the fields apart
(each field's positions start at its own multiple of FIELD_SPAN). `record` keeps what a hit needs, as JSON; `terms`
the same terms and positions by document, for the second look at the best matches (reranking.py).
"""

from __future__ import annotations

import json
import warnings
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import accumulate
from typing import Any

with warnings.catch_warnings():
    # Whoosh 2.7.4 is compiled on first import where the installer did not; Python then warns about its source (a
    # SyntaxWarning, or in 3.11 a DeprecationWarning).
    warnings.simplefilter("ignore")
    from whoosh import __version__ as _version
    from whoosh import index as whoosh_index
    from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher
    from whoosh.fields import STORED, FieldType, Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.formats import Positions
    from whoosh.lang.porter import stem as _porter
    from whoosh.reading import TermNotFound
    from whoosh.scoring import BaseScorer, WeightingModel, bm25

WHOOSH_VERSION = ".".join(str(part) for part in _version)
INDEX_NAME = "main"
COMPRESSION = 1
"""zlib's level for postings: half the bytes of none, for about a tenth more time to build."""
POOL_MB = 2048
"""Whoosh sorts on disk above this many megabytes by its own generous guess, which doubles the time for 5,000 documents
and does not lower the memory that the process takes."""
FIELD_SPAN = 1 << 20
"""The positions of a field: title from 0, summary from 1 << 20, and so on; the body, last, has all the room left."""

Posting = tuple[bytes, int, float, bytes]
"""A term, how often it stands in the document, its weight and its packed positions."""

__all__ = ["FIELD_SPAN", "WHOOSH_VERSION", "BaseScorer", "Postings", "WeightingModel", "Writer", "bm25", "pack", "stem", "unpack"]


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
    """Whoosh's positions, packed as an array: several times faster to write and read than its pickled lists."""

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
        # Not "scorable": Whoosh would keep each length in one lossy byte; columns.py keeps them exactly.
        super().__init__(_PackedPositions(), analyzer=None, scorable=False, stored=False)

    def index(self, value: list[Posting], **_: object) -> Iterator[Posting]:
        return iter(value)


def _schema() -> Any:
    return Schema(text=_AnalysedText(), record=STORED(), terms=STORED())


class _Storage(FileStorage):  # type: ignore[misc]
    """A directory that remembers what was opened: Whoosh forgets to close it when opening fails half way."""

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
    """What a search reads from the Whoosh index in one directory. Document numbers count from 0 over all segments."""

    def __init__(self, directory: str) -> None:
        """Open the index.

        Raises:
            Exception: any kind, when files are missing or damaged; the caller knows how to name it.
        """
        storage = _Storage(directory)
        try:
            opened = whoosh_index.FileIndex(storage, schema=_schema(), indexname=INDEX_NAME)
            self._reader = opened.reader()
            # Every file is opened now: a later build may remove this generation while it is being read.
            for leaf, _ in self._reader.leaf_readers():
                next(iter(leaf.iter_docs()), None)
        except BaseException:
            storage.close_all()
            raise

    def weights(self, term: str) -> dict[int, float]:
        """Return the documents that have `term`, each with the weighted number of times."""
        found: dict[int, float] = {}
        for base, matcher in self._matchers(term):
            for ids, weights, _ in _blocks(matcher, False):
                found.update(zip([base + document for document in ids] if base else ids, weights, strict=True))
        return found

    def positions(self, term: str) -> dict[int, bytes]:
        """Return the documents that have `term`, each with its positions in rising order, packed (see `unpack`)."""
        found: dict[int, bytes] = {}
        for base, matcher in self._matchers(term):
            for ids, _, values in _blocks(matcher, True):
                found.update(zip([base + document for document in ids] if base else ids, values, strict=True))
        return found

    def record(self, document: int) -> dict[str, Any]:
        """Return what was kept for showing a document."""
        record: dict[str, Any] = json.loads(self._reader.stored_fields(document)["record"])
        return record

    def vector(self, document: int) -> tuple[list[str], array[float], array[int], array[int]]:
        """Return the terms of a document, for each its weight and where its positions end, and all positions."""
        terms, weights, ends, positions = self._reader.stored_fields(document)["terms"]
        return terms.split(" ") if terms else [], array("f", weights), array("I", ends), array("I", positions)

    def frequency(self, term: str) -> int:
        """Return the number of live documents that have `term`."""
        return sum(self._frequency(leaf, term) for leaf, _ in self._reader.leaf_readers())

    def _frequency(self, leaf: Any, term: str) -> int:
        if not leaf.has_deletions():
            return int(leaf.doc_frequency("text", term))
        try:
            # Whoosh counts removed documents until their segment is merged; a matcher passes over them.
            return sum(1 for _ in leaf.postings("text", term).all_ids())
        except TermNotFound:
            return 0

    def close(self) -> None:
        """Close the files."""
        self._reader.close()

    def _matchers(self, term: str) -> Iterator[tuple[int, Any]]:
        for leaf, base in self._reader.leaf_readers():
            with suppress(TermNotFound):
                yield base, leaf.postings("text", term)


def _blocks(matcher: Any, with_values: bool) -> Iterator[tuple[Sequence[int], Sequence[float], Sequence[bytes]]]:
    # The postings of a matcher. Whoosh reads them in blocks and hands them out one by one, which takes most of the time
    # of a search; the blocks themselves are in attributes of this one kind of matcher, in the one version we allow.
    if type(matcher) is W3LeafMatcher:
        while matcher.is_active():
            matcher.id(), matcher.weight()  # these fetch the block when nobody has yet
            if with_values:
                matcher.value()
            yield matcher._ids, matcher._weights, matcher._values or ()
            matcher._next_block()
    while matcher.is_active():
        yield [matcher.id()], [matcher.weight()], [matcher.value()] if with_values else ()
        matcher.next()


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
        self._writer = opened.writer(codec=_Codec(compression=COMPRESSION), compound=False, limitmb=POOL_MB)
        self.sizes: list[int] = [segment.doc_count_all() for segment in self._writer.segments]

    def add(self, postings: list[Posting], record: str) -> None:
        """Add a document; its number follows those of all documents there were."""
        names = " ".join([term.decode() for term, *_ in postings])
        weights = array("f", [weight for _, _, weight, _ in postings])
        ends = array("I", accumulate(count for _, count, _, _ in postings))
        vector = (names, weights.tobytes(), ends.tobytes(), b"".join([positions for *_, positions in postings]))
        self._writer.add_document(text=postings, record=record, terms=vector)

    def remove(self, document: int) -> None:
        """Take out the document with this number; its number stays empty until its segment is merged."""
        self._writer.delete_document(document)

    def commit(self, merge: frozenset[int]) -> None:
        """Write everything; the segments with the numbers in `merge` move, live documents only, behind the new ones."""

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
