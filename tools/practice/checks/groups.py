"""Find the case studies of a collection that share what each should have alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from practice.checks.references import Ties


def same_by(studies: Iterable[Ties], key: Callable[[Ties], str]) -> Iterator[tuple[Ties, Ties]]:
    """Yield every case study whose `key` another one has too, with the first such other; an empty
    key is nobody's.
    """
    groups: dict[str, list[Ties]] = {}
    for study in studies:
        groups.setdefault(key(study), []).append(study)
    for shared, members in groups.items():
        if shared and len(members) > 1:
            for study in members:
                yield study, members[1] if study is members[0] else members[0]
