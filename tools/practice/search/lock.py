"""One builder at a time: a lock on a file, given back by the system even when its holder is killed."""

from __future__ import annotations

import os
import sys
import time
from types import TracebackType

from .store import IndexBusy, IndexUnwritable

_PAUSE = 0.05


class BuildLock:
    """Hold the lock of an index directory; wait for whoever holds it.

    Raises (on entering):
        IndexBusy: when it did not come free within `patience` seconds.
        IndexUnwritable: when the lock file cannot be made.
    """

    def __init__(self, directory: str, patience: float) -> None:
        self._directory = directory
        self._patience = patience
        self._file = -1

    def __enter__(self) -> None:
        try:
            self._file = os.open(
                os.path.join(self._directory, "LOCK"), os.O_RDWR | os.O_CREAT, 0o666
            )
        except OSError as error:
            raise IndexUnwritable(self._directory, error) from error
        deadline = time.monotonic() + self._patience
        while not _try(self._file):
            if time.monotonic() > deadline:
                os.close(self._file)
                raise IndexBusy(
                    f"Another process is still building the search index in {self._directory}."
                )
            time.sleep(_PAUSE)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        os.close(self._file)


if sys.platform == "win32":
    import msvcrt

    def _try(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
