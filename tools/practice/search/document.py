"""What can be searched: a document with an id, four kinds of text, facets, a date and whatever
should come back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

TEXT_FIELDS = ("title", "summary", "headings", "body")
"""The fields of text in the order in which they are kept in the index."""

FIELD_WEIGHTS = (2.0, 1.5, 1.2, 1.0)
"""What a word counts in the title, the summary, the headings and the body. An index of other
weights is rebuilt.
"""


@dataclass(frozen=True)
class Document:
    """One thing to find.

    `facets` maps a facet's name to the ids of its terms; the caller has already added broader
    terms, so that a document filed under the narrower one is found under the broader. `date` is
    text that sorts ("2005-07") or "". `stored` is any mapping that survives JSON; it comes back
    with a hit.
    """

    id: str
    title: str
    summary: str
    headings: str
    body: str
    facets: Mapping[str, tuple[str, ...]]
    date: str
    stored: Mapping[str, object]

    def texts(self) -> tuple[str, str, str, str]:
        """Return the four texts in the order of TEXT_FIELDS."""
        return self.title, self.summary, self.headings, self.body

    def record(self) -> str:
        """Return what a hit needs, as JSON.

        Raises:
            TypeError: when `stored` holds something that is not JSON.
        """
        texts = dict(zip(TEXT_FIELDS, self.texts(), strict=True))
        return json_text({"id": self.id, "stored": self.stored, **texts})

    def digest(self) -> str:
        """Return a hash of the content, the same in every process, so that unchanged documents are
        left alone.

        Raises:
            TypeError: when `stored` holds something that is not JSON.
        """
        facets = {name: sorted(set(terms)) for name, terms in self.facets.items()}
        content = [self.id, *self.texts(), facets, self.date, self.stored]
        return blake2b(
            json_text(content).encode("utf-8", "surrogatepass"), digest_size=16
        ).hexdigest()


def json_text(value: object) -> str:
    """Return `value` as compact JSON with sorted keys: the same value, the same text.

    Raises:
        TypeError: when `value` holds something that is not JSON.
    """
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )


def _plain(value: object) -> object:
    # Read-only mappings (MappingProxyType and the like) are as good as a dict here.
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(
        f"{type(value).__name__} {value!r} is not JSON and cannot be kept in the index."
    )
