"""The names by which Pagefind knows the case studies, by their numbers in the facet table.

They are read from its finished index, once, so that the search page need not ask the index for
every study there is.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Mapping
from pathlib import Path

ADDRESS = "assets/practice-names.json"
"""Where the names lie on the site."""
_SIGNED = len("pagefind_dcd")  # what stands before the record in each of its files


class IndexIncomplete(Exception):
    """A case study is not in the index; the message names it."""


def index_names(pagefind: Path, numbers: Mapping[str, int]) -> str:
    """Return as JSON how all names start, and how each goes on, in the order of the numbers, with
    spaces between.

    `pagefind` is the folder of the finished index.

    Raises:
        IndexIncomplete: a study of `numbers` is not in the index.
    """
    found = {}
    for path in (pagefind / "fragment").glob("*.pf_fragment"):
        record = json.loads(gzip.decompress(path.read_bytes())[_SIGNED:])
        found[record["url"].rstrip("/").rpartition("/")[2]] = path.stem
    missing = [study for study in numbers if study not in found]
    if missing:
        raise IndexIncomplete(f"'{missing[0]}' is not in the search index.")
    names = [found[study] for study in sorted(numbers, key=numbers.__getitem__)]
    start = os.path.commonprefix(names)  # noqa: RUF071 - letter by letter is what is wanted
    return (
        json.dumps({"start": start, "names": " ".join(name.removeprefix(start) for name in names)})
        + "\n"
    )
