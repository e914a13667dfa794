"""What mending does, in words: one line for each kind of change, with the checks whose problems it
takes away.

The pages in docs/checks and docs/reference/fixing.md say it in these words; tests hold them to it,
and the code too.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mend:
    """One kind of change, an example or a limit of it, and the names of the checks it helps with
    (none: only tidier).
    """

    what: str
    example: str
    checks: tuple[str, ...] = ()


MENDS = (
    Mend(
        "labels and synonyms become the id of their term",
        "`BME` becomes `minority-ethnic`",
        ("unknown-theme", "unknown-community", "unknown-topic", "unknown-setting"),
    ),
    Mend(
        "labels become the value of their closed list",
        "`Usual practice` becomes `embedded`",
        ("unknown-value",),
    ),
    Mend(
        "dates in words become figures",
        "`14 July 2005` becomes `2005-07-14`, `July 2005` becomes `2005-07`",
        ("impossible-date",),
    ),
    Mend(
        '"Not reported" and "Unknown" are put as the answers they are',
        "`Not reported` becomes `not-reported`",
        ("wrong-type",),
    ),
    Mend(
        "names of fields lose capitals, spaces and quotes",
        "`“Staff time”` becomes `staff_time`",
        ("unknown-field",),
    ),
    Mend(
        "a word that stands twice in one list goes, where its letters are the same",
        "`[queues, queues]` becomes `[queues]`",
        ("repeated-term",),
    ),
    Mend(
        "headings lose capitals and signs that ours do not have",
        "`THE PROBLEM:` becomes `The problem`",
        ("unknown-heading",),
    ),
    Mend("fields move into their order", "with the remarks above them"),
    Mend(
        "sections move into their order",
        "where every section is one of ours and there once",
        ("headings-out-of-order",),
    ),
    Mend(
        "spaces at the ends of lines, ends of lines from Windows and a missing last line break are"
        " put right",
        "nothing that shows",
    ),
    Mend(
        "JPEG, PNG, WebP and GIF pictures lose the place and the maker that are written into them",
        "the picture itself is not touched",
        ("hidden-location", "hidden-author"),
    ),
    Mend(
        "Word, Excel, PowerPoint and OpenDocument files lose the makers in their properties and"
        " what the files in them say",
        "not names beside comments and changes, and nothing from a signed file",
        ("hidden-location", "hidden-author"),
    ),
    Mend(
        "PDF files lose the makers in their properties and what the pictures and attached files in"
        " them say",
        "not names beside comments, and nothing from a signed, locked or damaged file",
        ("hidden-location", "hidden-author"),
    ),
)
"""All that mending does, in the order of the reference page."""

MENDED = frozenset(name for mend in MENDS for name in mend.checks)
"""The names of the checks with which mending helps."""


def told_of(name: str) -> str:
    """Return what the page of the check `name` says of mending: a paragraph, or nothing where
    mending does not help.
    """
    told = [f"{mend.what} ({mend.example})" for mend in MENDS if name in mend.checks]
    return (
        f"`practice check --fix` mends this where it is certain: {'; '.join(told)}." if told else ""
    )
