"""Where a content repository is: the folder that holds `case_studies/` and its vocabulary."""

from __future__ import annotations

import os
from pathlib import Path

ENVIRONMENT = "PRACTICE_ROOT"
_MARK = Path("case_studies") / "_vocabulary"


class NoContentRepository(Exception):
    """There is no content repository where one was looked for; the message says where and what to
    do.
    """


def find_root(given: str | None = None, start: Path | None = None) -> Path:
    """Return the root of the content repository, as an absolute path.

    Args:
        given: the folder the user named, if any; else the environment's PRACTICE_ROOT counts.
        start: where to begin looking upwards when nothing was named; the current folder if not
            given.

    Raises:
        NoContentRepository: the folder named is none, or none is found on the way up.
    """
    named = given or os.environ.get(ENVIRONMENT)
    if named:
        root = Path(named).expanduser().absolute()
        if not (root / _MARK).is_dir():
            raise NoContentRepository(
                f"{named} is not a content repository: it has no folder {_MARK.as_posix()}."
            )
        return root
    here = (start or Path.cwd()).absolute()
    for folder in (here, *here.parents):
        if (folder / _MARK).is_dir():
            return folder
    raise NoContentRepository(
        f"There is no content repository here or above: no folder holds {_MARK.as_posix()}. "
        f"Change to one, or name it with --root DIR or {ENVIRONMENT}."
    )
