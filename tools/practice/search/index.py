"""An opened index: what a search reads of it, through Whoosh's documented interface.

`text` holds the terms of all four texts of a document: the weight of a posting is the sum of the
weights of the fields that the term stands in, and its positions tell the fields apart (those of
each field start at its own multiple of FIELD_SPAN). `words` holds the same words as they are
written, for prefixes and spelling; a facet is a field of ids. What a hit shows is stored.
"""

from __future__ import annotations

import warnings
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import fsum
from types import TracebackType
from typing import Any

with warnings.catch_warnings():
    # Whoosh 2.7.4 is compiled on first import where the installer did not; Python then warns about
    # its source (a SyntaxWarning, or in 3.11 a DeprecationWarning).
    warnings.simplefilter("ignore")
    from whoosh import columns, fields, formats
    from whoosh.analysis import Analyzer, Token
    from whoosh.reading import IndexReader, TermNotFound

from .document import FIELD_WEIGHTS

FIELD_SPAN = 1 << 20
"""The positions of a field: title from 0, summary from 1 << 20, and so on."""
TEXT, WORDS = "text", "words"
FACET = "facet_"
"""A facet's field has its name behind this."""


class Analysed(Analyzer):  # type: ignore[misc]
    """Whoosh's tokens of a text that was analysed before: "clinic 0 nurs 1" (see `as_text`)."""

    def __call__(self, value: str, **_: object) -> Iterator[Any]:
        """Yield a token for each occurrence of each term."""
        token = Token(positions=True)
        token.stopped = False
        for token.text, token.pos in occurrences(value):
            token.boost = field_weight((token.pos,))
            yield token


def as_text(found: Iterable[tuple[str, int]]) -> str:
    """Return terms and their positions as a text that `occurrences` reads."""
    return " ".join([f"{term} {position}" for term, position in found])


def occurrences(text: str) -> Iterator[tuple[str, int]]:
    """Yield the terms of an analysed text with their positions."""
    parts = text.split()
    return zip(parts[::2], map(int, parts[1::2]), strict=True)


def schema(facet_names: Iterable[str]) -> Any:
    """Return Whoosh's schema of an index with these facets."""
    text = fields.FieldType(formats.Positions(), Analysed(), scorable=False, stored=True)
    facets = {FACET + name: fields.KEYWORD(commas=True) for name in facet_names}
    return fields.Schema(
        id=fields.ID(unique=True, stored=True, sortable=True),
        title_key=fields.ID(sortable=True),
        date=fields.ID(sortable=True),
        length=fields.COLUMN(columns.NumericColumn("d")),
        record=fields.STORED,
        **{TEXT: text, WORDS: fields.KEYWORD(stored=True), **facets},
    )


def to_bits(documents: Iterable[int], size: int) -> int:
    """Return a set of document numbers, all below `size`, as an integer with bit n set for n."""
    bits = bytearray((size >> 3) + 1)
    for document in documents:
        bits[document >> 3] |= 1 << (document & 7)
    return int.from_bytes(bits, "little")


def from_bits(bits: int) -> list[int]:
    """Return the numbers of the documents in a set, in rising order."""
    found = []
    for base, byte in enumerate(bits.to_bytes((bits.bit_length() + 7) >> 3, "little")):
        if byte:
            found += [(base << 3) + bit for bit in range(8) if byte >> bit & 1]
    return found


