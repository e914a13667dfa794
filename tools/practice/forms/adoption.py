"""The issue form for a practice taken up, and the way back: a filled form to a further record of a
trust's `adoptions.yml`.
"""

from __future__ import annotations

from collections.abc import Mapping

from practice.content.draft import Mapping as Mapped
from practice.content.front_matter import read_adoptions
from practice.content.front_matter_editor import CannotEdit, FrontMatterEditor
from practice.content.yaml_writer import scalar
from practice.forms.issue_form import adoption_elements, cut_lines, issue_form
from practice.model.schema import ADOPTION_FIELDS

ADOPTION_FORM = ".github/ISSUE_TEMPLATE/adoption.yml"


_CANNOT = "Nothing can be added to {0} as it stands. Mend it first: practice check {0}"


class CannotExtend(Exception):
    """A record cannot be added to a file; the message says why."""


def adoption_form() -> str:
    """Return the form by which a trust says that it took up a practice."""
    return issue_form(
        adoption_elements(),
        name="We took up a practice",
        description="Tell others that your trust tries what another did, and how it goes.",
        title="Taken up: ",
        labels=["adoption"],
    )


def read_adoption(text: str) -> Mapping[str, str]:
    """Return the fields of the adoption that a filled form holds, each on one line; "" where there
    is no answer.

    Raises:
        NotAForm: none, or not all, of the form's questions are in the text.
    """
    return cut_lines(text, adoption_elements())


def extended(path: str, content: bytes, record: Mapping[str, str]) -> bytes:
    """Return a file with `record` behind all that stands in it, which is kept byte by byte.

    Args:
        path: where the file stands, relative to the root.
        content: what is in it; nothing for a file that is not there yet.
        record: the fields of the adoption; empty ones are left out.

    Raises:
        CannotExtend: the file is no list of records as it stands, or is written so that nothing can
            be added at its end.
    """
    draft = read_adoptions(path, content)
    given = {
        field.name: scalar(record[field.name], field)
        for field in ADOPTION_FIELDS
        if record.get(field.name)
    }
    try:
        new = FrontMatterEditor(content.decode()).append_record(given).encode()
    except (CannotEdit, UnicodeDecodeError):
        raise CannotExtend(_CANNOT.format(path)) from None
    # Read it as everybody will: what was there must say what it said, and the new record must stand
    # behind it.
    after = read_adoptions(path, new)
    last = after.items[-1] if after.items else None
    added = {entry.key for entry in last} if isinstance(last, Mapped) else set()
    if draft.problems or after.problems or after.items[:-1] != draft.items or added != set(given):
        raise CannotExtend(_CANNOT.format(path))
    return new
