"""The words of a PDF, read by a process of its own (`pdf_reader`): a file that is made to do harm
costs that process and no more.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
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


def read_pdf(content: bytes) -> PdfWords:
    """Return what stands in a PDF, and in the older versions of it that are still there: what was
    taken out can be read in those.
    """
    until = time.monotonic() + MOST_SECONDS
    now = _read(content, MOST_SECONDS)
    words = [now.words]
    for version in older_versions(content) if not now.fault else ():
        if (left := until - time.monotonic()) <= 0:
            return PdfWords(fault=_TOO_SLOW)
        words.append(_read(bytes(version), left).words)
    return replace(now, words="\n\n".join(dict.fromkeys(words)))


def _read(content: bytes, seconds: float) -> PdfWords:
    # By its path and without the folder it lies in (-P): nothing of ours is needed there, and
    # nothing may stand for a library.
    command = [sys.executable, "-P", pdf_reader.__file__]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=seconds, check=False
        )
        said = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return PdfWords(fault=_TOO_SLOW)
    except (OSError, ValueError):
        return PdfWords(fault=_BROKEN)
    return PdfWords(
        said.get("words", ""),
        tuple(said.get("pictures", ())),
        said.get("pages", 0),
        said.get("fault", ""),
        tuple(map(base64.b64decode, said.get("files", ()))),
    )
