"""The words of an index as they are written, with the number of documents that have each: for
prefixes and spelling.

One sorted text file, one word a line, so that a prefix is one binary search away and a build
changes it by counting.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator


def write_vocabulary(path: str, counts: Counter[str]) -> None:
    """Write the words that occur at all, in the order of their code points."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{word} {counts[word]}\n" for word in sorted(counts) if counts[word] > 0)


def read_vocabulary(path: str) -> Counter[str]:
    """Return the words and counts of a file.

    Raises:
        ValueError: when the file is damaged.
    """
    counts: Counter[str] = Counter()
    with open(path, encoding="utf-8", newline="\n") as file:
        for line in file:
            word, _, count = line.rpartition(" ")
            counts[word] = int(count)
    return counts


class Vocabulary:
    """The words of an opened index."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")[:-1]

    def with_prefix(self, prefix: str) -> Iterator[str]:
        """Yield the words that start with `prefix`, in order."""
        for place in range(bisect_left(self._lines, prefix), len(self._lines)):
            word = self._lines[place].rpartition(" ")[0]
            if not word.startswith(prefix):
                return
            yield word

    def __iter__(self) -> Iterator[tuple[str, int]]:
        """Yield every word with the number of its documents."""
        for line in self._lines:
            word, _, count = line.rpartition(" ")
            yield word, int(count)
