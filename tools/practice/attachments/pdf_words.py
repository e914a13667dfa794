"""The words of a PDF, read by a process of its own (`pdf_reader`): one that is made to do harm
costs that process and no more.
"""

from __future__ import annotations

import atexit
import base64
import json
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace

from practice.attachments import pdf_reader
from practice.attachments.pdf_inspect import older_versions

MOST_SECONDS = 20.0
"""For one file; a manual of 500 pages takes one."""
_BROKEN = "it breaks the program that reads its words"
_TOO_SLOW = f"reading its words takes longer than {MOST_SECONDS:.0f} seconds"


@dataclass(frozen=True, slots=True)
class PdfWords:
    """What stands in a PDF: the words of its pages, fields, comments and title; which of its pages
    are pictures alone, counted from 1, of how many; the files that are attached to it; or why it
    cannot be read (`fault`).
    """

    words: str = ""
    pictures: tuple[int, ...] = ()
    pages: int = 0
    fault: str = ""
    files: tuple[bytes, ...] = ()


class _Reader:
    """The process that reads, started when there is a first PDF and again after it broke; one file
    at a time.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self._end)

    def read(self, content: bytes, seconds: float) -> PdfWords:
        with self._lock:
            try:
                process = self._process = self._process or _started()
            except OSError:
                return PdfWords(fault=_BROKEN)
            late = threading.Event()
            answer = _asked(process, content, seconds, late)
            try:
                said = json.loads(answer)
            except ValueError:
                self._end()
                return PdfWords(fault=_TOO_SLOW if late.is_set() else _BROKEN)
        files = tuple(map(base64.b64decode, said.get("files", ())))
        return PdfWords(
            said.get("words", ""),
            tuple(said.get("pictures", ())),
            said.get("pages", 0),
            said.get("fault", ""),
            files,
        )

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _started() -> subprocess.Popen[bytes]:
    # By its path and without the folder it lies in (-P): nothing of ours is needed there, and
    # nothing may stand for a library.
    command = [sys.executable, "-P", pdf_reader.__file__]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def _asked(
    process: subprocess.Popen[bytes], content: bytes, seconds: float, late: threading.Event
) -> bytes:
    """Return the answer of the process; nothing if it breaks, or is ended since it takes too long
    (`late`).
    """

    def end() -> None:
        late.set()
        process.kill()

    assert process.stdin
    assert process.stdout
    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        pdf_reader.send(process.stdin, content)
        return pdf_reader.receive(process.stdout)
    except OSError:
        return b""
    finally:
        timer.cancel()


_reader = _Reader()


def read_pdf(content: bytes) -> PdfWords:
    """Return what stands in a PDF, and in the older versions of it that are still there: what was
    taken out can be read in those.
    """
    until = time.monotonic() + MOST_SECONDS
    now = _reader.read(content, MOST_SECONDS)
    words = [now.words]
    for version in older_versions(content) if not now.fault else ():
        if (left := until - time.monotonic()) <= 0:
            return PdfWords(fault=_TOO_SLOW)
        words.append(_reader.read(bytes(version), left).words)
    return replace(now, words="\n\n".join(dict.fromkeys(words)))
