"""Which folder the case studies of a trust lie in: the one answer that every door gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from practice.content.draft import Draft, Scalar, Sequence
from practice.content.front_matter import read_draft
from practice.content.scan import read_content, scan, sort_out
from practice.model.text import fold
from practice.model.vocabulary import Organisation, Organisations


def folder_of(trust: Organisation, drafts: Iterable[Draft], organisations: Organisations) -> str:
    """Return the folder of a trust: the one that holds most of its case studies, else one named
    after it.

    It looks at drafts: a case study with an error lies in a folder all the same.
    """
    counts: Counter[str] = Counter()
    for draft in drafts:
        names = draft.front.get("trusts") if draft.front else None
        for item in names.items if isinstance(names, Sequence) else ():
            if isinstance(item, Scalar) and organisations.find(item.text) == trust:
                counts.update(draft.path.split("/")[1:-1][:1])
    if counts:
        # Of two that hold as many, always the same one.
        return min(counts, key=lambda folder: (-counts[folder], folder))
    return trust.id


def drafts_naming(root: Path, trust: Organisation) -> tuple[Draft, ...]:
    """Return the case studies that may be of a trust: of thousands, only those that hold a name of
    it are taken apart.
    """
    names = [fold(name) for name in (*trust.official_names, *trust.also_known_as)]
    found = []
    for path in sort_out(scan(root))[0]:
        try:
            content = read_content(root, path)
        except OSError:
            continue
        fields = content[
            : content.find(b"\n---", 4)
        ]  # all of it where nothing ends the fields, which is a fault
        words = fold(fields.decode("utf-8", "replace"))
        if any(name in words for name in names):
            found.append(read_draft(path, content))
    return tuple(found)