class Facets(Mapping[str, Mapping[str, int]]):
    """For each facet its terms, and for each term the set of its documents; read when asked for."""

    def __init__(self, reader: IndexReader, names: Sequence[str]) -> None:
        self._reader, self._names = reader, tuple(names)
        self._known: dict[str, dict[str, int]] = {}

    def __getitem__(self, name: str) -> Mapping[str, int]:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._known:
            field, size = FACET + name, self._reader.doc_count_all()
            sets = (
                (term.decode(), to_bits(self._reader.postings(field, term).all_ids(), size))
                for term in self._reader.lexicon(field)
            )
            self._known[name] = {term: bits for term, bits in sets if bits}
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class Index:
    """An opened index: it stays as it was when opened, whatever is built meanwhile. Close it, or
    use `with`. Document numbers count from 0 and have gaps where documents were removed.
    """

    def __init__(
        self, reader: IndexReader, facet_names: Sequence[str], extras: Mapping[str, Any]
    ) -> None:
        self.extras = extras
        self.facet_names = tuple(facet_names)
        self.facets = Facets(reader, facet_names)
        self.count: int = reader.doc_count()
        self.size: int = reader.doc_count_all()
        self._reader = reader

    @cached_property
    def live(self) -> int:
        """The set of all documents."""
        return to_bits(self._reader.all_doc_ids(), self.size)

    @cached_property
    def lengths(self) -> Sequence[float]:
        """The weighted length of each document, by its number."""
        return array("d", self._column("length"))

    @cached_property
    def average_length(self) -> float:
        """The mean weighted length; whatever the order of the documents, the sum is the same."""
        lengths = [self.lengths[document] for document in from_bits(self.live)]
        return fsum(lengths) / len(lengths) if lengths else 0.0

    def ids(self) -> Sequence[str]:
        """Return the id of each document, by its number."""
        return self._texts("id")

    def keys(self, order: str) -> Sequence[str]:
        """Return what each document sorts by, by its number; `order` is "date" or "title"."""
        return self._texts("title_key" if order == "title" else "date")

    def weights(self, term: str) -> dict[int, float]:
        """Return the documents that have `term`, each with the weighted number of times."""
        found: dict[int, float] = {}
        matcher = self._matcher(TEXT, term)
        while matcher is not None and matcher.is_active():
            found[matcher.id()] = matcher.weight()
            matcher.next()
        return found

    def positions(self, term: str) -> dict[int, list[int]]:
        """Return the documents that have `term`, each with its positions in rising order."""
        known = self._positions.get(term)
        if known is None:
            known = self._positions[term] = {}
            matcher = self._matcher(TEXT, term)
            while matcher is not None and matcher.is_active():
                known[matcher.id()] = matcher.value_as("positions")
                matcher.next()
        return known

    @cached_property
    def _positions(self) -> dict[str, dict[int, list[int]]]:
        # Synonyms share words ("language support", "language line").
        return {}

    def frequency(self, term: str) -> int:
        """Return the number of documents that have `term`."""
        return int(self._reader.doc_frequency(TEXT, term)) - self._gone[TEXT, term]

    def vocabulary(self, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Yield the words as they are written, in order, with the number of documents of each."""
        for word in self._reader.expand_prefix(WORDS, prefix):
            text = word.decode()
            count = int(self._reader.doc_frequency(WORDS, text)) - self._gone[WORDS, text]
            if count:
                yield text, count

    def stored(self, document: int) -> Mapping[str, Any]:
        """Return what was stored of a document: `id`, `record`, `text` and `words`."""
        found: Mapping[str, Any] = self._reader.stored_fields(document)
        return found

    def occurrences(self, document: int) -> dict[str, list[int]]:
        """Return the terms of a document with their positions, both in the order of the text."""
        found: dict[str, list[int]] = {}
        for term, position in occurrences(self.stored(document)[TEXT]):
            found.setdefault(term, []).append(position)
        return found

    @cached_property
    def _gone(self) -> Counter[tuple[str, str]]:
        # Whoosh counts removed documents until it merges their segment. They are few.
        gone: Counter[tuple[str, str]] = Counter()
        if self._reader.has_deletions():
            for document in range(self.size):
                if self._reader.is_deleted(document):
                    stored = self.stored(document)
                    gone.update(
                        (TEXT, term) for term in {term for term, _ in occurrences(stored[TEXT])}
                    )
                    gone.update((WORDS, word) for word in stored[WORDS].split())
        return gone

    def _matcher(self, field: str, term: str) -> Any:
        try:
            return self._reader.postings(field, term)
        except TermNotFound:
            return None

    def _column(self, field: str) -> list[Any]:
        if not self.size:
            return []
        column = self._reader.column_reader(field)
        return [column[document] for document in range(self.size)]

    def _texts(self, field: str) -> Sequence[str]:
        if field not in self._columns:
            self._columns[field] = self._column(field)
        return self._columns[field]

    @cached_property
    def _columns(self) -> dict[str, Sequence[str]]:
        return {}

    def close(self) -> None:
        """Close its files."""
        self._reader.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def field_weight(positions: Iterable[int], field: int | None = None) -> float:
    """Return what a term or phrase at these positions counts, in one field or in all."""
    last = len(FIELD_WEIGHTS) - 1
    numbers = [min(position // FIELD_SPAN, last) for position in positions]
    return sum([FIELD_WEIGHTS[number] for number in numbers if field in (None, number)])
