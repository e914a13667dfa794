"""Pandoc reads a file into its tree: run as a program of its own, in its sandbox, with limits on
memory and time.

Pandoc is GPL-2.0-or-later. It is never imported or linked, only run; this file is the one that
does.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Literal

from practice.attachments.errors import INSTALL, CannotImport, LibraryMissing, library

MEMORY = "512M"
SECONDS = 60

Format = Literal["docx", "odt", "html"]
Tree = dict[str, Any]

_FORMATS: dict[Format, str] = {
    "docx": "docx",
    "odt": "odt",
    # What is not text in the browser (scripts, styles) Pandoc leaves out; what looks like
    # mathematics stays text.
    "html": "html-native_divs-tex_math_dollars",
}
_MARKDOWN = "gfm-emoji-tex_math_dollars-tex_math_gfm-yaml_metadata_block"
TOO_DEEP = "Its parts lie too deep inside each other. Copy its text into a new file and try again."


def read_tree(content: bytes, form: Format) -> Tree:
    """Return Pandoc's tree of a file: `blocks`, and `meta` with the title if the file has one.

    Raises:
        CannotImport: Pandoc cannot read it, or needs more memory or time than it may have.
        LibraryMissing: Pandoc is not installed.
    """
    try:
        tree: Tree = json.loads(_run(content, _FORMATS[form], "json"))
    except RecursionError:
        raise CannotImport(TOO_DEEP) from None
    return tree


def markdown_to_html(text: str) -> str:
    """Return Markdown as a page: it may hold HTML, and read this way it becomes the same tree as
    the rest.

    Raises:
        CannotImport: as for `read_tree`.
        LibraryMissing: as for `read_tree`.
    """
    return _run(text.encode(), _MARKDOWN, "html").decode()


def _run(content: bytes, reader: str, writer: str) -> bytes:
    try:
        program = library("pypandoc").get_pandoc_path()
    except OSError:
        raise LibraryMissing(
            "Pandoc, which reads such files, is not installed here. In the folder of this project:"
            f" {INSTALL}"
        ) from None
    with tempfile.TemporaryDirectory(prefix="practice-import-") as folder:
        source = Path(folder) / "source"
        source.write_bytes(content)
        command = [
            program,
            "--sandbox",
            f"--from={reader}",
            f"--to={writer}",
            "--wrap=none",
            "--track-changes=all",
        ]
        command += ["+RTS", f"-M{MEMORY}", "-RTS", str(source)]
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                capture_output=True,
                timeout=SECONDS,
                check=False,
                stdin=subprocess.DEVNULL,
            )
        except subprocess.TimeoutExpired:
            raise CannotImport(
                f"Reading it takes longer than {SECONDS} seconds. Copy its text into a new file and"
                " try again."
            ) from None
        except OSError as error:
            raise CannotImport(
                f"Pandoc, which reads it, cannot be started: {error.strerror or error}."
            ) from None
    if done.returncode:
        if done.returncode == 251 or b"heap" in done.stderr.lower():
            raise CannotImport(
                "Reading it takes more memory than it may have. Copy its text into a new file and"
                " try again."
            )
        raise CannotImport(
            "It is damaged: its text cannot be made out. Open it in the program that made it, save"
            " it anew and try again."
        )
    return done.stdout
