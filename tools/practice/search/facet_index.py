"""What a search must know of every document, in one small file: order, length, and which documents
have which term.

A set of documents is a Python integer with bit n set for document n. Intersecting two sets of
thousands of documents takes a fraction of a microsecond, and `int.bit_count` counts them, which
makes facet counts exact and nearly free.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .analysis import fold
from .document import json_text

NUMBER = "I"


class Row(NamedTuple):
    """What a builder remembers of a document: enough to know it again and to place it in every
    order.
    """

    id: str
    digest: str
    title: str
    date: str
    length: float
    facets: dict[str, list[str]]


class Columns(NamedTuple):
    """The columns of an index, read at once; ranks are places in an order, 0 for the first."""

    live: int
    total: int
    average_length: float
    lengths: array[float]
    ranks: Mapping[str, array[int]]
    facets: Mapping[str, Mapping[str, int]]


def to_bits(documents: Iterable[int], size: int) -> int:
    """Return a set of document numbers, all below `size`, as an integer."""
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


def write_columns(path: str, rows: Sequence[Row | None], facet_names: Sequence[str]) -> None:
    """Write the columns for these rows; the place of a row is its document number, None stands for
    a removed one.
    """
    size = len(rows)
    live = [number for number, row in enumerate(rows) if row is not None]
    present = [(number, row) for number, row in enumerate(rows) if row is not None]
    lengths = array("d", [row.length if row else 0.0 for row in rows])
    # Sorting by id first makes every later order settle its ties by id, as Python's sort is stable.
    by_id = sorted(present, key=lambda pair: pair[1].id)
    by_title = sorted(by_id, key=lambda pair: fold(pair[1].title))
    by_date = sorted(by_id, key=lambda pair: pair[1].date, reverse=True)
    width = ((size + 7) >> 3) + 1
    terms: dict[str, dict[str, bytearray]] = {name: {} for name in facet_names}
    for number, row in present:
        byte, bit = number >> 3, 1 << (number & 7)
        for name, values in row.facets.items():
            of_facet = terms[name]
            for value in values:
                bits = of_facet.get(value)
                if bits is None:
                    bits = of_facet[value] = bytearray(width)
                bits[byte] |= bit
    blocks = [lengths.tobytes()]
    for order in (by_id, by_date, by_title):
        ranks = array(NUMBER, bytes(array(NUMBER).itemsize * size))
        for rank, (number, _) in enumerate(order):
            ranks[number] = rank
        blocks.append(ranks.tobytes())
    blocks.append(to_bits(live, size).to_bytes(width, "little"))
    for name in facet_names:
        blocks += [bytes(terms[name][value]) for value in sorted(terms[name])]
    header = {
        "size": size,
        "count": len(live),
        # Summed in the order of ids, so that the history of an index never shows in a score.
        "average": sum(row.length for _, row in by_id) / len(live) if live else 0.0,
        "facets": [[name, sorted(terms[name])] for name in facet_names],
    }
    with open(path, "wb") as file:
        file.write(json_text(header).encode("utf-8", "surrogatepass") + b"\n")
        file.writelines(blocks)


def read_columns(path: str) -> Columns:
    """Return what `write_columns` wrote.

    Raises:
        ValueError, KeyError, TypeError: when the file is damaged.
    """
    with open(path, "rb") as file:
        header = json.loads(file.readline().decode("utf-8", "surrogatepass"))
        content = file.read()
    size: int = header["size"]
    width = ((size + 7) >> 3) + 1
    place = 0

    def take(length: int) -> bytes:
        nonlocal place
        place += length
        block = content[place - length : place]
        if len(block) != length:
            raise ValueError("columns.bin ends too early")
        return block

    lengths = array("d", take(8 * size))
    item = array(NUMBER).itemsize
    ranks = {name: array(NUMBER, take(item * size)) for name in ("id", "date", "title")}
    live = int.from_bytes(take(width), "little")
    facets = {
        name: {value: int.from_bytes(take(width), "little") for value in values}
        for name, values in header["facets"]
    }
    return Columns(live, header["count"], header["average"], lengths, ranks, facets)
