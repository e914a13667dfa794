"""Find the drafts of a collection that share what each should have alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from practice.reading.draft import Draft


def same_by(drafts: Iterable[Draft], key: Callable[[Draft], str]) -> Iterator[tuple[Draft, Draft]]:
    """Yield every draft whose `key` another one has too, with the first such other; an empty key is nobody's."""
    groups: dict[str, list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(key(draft), []).append(draft)
    for shared, members in groups.items():
        if shared and len(members) > 1:
            for draft in members:
                yield draft, members[1] if draft is members[0] else members[0]
