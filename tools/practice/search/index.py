"""Open the index of a directory, if it is whole and ours."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO

from .facet_index import Columns, read_columns
from .store import (
    Fingerprint,
    IndexUnusable,
    Manifest,
    current_generation,
    fingerprint_digest,
    read_manifest,
)

if TYPE_CHECKING:
    from .engine import Postings
    from .words import Vocabulary

_TRIES = 20


class Index:
    """An opened index: it stays as it was when opened, whatever is built meanwhile. Close it, or
    use `with`.
    """

    def __init__(
        self, manifest: Manifest, columns: Columns, postings: Postings, words: BinaryIO
    ) -> None:
        self.extras: Mapping[str, Any] = manifest.extras
        self.facet_names = manifest.facet_names
        self.columns = columns
        self.postings = postings
        self._words = words
        self._vocabulary: Vocabulary | None = None

    @property
    def count(self) -> int:
        """The number of documents."""
        return self.columns.total

    def vocabulary(self) -> Vocabulary:
        """Return the words of the index as they are written; read when first asked for."""
        if self._vocabulary is None:
            from .words import Vocabulary

            self._words.seek(0)
            self._vocabulary = Vocabulary(self._words.read().decode())
        return self._vocabulary

    def close(self) -> None:
        """Close its files."""
        self._words.close()
        self.postings.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def open_index(directory: str | os.PathLike[str], fingerprint: Fingerprint | None = None) -> Index:
    """Open the index in `directory`; with a `fingerprint`, only one that was built with the same.

    Raises:
        IndexUnusable: when it is missing, damaged, stale or foreign; its `reason` is for people.
    """
    root = os.fspath(directory)
    for _ in range(_TRIES):
        generation = current_generation(root)
        try:
            return _open(generation, fingerprint)
        except (FileNotFoundError, IndexUnusable) as error:
            # Two builds may have finished since CURRENT was read, and taken this generation away.
            if current_generation(root) != generation:
                continue
            if isinstance(error, IndexUnusable):
                raise
            raise IndexUnusable(
                "damaged", "the search index is damaged: files are missing"
            ) from None
    raise IndexUnusable("damaged", "the search index is made anew faster than it can be read")


def _open(generation: str, fingerprint: Fingerprint | None) -> Index:
    from .engine import Postings

    manifest = read_manifest(generation)
    if fingerprint is not None and manifest.fingerprint != fingerprint_digest(fingerprint):
        raise IndexUnusable("stale", "the search index is older than what it was made from")
    words = open(os.path.join(generation, "words.txt"), "rb")  # noqa: SIM115 - the index closes it
    try:
        columns = read_columns(os.path.join(generation, "columns.bin"))
        return Index(manifest, columns, Postings(generation), words)
    except FileNotFoundError:
        words.close()
        raise
    except Exception as error:
        # Whoosh has no exception of its own for damaged files: unpickling, unpacking and reading
        # raise many kinds.
        words.close()
        raise IndexUnusable("damaged", f"the search index is damaged: {error}") from error
